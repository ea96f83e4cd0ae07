import { held, recorded, type Answer } from '../engine/answers';
import { askedOn, judgeAll, type Program } from './judge';
import { unproved } from './prove';

const ALL = { only: [], proving: false };
const [DOCKER, CLUSTER] = ['docker 26', 'kubernetes v1.37'];

const program = (answer: Answer): Program<null> => ({
  name: 'a program',
  questions: [{ id: 'a/narrow', question: 'is it narrow', controls: [], openOn: 'engine', difference: 'replicas' }],
  asks: { 'a/narrow': () => Promise.resolve(answer) },
});

beforeEach(() => {
  jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
});
afterEach(() => {
  jest.restoreAllMocks();
});

test('what is recorded is right where it is known to be open, and nowhere else', async () => {
  expect(await judgeAll(program(recorded('wide')), DOCKER, null, ALL)).toEqual({ passed: 1, failed: 0 });
  expect(await judgeAll(program(recorded('wide')), CLUSTER, null, ALL)).toEqual({ passed: 0, failed: 1 });
  expect(await judgeAll(program(held('narrow')), CLUSTER, null, ALL)).toEqual({ passed: 1, failed: 0 });
});

test('what no weakness is for is a failure, unless it is open there anyway', () => {
  expect(unproved(program(held('x')), CLUSTER, [], ALL)).toEqual({ passed: 0, failed: 1 });
  expect(unproved(program(held('x')), DOCKER, [], ALL)).toEqual({ passed: 0, failed: 0 });
  expect(unproved(program(held('x')), CLUSTER, [{ name: 'w', red: ['a/narrow'] }], ALL).failed).toBe(0);
});

test('an engine that cannot be asked is not', () => {
  const one = program(held('x'));
  const both = [...one.questions, { ...one.questions[0], id: 'a/pods', notOnEngine: 'there are none' }];
  const asked = askedOn('engine', { ...one, questions: both as typeof one.questions });
  expect(asked.questions.map(({ id }) => id)).toEqual(['a/narrow']);
  expect(askedOn('cluster', { ...one, questions: both as typeof one.questions }).questions).toHaveLength(2);
});
