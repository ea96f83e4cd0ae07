import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from '../../lib/audit/differences';
import { held, recorded } from '../engine/answers';
import { page, withoutEngineVersion } from './page';
import { asked, rowsOf, type Run } from './rows';

const committed = readFileSync(join(__dirname, '../../docs/proof.md'), 'utf8');

/** All held, but for where a difference is named: recorded on the cluster, so that the two differ. */
const docker: Run = { engine: 'docker 26.1.5+x', answers: asked.map(({ id }) => ({ id, answer: held('x') })) };
const kubernetes: Run = {
  engine: 'kubernetes v1.37.2',
  answers: asked.map(({ id, difference }) => ({ id, answer: difference === undefined ? held('y') : recorded('y') })),
};
const without = (run: Run, id: string): Run => ({ ...run, answers: run.answers.filter((one) => one.id !== id) });
const recordedAt = (run: Run, id: string): Run => ({
  ...without(run, id),
  answers: [...without(run, id).answers, { id, answer: recorded('z') }],
});

test('what is seen is left out, what is answered is not', () => {
  const { rows, problems } = rowsOf(docker, kubernetes);
  expect(problems).toEqual([]);
  const text = page(rows, docker, kubernetes);
  expect(text).toContain('Docker engine 26.1.5 |');
  expect(text).not.toContain('26.1.5+x');
  expect(text.split('\n').filter((line) => line.startsWith('| ') && /\|\s*\|/.test(line))).toEqual([]);
});

test('a question without an answer, and a difference without a row, fail', () => {
  expect(rowsOf(docker, without(kubernetes, 'value-user')).problems).toContain('value-user: no answer of kubernetes');
  expect(rowsOf(recordedAt(docker, 'value-user'), kubernetes).problems).toEqual([
    'value-user: docker: recorded, kubernetes: held, and no difference is named',
  ]);
});

test('what a cluster cannot be asked has its reason there, and needs no answer', () => {
  const [one] = asked.filter(
    ({ notOnCluster, notOnEngine }) => notOnCluster !== undefined && notOnEngine !== undefined,
  );
  const { rows, problems } = rowsOf(without(docker, one?.id ?? ''), without(kubernetes, one?.id ?? ''));
  expect(problems).toEqual([]);
  const row = rows.find(({ id }) => id === one?.id);
  expect(row?.kubernetes).toBe(`cannot be asked here because ${one?.notOnCluster}`);
  expect(row?.docker).toBe(`cannot be asked here because ${one?.notOnEngine}`);
});

test('a difference that is none any more fails', () => {
  expect(rowsOf(recordedAt(docker, 'reach-names'), kubernetes).problems).toEqual([
    "reach-names: both answer 'recorded', and the difference 'outside-names' is named",
  ]);
});

test('each difference that a question names is a row', () => {
  const ids = differences().map(({ id }) => id);
  expect(asked.flatMap(({ difference }) => difference ?? []).filter((id) => !ids.includes(id))).toEqual([]);
});

test('the committed page has every question: else ask both engines, and npm run proof -- --write', () => {
  const lines = committed.split('\n').filter((line) => /^\| (?!question|---)/.test(line));
  expect(lines.map((line) => line.split(' | ')[0]?.slice(2))).toEqual(asked.map(({ question }) => question));
  expect(committed).not.toContain('**not held**');
});

test('another version of the Docker engine alone is no other page', () => {
  const other: Run = { ...docker, engine: 'docker 27.0.1' };
  const [one, two] = [docker, other].map((run) => page(rowsOf(run, kubernetes).rows, run, kubernetes));
  expect(one).not.toBe(two);
  expect(withoutEngineVersion(one ?? '')).toBe(withoutEngineVersion(two ?? ''));
});
