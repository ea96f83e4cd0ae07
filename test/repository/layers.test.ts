import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

/*
 * The layers of lib, and who may import whom. Seen red when it was added: constructs imported by audit, compose
 * imported by kubernetes, a cycle of two type imports, a file of 251 lines.
 */
const lib = join(__dirname, '../../lib');
const allowed: Readonly<Record<string, readonly string[]>> = {
  model: [],
  frameworks: [],
  controls: ['model', 'frameworks'],
  targets: ['model', 'frameworks', 'controls'],
  audit: ['model', 'frameworks', 'controls', 'targets'],
  constructs: ['model', 'frameworks', 'controls', 'targets', 'audit'],
  secrets: ['model'],
  // What somebody's folder holds, and a program for it: text only, and no secret in it.
  init: ['model'],
  cli: ['model', 'frameworks', 'controls', 'targets', 'audit', 'secrets', 'init'],
  'index.ts': ['model', 'controls', 'constructs', 'audit'],
};

const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const text = (file: string): string => readFileSync(join(lib, file), 'utf8');

/** Relative imports and re-exports, type imports included, as files of lib. */
function importsOf(file: string): readonly string[] {
  const specifiers = [...text(file).matchAll(/(?:from|import)\s*\(?'(\.[^']*)'/g)].map(
    ([, specifier = '']) => specifier,
  );
  return specifiers.map((specifier) => {
    const path = normalize(join(dirname(file), specifier));
    return files.find((known) => known === `${path}.ts` || known === join(path, 'index.ts')) ?? `${path}: missing`;
  });
}

const layerOf = (file: string): string => file.split('/')[0] ?? '';
const graph = new Map(files.map((file) => [file, importsOf(file)]));

test('every file is in a layer, and imports only what its layer may', () => {
  const wrong = [...graph].flatMap(([file, imports]) =>
    imports
      .filter((other) => layerOf(other) !== layerOf(file) && !allowed[layerOf(file)]?.includes(layerOf(other)))
      .map((other) => `${file} -> ${other}`),
  );
  expect(files.filter((file) => !(layerOf(file) in allowed))).toEqual([]);
  expect(wrong).toEqual([]);
});

test('targets do not import each other, and readers, renderers and admission policies share nothing', () => {
  const side = (file: string): string => relative('targets', file).split('/').slice(0, 2).join('/');
  const wrong = [...graph].flatMap(([file, imports]) => {
    const target = /^targets\/(kubernetes|compose|dockerfile)\//.exec(file)?.[1];
    if (target === undefined) return [];
    return imports
      .filter((other) => {
        const otherTarget = /^targets\/(kubernetes|compose|dockerfile)\//.exec(other)?.[1];
        const crosses = otherTarget !== undefined && otherTarget !== target && otherTarget !== 'dockerfile';
        const shares = otherTarget !== undefined && witnessOf(file) !== witnessOf(other);
        return crosses || shares;
      })
      .map((other) => `${side(file)}: ${file} -> ${other}`);
  });
  expect(wrong).toEqual([]);
});

/*
 * What both sides know of a program they read each for itself: a fault of a shared function would pass both. `once` and
 * `settings` say nothing of hardening. Seen red: a reader that asked model/companions which service opens an edge.
 */
test('renderers and the checks that judge them take no function of the model in common', () => {
  const taken = (side: (file: string) => boolean): ReadonlySet<string> =>
    new Set(
      files.filter(side).flatMap((file) => {
        const values = text(file).matchAll(/^import (?!type )[^;]*? from '([^']*\/model\/[^']*)';$/gms);
        return [...values].map(([, path = '']) => path.replace(/^.*\/model\//, 'model/'));
      }),
    );
  const ofChecks = taken((file) => /^(controls|targets)\//.test(file) && witnessOf(file) === 'read');
  const ofRenderers = taken((file) => file.startsWith('targets/') && witnessOf(file) === 'render');
  expect(ofRenderers.size).toBeGreaterThan(5);
  expect([...ofChecks].filter((path) => ofRenderers.has(path)).sort()).toEqual(['model/once', 'model/settings']);
});

/* Seen red: addresses, which renderers reach through model/translated, left out of the list. */
test('what both reach through other files is the arithmetic of addresses, and those two', () => {
  const values = (file: string): readonly string[] =>
    [...text(file).matchAll(/^(?:import|export) (?!type )[^;]*? from '(\.[^']*)';$/gms)].flatMap(([, path = '']) => {
      const target = normalize(join(dirname(file), path));
      return files.filter((known) => known === `${target}.ts` || known === join(target, 'index.ts'));
    });
  const reached = (side: (file: string) => boolean): ReadonlySet<string> => {
    const found = new Set(files.filter(side));
    for (const file of found) values(file).forEach((other) => found.add(other));
    return found;
  };
  const byChecks = reached((file) => /^(controls|targets)\//.test(file) && witnessOf(file) === 'read');
  const byRenderers = reached((file) => file.startsWith('targets/') && witnessOf(file) === 'render');
  const both = [...byChecks].filter((file) => byRenderers.has(file));
  expect(both.sort()).toEqual(['model/addresses.ts', 'model/once.ts', 'model/settings.ts']);
});

const witnessOf = (file: string): string =>
  file.includes('/admission/') ? 'admission' : /\/render(\/|\.ts$)/.test(file) ? 'render' : 'read';

test('there is no import cycle, type imports included', () => {
  const cycles = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) return void cycles.add([...way.slice(way.indexOf(file)), file].join(' -> '));
    for (const other of graph.get(file) ?? []) visit(other, [...way, file]);
  };
  const done = new Set<string>();
  const reach = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) return visit(file, []);
    if (done.has(file)) return;
    done.add(file);
    for (const other of graph.get(file) ?? []) reach(other, [...way, file]);
  };
  for (const file of files) reach(file, []);
  expect([...cycles]).toEqual([]);
});

test('no file of lib is over 250 lines, has default exports or export *', () => {
  const rules: readonly (readonly [string, (source: string) => boolean])[] = [
    ['over 250 lines', (source) => source.split('\n').length > 251],
    ['default export', (source) => /^export default/m.test(source)],
    ['export *', (source) => /^export \*/m.test(source)],
  ];
  expect(
    files.flatMap((file) => rules.filter(([, broken]) => broken(text(file))).map(([rule]) => `${file}: ${rule}`)),
  ).toEqual([]);
});
