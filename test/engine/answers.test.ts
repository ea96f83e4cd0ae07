import { type Answer, cannot, count, held, isFailure, notHeld, recorded } from './answers';
import { QUESTIONS, type QuestionId } from './questions';

const all = (answer: Answer): Map<QuestionId, Answer> => new Map(QUESTIONS.map(({ id }) => [id, answer]));

describe('answers', () => {
  test('no question is asked twice', () => {
    expect(new Set(QUESTIONS.map(({ id }) => id)).size).toBe(QUESTIONS.length);
  });

  test('a question with neither an answer nor a reason has failed', () => {
    expect(count(new Map())).toEqual({ passed: 0, failed: QUESTIONS.length, skipped: 0 });
    const answers = all(held('seen'));
    answers.delete('value-user');
    expect(count(answers)).toEqual({ passed: QUESTIONS.length - 1, failed: 1, skipped: 0 });
  });

  test('a reason is counted as skipped, not as passed', () => {
    expect(count(all(cannot('there is no such thing here')))).toEqual({
      passed: 0,
      failed: 0,
      skipped: QUESTIONS.length,
    });
  });

  test('what is to be judged cannot be recorded instead', () => {
    expect(isFailure('value-user', recorded('root'))).toBe(true);
    expect(isFailure('reach-reverse', recorded('open'))).toBe(false);
    expect(isFailure('reach-reverse', held('closed'))).toBe(false);
    expect(isFailure('reach-reverse', notHeld('could not be asked'))).toBe(true);
  });
});
