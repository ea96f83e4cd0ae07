import { parse, stringify } from 'yaml';
import type { Fault } from './finding';
import { at, below, changed, isBranch } from './tree';

/** Kind of fault, pointer below one service, new value (undefined takes it away), where a judge must point. */
type Row = readonly [Fault['kind'], pointer: string, value: unknown, where?: string];

const inService: readonly Row[] = [
  ['unknown field', '/read-only', true],
  ['wrong type', '/read_only', ['true']],
  ['wrong type', '/cap_drop', 'ALL'],
  ['wrong type', '/healthcheck/retries', {}],
  ['missing field', '/depends_on/redis/condition', undefined, '/depends_on/redis'],
  ['unclosed nesting', '/healthcheck/startperiod', '60s'],
  ['unclosed nesting', '/deploy/resources/limits/cpu', '1'],
  ['unclosed nesting', '/deploy/resource', {}],
  ['unclosed nesting', '/logging/option', {}],
  ['unclosed nesting', '/ports/0/host', '127.0.0.1'],
  ['unclosed nesting', '/secrets/0/path', '/secrets/x'],
  ['unclosed nesting', '/depends_on/redis/when', 'healthy'],
];

const inFile: readonly Row[] = [
  ['unknown field', '/service', {}],
  ['unclosed nesting', '/networks/NAME/internals', true],
  ['unclosed nesting', '/secrets/NAME/path', './x'],
];

/** Every fault of the tables that fits, planted into the first service, network or secret that has the place for it. */
export function composeFaults(text: string): readonly Fault[] {
  const file = parse(text) as unknown;
  const services = at(file, '/services');
  const names = isBranch(services) ? Object.keys(services) : [];
  const planted = inService.flatMap(([kind, pointer, value, where]) => {
    const candidates = names.map((name) => below('/services', name));
    return plant(file, kind, candidates, pointer, value, where);
  });
  const outer = inFile.flatMap(([kind, pointer, value]) => {
    const [, group = '', name, field] = pointer.split('/');
    if (name === undefined) return plant(file, kind, [''], pointer, value);
    const members = at(file, `/${group}`);
    const candidates = isBranch(members) ? Object.keys(members).map((key) => below(`/${group}`, key)) : [];
    return plant(file, kind, candidates, `/${field}`, value);
  });
  return [...planted, ...outer, ...inText(text)];
}

function plant(
  file: unknown,
  kind: Fault['kind'],
  bases: readonly string[],
  pointer: string,
  value: unknown,
  where = pointer,
): Fault[] {
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  const base = bases.find(
    (each) => isBranch(at(file, each + parent)) && (value !== undefined || at(file, each + pointer) !== undefined),
  );
  if (base === undefined) return [];
  return [{ kind, name: base + pointer, text: stringify(changed(file, base + pointer, value)), where: base + where }];
}

/** Faults of the text that no tree shows: a key written twice, and digits that stop being what they look like. */
function inText(text: string): readonly Fault[] {
  const name = '\nservices:\n';
  if (!text.includes(name)) return [];
  return [
    { kind: 'other', name: 'a key written twice', text: `${text}services: {}\n`, where: '' },
    { kind: 'other', name: 'digits without quotes', text: `${text}x-digits: 0123\n`, where: '/x-digits' },
    { kind: 'other', name: 'a word that YAML 1.1 takes for a truth value', text: `${text}x-word: no\n`, where: '' },
  ];
}
