import { readFileSync } from 'node:fs';
import { createServer as createPlain } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { hostname } from 'node:os';
import { openVisits } from './visits.js';

const { PORT = '5000', SERVER_NAME = hostname(), TLS_CERT_FILE, TLS_KEY_FILE } = process.env;
const log = (what, message) => console.log(JSON.stringify({ what, message }));
const visits = openVisits(process.env, log);
let stopping = false;

function answer(response, status, text) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${text}\n`);
}

async function handle(request, response) {
  const { pathname } = new URL(request.url, 'http://any');
  if (pathname === '/livez') return answer(response, 200, 'alive');
  if (pathname === '/readyz') return answer(response, visits.isUp() && !stopping ? 200 : 503, 'ready or not');
  if (pathname !== '/') return answer(response, 404, 'nothing here');
  try {
    answer(response, 200, `${SERVER_NAME}: visit ${await visits.count()}`);
  } catch (error) {
    log('count', error.message);
    answer(response, 503, `${SERVER_NAME}: Redis does not answer`);
  }
}

// With a certificate it speaks TLS and nothing else on its port.
const server = TLS_CERT_FILE
  ? createSecure({ cert: readFileSync(TLS_CERT_FILE), key: readFileSync(TLS_KEY_FILE) }, handle)
  : createPlain(handle);
server.listen(Number(PORT), () => log('listening', PORT));

async function stop() {
  if (stopping) return;
  stopping = true;
  // Whoever balances the load must notice first: in Kubernetes that takes a moment, in Compose it is 0.
  await new Promise((resolve) => setTimeout(resolve, Number(process.env.DRAIN_DELAY_SECONDS ?? 0) * 1_000));
  server.close(() => void visits.close().then(() => process.exit(0)));
  server.closeIdleConnections();
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
