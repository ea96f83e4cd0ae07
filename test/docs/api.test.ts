import { apiSymbols } from '../tools/api-page';
import { repository } from './markdown';

/* Seen red: an export without a docstring, and one that no example uses (both before docs/examples was written). */
const symbols = apiSymbols(repository);

test('every public symbol has a docstring', () => {
  expect(symbols.filter(({ summary }) => summary === '').map(({ name }) => name)).toEqual([]);
});

test('every public symbol is used by code that a test compiles', () => {
  expect(symbols.filter(({ shownIn }) => shownIn.length === 0).map(({ name }) => name)).toEqual([]);
  expect(symbols.length).toBeGreaterThan(60);
});
