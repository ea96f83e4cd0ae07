import { setTimeout as sleep } from 'node:timers/promises';

/** At least so long we still accept: keep-alive clients use the time to hear `Connection: close` and leave. */
const SETTLE_MS = 250;
/** A connection on which nothing was asked for so long is closed. Browsers open some just in case. */
const QUIET_MS = 500;

/**
 * Readiness fails at once, so that nobody new is sent here; we go on accepting while that news travels; then no more
 * connections, the requests in flight are finished, Redis is closed. All of it ends a second before the runtime kills.
 */
export function createStop({ config, state, server, metricsServer, connection, log, exit = process.exit }) {
  async function stop(signal) {
    const started = performance.now();
    state.draining = true;
    log.info('stopping', { signal, drainDelaySeconds: config.drainDelaySeconds });
    setTimeout(
      () => {
        log.error('stop took too long', { inFlight: state.inFlight, stopGraceSeconds: config.stopGraceSeconds });
        exit(1);
      },
      config.stopGraceSeconds * 1_000 - 1_000,
    );
    await sleep(Math.max(config.drainDelaySeconds * 1_000, SETTLE_MS));
    await closeServer(server, state);
    await connection.close();
    metricsServer.close();
    metricsServer.closeAllConnections();
    log.info('stopped', { ms: Math.round(performance.now() - started) });
    exit(0);
  }

  let stopping;
  return (signal) => (stopping ??= stop(signal));
}

/** Resolves when the last connection is gone. `close` ends the idle ones; one that never asked is not idle to it. */
async function closeServer(server, state) {
  let open = true;
  server.close(() => (open = false));
  for (let quietSince = performance.now(); open; await sleep(25)) {
    if (state.inFlight > 0) quietSince = performance.now();
    if (performance.now() - quietSince >= QUIET_MS) server.closeAllConnections();
  }
}
