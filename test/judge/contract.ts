import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { close } from './close';
import { root } from './data';
import { engine, mistakes } from './engine';
import { faultKinds, type Fault, type Finding, type Judge } from './finding';
import { sourceText } from './source-text';
import { at, changed } from './tree';

/** `hardened.json` against the schema that we publish, which must need no closing. */
export function contractJudge(): Judge {
  const published = JSON.parse(readFileSync(join(root, 'docs/hardened.schema.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const { schema, count } = close(published);
  if (count > 0) throw new Error(`docs/hardened.schema.json leaves ${count} objects open: close them where it is made`);
  const validate = engine().compile(schema);
  const judge = (text: string): readonly Finding[] => {
    const source = sourceText(text);
    try {
      JSON.parse(text);
    } catch (error) {
      return [{ line: 1, column: 1, where: '', message: `no JSON: ${String(error)}` }, ...source.findings];
    }
    const found = mistakes(validate, source.values[0]).map((mistake) =>
      source.locate(0, { ...mistake, message: `${mistake.pointer}: ${mistake.message}` }),
    );
    return [...source.findings, ...found];
  };
  return { name: 'contract schema', wants: (file) => file === 'hardened.json', judge, plant, mustCatch: faultKinds };
}

/** Kind of fault, pointer below one project, new value (undefined takes it away), where a judge must point. */
const rows: readonly (readonly [Fault['kind'], string, unknown, string?])[] = [
  ['unknown field', '/network', 'per-edge'],
  ['wrong type', '/edges/0/port', '6379'],
  ['wrong type', '/networks', 'per-service'],
  ['missing field', '/workloads/0/kind', undefined, '/workloads/0'],
  ['missing field', '/secrets', undefined, ''],
  ['unclosed nesting', '/secrets/0/readers/0/kubernetes/value', 'x'],
  ['unclosed nesting', '/redis/0/users/0/hash', 'x'],
  ['unclosed nesting', '/namespace/labels', {}],
];

function plant(text: string): readonly Fault[] {
  const contract = JSON.parse(text) as { readonly projects: Readonly<Record<string, unknown>> };
  const project = `/projects/${Object.keys(contract.projects)[0]}`;
  return rows.flatMap(([kind, pointer, value, where]) => {
    const faulty = changed(contract, project + pointer, value);
    if (faulty === undefined || (value === undefined && at(contract, project + pointer) === undefined)) return [];
    const faultyText = JSON.stringify(faulty, null, 2);
    return [{ kind, name: project + pointer, text: faultyText, where: project + (where ?? pointer) }];
  });
}
