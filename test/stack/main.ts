import { isAsked, judgeAll } from './judge';
import { onCluster } from './cluster/place';
import { onDocker } from './docker/place';
import { judgeAt } from './frame';

/** `docker` or `cluster`, then ids of questions; without any, all are asked. */
async function main(): Promise<void> {
  const [where, ...only] = process.argv.slice(2);
  const place = { docker: onDocker, cluster: onCluster }[where ?? ''];
  if (place === undefined || !only.every(isAsked)) {
    console.error('usage: npm run test:engine:stack|test:cluster:stack [-- QUESTION…]');
    process.exit(2);
  }
  process.exit(await judgeAt(place, (running) => judgeAll(running, only)));
}

void main();
