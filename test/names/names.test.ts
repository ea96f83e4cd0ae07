import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { checkNames, checkProps } from '../../lib/constructs/check-names';
import { initContainerNames, sidecarNames } from '../../lib/constructs/companion-props';
import { chartNames, lastingNames, workloadNames, workloadShapes } from '../../lib/constructs/prop-shapes';
import { runNames } from '../../lib/constructs/run-props';

/*
 * What is taken for a prop that was written wrong, and above all what is not: a refusal of somebody's own prop stops a
 * program that is right. Seen red: a taken prop counted as free; plurals refused in subclasses; one letter of four told
 * apart; objects of a list passed over; `distance` without swapped letters.
 */
const tables = {
  service: { ...workloadNames, ...lastingNames, image: true, port: true, ports: true, health: true, storage: true },
  job: { ...runNames, after: true, done: true, keepFor: true, schedule: true, timeZone: true, startWithin: true },
  redis: { memory: true, storage: true, persistence: true, image: true, port: true, eviction: true, labels: true },
  init: initContainerNames,
  sidecar: sidecarNames,
  chart: chartNames,
} as const;

const names = fc.constantFrom(...Object.values(tables).map((table): Readonly<Record<string, true>> => table));
const bold = fc.boolean();

/** What is refused among these names, none of which is a prop that is given. */
const refused = (
  given: readonly string[],
  table: Readonly<Record<string, true>>,
  subclass: boolean,
): readonly string[] => {
  const found: string[] = [];
  const props = Object.fromEntries(given.map((name) => [name, 1]));
  checkProps(props, { names: table, subclass }, (_, got, near) => void found.push(`${String(got)}: ${near}`));
  return found;
};

const everywhere = (given: readonly string[], subclass: boolean): readonly string[] => [
  ...new Set(Object.values(tables).flatMap((table) => given.flatMap((name) => refused([name], table, subclass)))),
];

test('our own names are never refused, whichever are given together', () => {
  fc.assert(
    fc.property(names, bold, fc.infiniteStream(fc.boolean()), (table, subclass, coins) => {
      const given = Object.keys(table).filter(() => coins.next().value);
      expect(refused(given, table, subclass)).toEqual([]);
    }),
  );
});

test('what subclasses are given besides passes', () => {
  const own =
    'team tier region zone stage stages port2 host hosts domain domains version tag tags tenant tenants environment name ' +
    'redis database db queue topic url path paths route routes users secret config configs settings options limits ' +
    'requests cluster network target replica label store share table tables timeoutSeconds enabled debug log logs ' +
    'metrics tls cert scaleDown entries scope size sizes class role roles rate page owners dimension spot gpu node nodes';
  expect(everywhere(own.split(' '), true)).toEqual([]);
});

test('of the names in the props of a large library, a subclass may have every one but these', () => {
  const folder = dirname(require.resolve('cdk8s-plus-27'));
  const declared = readdirSync(folder).filter((file) => file.endsWith('.d.ts'));
  const text = declared.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  const words = [...new Set([...text.matchAll(/^ +readonly (\w+)\??:/gm)].map(([, name = '']) => name))];
  expect(words.length).toBeGreaterThan(150);
  expect(everywhere(words, true)).toEqual([]);
  // In a construct of ours itself, which TypeScript refuses anyway.
  expect(everywhere(words, false)).toEqual([
    'secret: secrets',
    'ports: port',
    'port: ports',
    'target: targets',
    'namespaces: namespace',
  ]);
});

test('a slip in a long name is found, unless that prop is given too', () => {
  const long = names.chain((table) =>
    fc.tuple(fc.constant(table), fc.constantFrom(...Object.keys(table).filter((name) => name.length >= 6))),
  );
  fc.assert(
    fc.property(
      long,
      fc.nat(),
      fc.constantFrom('lost', 'doubled', 'swapped', 'case'),
      bold,
      ([table, name], n, slip, subclass) => {
        const at = 1 + (n % (name.length - 2));
        const [a = '', b = ''] = [name[at], name[at + 1]];
        const wrong = {
          lost: name.slice(0, at) + name.slice(at + 1),
          doubled: name.slice(0, at) + a + name.slice(at),
          swapped: name.slice(0, at) + b + a + name.slice(at + 2),
          case: name.slice(0, at) + a.toUpperCase() + name.slice(at + 1),
        }[slip];
        fc.pre(wrong !== name && !(wrong in table) && `${wrong}s` !== name && wrong !== `${name}s`);
        expect(refused([wrong], table, subclass)).toHaveLength(1);
        const beside = refused([wrong, name], table, subclass);
        expect(beside.filter((text) => text === `${wrong}: ${name}`)).toEqual([]);
      },
    ),
  );
});

test('an object among the props has the names of its shape, in lists and maps too', () => {
  const told = (prop: 'writable' | 'files' | 'secrets' | 'health', value: unknown) => {
    const found: string[] = [];
    checkNames(value, prop, workloadShapes[prop], (at, got) => void found.push(`${at}: ${String(got)}`));
    return found;
  };
  expect(
    told('writable', [
      { path: '/a', size: '1Mi' },
      { path: '/b', sise: '1Mi' },
    ]),
  ).toEqual(['writable[1]: sise']);
  expect(told('files', { mode: { text: '' }, b: { text: '', mode: '0400' } })).toEqual(['files.b: mode']);
  expect(told('secrets', [{ name: 'a', kubernetes: { secret: 'a', key: 'b', kez: 1 } }])).toEqual([
    'secrets[0].kubernetes: kez',
  ]);
  expect(told('health', { live: '/a', ready: { http: '/a', prot: 'http' } })).toEqual(['health.ready: prot']);
  for (const value of [undefined, null, 'none', 3, [], {}]) expect(told('health', value)).toEqual([]);
});
