import { parseAllDocuments, stringify } from 'yaml';
import type { Fault } from './finding';
import { at, below, changed, isBranch } from './tree';

const pod = '/spec/template/spec';
const container = `${pod}/containers/0`;

/** Kind of fault, kind of object (or any), pointer, new value (undefined takes the field away), where a judge must point. */
type Row = readonly [Fault['kind'], kind: string, pointer: string, value: unknown, where?: string];

const rows: readonly Row[] = [
  ['unknown field', 'Deployment', `${pod}/hostIpc`, false],
  ['unknown field', 'StatefulSet', '/spec/podManagement', 'Parallel'],
  ['unknown field', 'NetworkPolicy', '/spec/policyType', ['Ingress']],
  ['unknown field', 'Namespace', '/metadata/label', {}],
  ['wrong type', 'Deployment', '/spec/replicas', '2'],
  ['wrong type', 'Deployment', `${pod}/securityContext/runAsNonRoot`, 'true'],
  ['wrong type', 'Service', '/metadata/labels/port', 80],
  ['wrong type', 'StatefulSet', `${container}/resources/limits/memory`, '64mb'],
  ['wrong type', 'Ingress', '/spec/rules/0/http/paths', {}],
  ['other', 'Deployment', '/metadata/labels/note', 'not pushed yet'],
  [
    'other',
    'NetworkPolicy',
    '/spec/podSelector/matchLabels',
    { name: 'x'.repeat(64) },
    '/spec/podSelector/matchLabels/name',
  ],
  ['other', 'Service', '/metadata/name', 'backend_1'],
  ['other', 'Service', '/metadata/annotations', { 'a key': 'x' }],
  ['missing field', 'Deployment', '/spec/selector', undefined, '/spec'],
  ['missing field', 'StatefulSet', `${container}/name`, undefined, container],
  ['missing field', 'Ingress', '/spec/rules/0/http/paths/0/pathType', undefined, '/spec/rules/0/http/paths/0'],
  ['missing field', 'Service', '/metadata/name', undefined, '/metadata'],
  ['unclosed nesting', 'Deployment', `${container}/securityContext/readOnlyRootFileSystem`, true],
  ['unclosed nesting', 'StatefulSet', `${container}/securityContext/capabilities/dropped`, ['ALL']],
  ['unclosed nesting', 'StatefulSet', `${pod}/volumes/0/projected/sources/0/secret/items/0/modes`, 288],
  ['unclosed nesting', 'NetworkPolicy', '/spec/ingress/0/from/0/podSelector/matchLabel', {}],
  ['unclosed nesting', 'Deployment', `${container}/readinessProbe/httpGet/url`, '/readyz'],
];

/** Fields, and the minor version that they came with: the judge of an older version must not know them. */
const newer: readonly (readonly [since: number, row: Row])[] = [
  [30, ['unknown field', 'Deployment', `${pod}/securityContext/appArmorProfile`, { type: 'RuntimeDefault' }]],
  [32, ['unknown field', 'Deployment', `${pod}/resources`, { limits: { memory: '1Gi' } }]],
  [34, ['unknown field', 'Deployment', `${pod}/hostnameOverride`, 'x']],
];

/** Every fault of the table that fits, planted into the first object of its kind that has the place for it. */
export function plantKubernetes(text: string, version: string): readonly Fault[] {
  const objects = parseAllDocuments(text).map((document) => document.toJS() as unknown);
  const print = (list: readonly unknown[]): string => list.map((object) => String(stringify(object))).join('---\n');
  const minor = Number(version.split('.')[1]);
  const fitting = [...rows, ...newer.filter(([since]) => since > minor).map(([, row]) => row)];
  const planted = fitting.flatMap(([kind, of, pointer, value, where]): Fault[] => {
    const parent = pointer.slice(0, pointer.lastIndexOf('/'));
    const index = objects.findIndex(
      (object) =>
        isBranch(object) &&
        object['kind'] === of &&
        isBranch(at(object, parent)) &&
        (value !== undefined || at(object, pointer) !== undefined),
    );
    if (index < 0) return [];
    const faulty = objects.with(index, changed(objects[index], pointer, value));
    return [{ kind, name: `${of}${pointer}`, text: print(faulty), where: where ?? pointer }];
  });
  return [...planted, ...plantObject(objects, print)];
}

/** A kind that this version does not have, and a list that names one thing twice. */
function plantObject(objects: readonly unknown[], print: (list: readonly unknown[]) => string): readonly Fault[] {
  const old = changed(objects[0], '/apiVersion', 'extensions/v1beta1');
  const served = objects.findIndex((object) => Array.isArray(at(object, '/spec/ports')));
  const ports = at(objects[served], '/spec/ports') as readonly unknown[] | undefined;
  const twice = ports === undefined ? [] : [...ports, ports[0]];
  const faults: Fault[] = [
    { kind: 'other', name: 'an API version that is not served', text: print(objects.with(0, old)), where: '' },
  ];
  if (served < 0) return faults;
  const text = print(objects.with(served, changed(objects[served], '/spec/ports', twice)));
  return [...faults, { kind: 'other', name: below('Service/spec', 'ports twice'), text, where: '/spec/ports' }];
}
