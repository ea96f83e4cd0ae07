import { weakenAll, weaknesses } from '../loops/weaken';
const attempts = weakenAll();
console.log(
  attempts.reduce((s, a) => s + a.tried, 0),
  attempts.reduce((s, a) => s + a.noticed, 0),
);
for (const w of weaknesses(attempts)) console.log(w);
