import { weakenAll, weaknesses } from './weaken';

test('every mutation of every control is noticed in Compose, alone or with what it implies', () => {
  expect(weaknesses(weakenAll('compose'))).toEqual([]);
}, 900_000);
