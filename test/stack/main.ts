import { BESIDE } from '../beside/ask/all';
import { DEPOT } from '../depot/ask/all';
import { VISITS } from './ask/all';
import { onCluster } from './cluster/place';
import { onDocker } from './docker/place';
import { judgeAt } from './frame';

const QUESTIONS = [...VISITS.questions, ...DEPOT.questions, ...BESIDE.questions];
const PROVE = '--prove';

/**
 * `docker` or `cluster`, then ids of questions; without any, all are asked. `--prove`: of weakened programs, which must
 * be noticed.
 */
async function main(): Promise<void> {
  const [where, ...rest] = process.argv.slice(2);
  const place = { docker: onDocker, cluster: onCluster }[where ?? ''];
  const only = rest.filter((argument) => argument !== PROVE);
  if (place === undefined || !only.every((id) => QUESTIONS.some((question) => question.id === id))) {
    console.error(`usage: npm run test:engine:stack|test:cluster:stack [-- ${PROVE}] [QUESTION…]`);
    process.exit(2);
  }
  process.exit(await judgeAt(place, { only, proving: rest.includes(PROVE) }, QUESTIONS.length));
}

void main();
