import { RedisUnavailable } from './connection.js';
import { HttpError } from './http-error.js';
import { createRoutes } from './routes.js';

/** Finds the route, sends its answer, and leaves one log line and one count for every request. */
export function createHandler({ store, metrics, log, state }) {
  const routes = createRoutes({ store, state });

  async function answer(req, found, query) {
    if (!found) throw new HttpError(404, 'no such path');
    const { methods } = found.route;
    const method = req.method === 'HEAD' ? 'GET' : req.method;
    if (!Object.hasOwn(methods, method)) {
      const allow = Object.keys(methods).join(', ');
      throw new HttpError(405, `the method must be one of ${allow}`, { allow });
    }
    return methods[method]({ req, param: found.param, query: new URLSearchParams(query) });
  }

  function failure(err, route) {
    if (err instanceof HttpError) return { status: err.status, json: errorJson(err.message), headers: err.headers };
    const isOurFault = !(err instanceof RedisUnavailable);
    log[isOurFault ? 'error' : 'warn']('request failed', { route, error: err.message });
    return isOurFault
      ? { status: 500, json: errorJson('internal error') }
      : { status: 503, json: errorJson('storage is not available'), headers: { 'retry-after': '1' } };
  }

  return async function handle(req, res) {
    const started = performance.now();
    const [path, query] = splitOnce(req.url);
    const found = match(routes, path);
    const route = found?.route.route ?? 'none';
    state.inFlight++;
    res.once('close', () => {
      state.inFlight--;
      const ms = performance.now() - started;
      const status = res.writableFinished ? res.statusCode : 499; // 499: the client left before the answer
      metrics.observe({ method: req.method, route, status, seconds: ms / 1_000 });
      log.info('request', { method: req.method, route, status, ms: Math.round(ms * 10) / 10 });
    });
    const { status, json, headers = {} } = await answer(req, found, query).catch((err) => failure(err, route));
    res.writeHead(status, {
      ...headers,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...(json !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) }),
      // While stopping, every client is sent away kindly: after this answer it opens its next connection elsewhere.
      ...(state.draining && { connection: 'close' }),
    });
    res.end(json);
  };
}

function match(routes, path) {
  for (const route of routes) {
    const hit = route.path.exec(path);
    if (hit) return { route, param: hit[1] };
  }
  return undefined;
}

function splitOnce(url) {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
}

const errorJson = (message) => JSON.stringify({ error: message });
