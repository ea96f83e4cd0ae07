import { isAsked, judgeAll } from './judge';
import { runOnCluster } from './cluster/run';
import { runOnDocker } from './docker/run';

/** `docker` or `cluster`, then ids of questions; without any, all are asked. */
async function main(): Promise<void> {
  const [where, ...only] = process.argv.slice(2);
  const run = { docker: runOnDocker, cluster: runOnCluster }[where ?? ''];
  if (run === undefined || !only.every(isAsked)) {
    console.error('usage: npm run test:engine:stack|test:cluster:stack [-- QUESTION…]');
    process.exit(2);
  }
  process.exit(await run((running) => judgeAll(running, only)));
}

void main();
