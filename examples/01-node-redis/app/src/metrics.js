import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const METHODS = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'POST', 'PATCH', 'OPTIONS']);

export function createMetrics(isRedisUp) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const labelNames = ['method', 'route', 'status'];
  const requests = new Counter({ name: 'http_requests_total', help: 'Requests answered', labelNames, registers });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From the headers of a request to the end of its answer',
    labelNames,
    registers,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  });
  new Gauge({
    name: 'redis_up',
    help: '1 while there is a connection to Redis',
    registers,
    collect() {
      this.set(isRedisUp() ? 1 : 0);
    },
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    observe({ method, route, status, seconds }) {
      // A closed set of labels: a client must not be able to make new time series.
      const labels = { method: METHODS.has(method) ? method : 'other', route, status };
      requests.inc(labels);
      duration.observe(labels, seconds);
    },
  };
}

/** On a port of its own, so that what publishes the service never publishes this. */
export function createMetricsHandler(metrics) {
  return async function handle(req, res) {
    if (req.url !== '/metrics' || !['GET', 'HEAD'].includes(req.method)) return void res.writeHead(404).end();
    const text = await metrics.text();
    res.writeHead(200, { 'content-type': metrics.contentType, 'content-length': Buffer.byteLength(text) }).end(text);
  };
}
