import { differences, differencesTable } from '../../lib/audit/differences';
import { controls } from '../../lib/controls';

const ids: readonly string[] = controls.map(({ id }) => id);

test('every control that cannot show in a target is a difference, and ids are unique', () => {
  const found = differences().map(({ id }) => id);
  const absent = controls.filter((control) => Object.values(control.in).some((witness) => 'notApplicable' in witness));
  expect(found).toEqual(expect.arrayContaining(absent.map(({ id }) => id)));
  expect(new Set(found).size).toBe(found.length);
});

test('what is named as a control is one', () => {
  const named = differences().flatMap(({ madeUpForBy }) =>
    [...madeUpForBy.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, id]) => id),
  );
  expect(named.filter((id) => id !== undefined && !ids.includes(id))).toEqual([]);
});

test('the table has one row a difference, all of four cells', () => {
  const lines = differencesTable().trimEnd().split('\n');
  expect(lines).toHaveLength(differences().length + 2);
  expect(new Set(lines.map((line) => line.split(/(?<!\\)\|/).length))).toEqual(new Set([6]));
});
