import { weakenAll, weaknesses } from './weaken';

test('every mutation of every control is noticed in Kubernetes, alone or with what it implies', () => {
  expect(weaknesses(weakenAll('kubernetes'))).toEqual([]);
}, 900_000);
