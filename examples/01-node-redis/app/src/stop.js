import net from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

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

/** Resolves when the last connection is gone. */
export async function closeServer(server, state) {
  let open = true;
  await stopListening(server, () => (open = false));
  server.closeIdleConnections();
  // A connection that never asked anything is not idle to Node. Nor may one that stopped half way hold us.
  for (let quietSince = performance.now(); open; await sleep(25)) {
    if (state.inFlight > 0) quietSince = performance.now();
    if (performance.now() - quietSince >= QUIET_MS) server.closeAllConnections();
  }
}

/**
 * The kernel connects clients before we accept them, and resets those that still wait when we stop listening: their
 * request would be lost although it was sent. So this closes right after a turn of the event loop in which nobody
 * waited. A tenth of a millisecond remains in which one can come; what the drain delay is for is that nobody does.
 */
async function stopListening(server, onClosed) {
  let accepted = true;
  server.on('connection', () => (accepted = true));
  await nextTurn(); // from here to the next turn the loop looks at its sockets, wherever in its round we came from
  for (let turn = 0; accepted && turn < 1_000; turn++) {
    accepted = false;
    await nextTurn();
  }
  // Not `close` of http: it does other work before, and it ends the limits on time, which the last requests need.
  net.Server.prototype.close.call(server, onClosed);
}
