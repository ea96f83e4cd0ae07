import { createConnection } from './src/connection.js';
import { ConfigError, readConfig } from './src/config.js';
import { createHandler } from './src/handler.js';
import { createLog } from './src/log.js';
import { createMetrics, createMetricsHandler } from './src/metrics.js';
import { createServer, listen } from './src/server.js';
import { createStop } from './src/stop.js';
import { createStore } from './src/store.js';

const log = createLog();

/** The error's message and nothing else: a stack or a cause may hold what does not belong in a log. */
function die(msg, err) {
  log.error(msg, { error: err?.message || err?.code || String(err) });
  process.exit(1);
}

process.on('uncaughtException', (err) => die('uncaught exception', err));
process.on('unhandledRejection', (err) => die('unhandled rejection', err));

async function main() {
  const config = readConfig(process.env);
  const state = { draining: false, inFlight: 0 };
  const connection = createConnection({ redis: config.redis, log });
  const metrics = createMetrics(connection.isUp);
  const server = createServer(createHandler({ store: createStore(connection), metrics, log, state }));
  const metricsServer = createServer(createMetricsHandler(metrics));

  // Before anything listens: as process 1 of a container we have no default action for a signal.
  const stop = createStop({ config, state, server, metricsServer, connection, log });
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop(signal));

  connection.start();
  await listen(metricsServer, config.metricsPort);
  await listen(server, config.port);
  log.info('listening', { port: config.port, metricsPort: config.metricsPort });
}

main().catch((err) => die(err instanceof ConfigError ? 'bad environment' : 'cannot start', err));
