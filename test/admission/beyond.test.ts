import { controls } from '../../lib/controls';
import { excuseProblems, excuses, nameProblems, reasonFor, type Excuses } from '../cluster/api/policy-excuses';

/*
 * What a policy need not notice is named. Whether it does is asked of an API server (`npm run test:api`); these hold the
 * judgement itself, and that every name is one of a mutation.
 */
const mutations = controls.flatMap((control) => {
  const witness = control.in.kubernetes;
  if ('notApplicable' in witness) return [];
  return witness.weaken.map(({ name }) => ({ control: control.id, mutation: name }));
});

const excused: Excuses = new Map([['ruled', [{ why: 'one object does not say it', mutations: ['out of sight'] }]]]);
const row = (mutation: string, counts: object) => {
  const none = { tried: 2, noticed: 0, invalid: 0, unsent: 0 };
  return { control: 'ruled', mutation, ...none, ...counts };
};
const outOfSight = row('out of sight', {});

test('every name is that of a mutation of its control, and stands there once', () => {
  expect(nameProblems(mutations)).toEqual([]);
});

test('every excuse of a rule names what it excuses', () => {
  const applicable = [...excuses].filter(([id]) => mutations.some(({ control }) => control === id));
  const idle = applicable.filter(([, beyond]) => beyond.some((one) => one.mutations.length === 0));
  expect(idle).toEqual([]);
});

test('what is not noticed needs its name, however much else of its control is excused', () => {
  expect(excuseProblems([outOfSight], excused)).toEqual([]);
  expect(excuseProblems([outOfSight, row('removed', {})], excused)).toEqual([
    "ruled, 'removed': not noticed on 2 of 2",
  ]);
});

test('so does what cannot be sent, and what the server refuses for some subjects only', () => {
  expect(excuseProblems([outOfSight, row('gone', { unsent: 2 })], excused)).toEqual([
    "ruled, 'gone': not noticed on 2 of 2",
  ]);
  expect(excuseProblems([outOfSight, row('partly', { invalid: 1 })], excused)).toEqual([
    "ruled, 'partly': not noticed on 1 of 2",
  ]);
});

test('a control without a rule and without names excuses nothing', () => {
  expect(excuseProblems([{ ...outOfSight, control: 'unknown' }, outOfSight], excused)).toEqual([
    "unknown, 'out of sight': not noticed on 2 of 2",
  ]);
});

test('a name that excuses nothing is a problem: noticed by the policy, refused by the server, or no mutation', () => {
  const idle = ["ruled, 'out of sight': is noticed, so nothing is beyond its policy"];
  expect(excuseProblems([row('out of sight', { noticed: 2 })], excused)).toEqual(idle);
  expect(excuseProblems([row('out of sight', { invalid: 2 })], excused)).toEqual(idle);
  expect(excuseProblems([row('removed', { noticed: 2 })], excused)).toEqual([
    "ruled, 'out of sight': excused, but there is no such mutation",
  ]);
});

test('a name stands once', () => {
  const twice: Excuses = new Map([['ruled', [...(excused.get('ruled') ?? []), ...(excused.get('ruled') ?? [])]]]);
  expect(excuseProblems([outOfSight], twice)).toEqual(["ruled, 'out of sight': excused twice"]);
});

test('the reason in the table is that of the name, and of nothing that is noticed', () => {
  expect(reasonFor(outOfSight, excused)).toBe('one object does not say it');
  expect(reasonFor(row('removed', {}), excused)).toBe('');
  expect(reasonFor(row('out of sight', { noticed: 2 }), excused)).toBe('');
});
