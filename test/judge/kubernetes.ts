import type { ValidateFunction } from 'ajv';
import { close } from './close';
import { dataFile, dataRequired } from './data';
import { engine, mistakes } from './engine';
import { faultKinds, type AbsentJudge, type Finding, type Judge } from './finding';
import { plantKubernetes } from './kubernetes-faults';
import { addServerRules } from './kubernetes-rules';
import { sourceText } from './source-text';
import { isBranch } from './tree';

/** Definitions that hold whatever the user likes. */
const free = new Set([
  'io.k8s.apimachinery.pkg.runtime.RawExtension',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Patch',
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON',
]);

type Find = (apiVersion: string, kind: string) => ValidateFunction | undefined;

/** The manifests against the API of one Kubernetes version, every object of it closed. */
export function kubernetesJudge(version: string): Judge | AbsentJudge {
  const name = `Kubernetes ${version}`;
  const wants = (file: string): boolean => /^kubernetes\/.*\.ya?ml$/.test(file);
  const published = dataFile(`kubernetes-schemas/v${version}.0/_definitions.json`);
  if (typeof published === 'string') return { name, wants, absent: published, required: dataRequired };
  const find = kinds(published);
  return {
    name,
    wants,
    judge: (text) => judge(find, text),
    plant: (text) => plantKubernetes(text, version),
    mustCatch: [...faultKinds, 'other'],
  };
}

function judge(find: Find, text: string): readonly Finding[] {
  const source = sourceText(text);
  const found = source.values.flatMap((value, index) => {
    const object = isBranch(value) ? value : {};
    const [apiVersion, kind] = [String(object['apiVersion']), String(object['kind'])];
    const validate = find(apiVersion, kind);
    if (validate === undefined)
      return [source.locate(index, { pointer: '', message: `unknown kind ${apiVersion} ${kind}` })];
    return mistakes(validate, value).map((mistake) =>
      source.locate(index, { ...mistake, message: `${kind}${mistake.pointer}: ${mistake.message}` }),
    );
  });
  return [...source.findings, ...found];
}

/** Finds the schema of a kind; each is compiled once, when it is first asked for. */
function kinds(published: Record<string, unknown>): Find {
  const { schema } = close(published, free);
  const definitions = schema['definitions'] as Record<string, Record<string, unknown>>;
  addServerRules(definitions);
  const ajv = engine();
  ajv.addSchema(schema, 'api');
  const names = new Map<string, string>();
  for (const [name, definition] of Object.entries(definitions)) {
    const groups = definition['x-kubernetes-group-version-kind'];
    if (!Array.isArray(groups) || groups.length !== 1) continue;
    const [{ group, version, kind }] = groups as [{ group: string; version: string; kind: string }];
    names.set(`${group === '' ? '' : `${group}/`}${version} ${kind}`, name);
  }
  const compiled = new Map<string, ValidateFunction>();
  return (apiVersion, kind) => {
    const key = `${apiVersion} ${kind}`;
    const name = names.get(key);
    if (name === undefined) return undefined;
    const known = compiled.get(key) ?? ajv.compile(manifest(name));
    compiled.set(key, known);
    return known;
  };
}

/** What `kubectl apply` wants besides the schema of the kind: an object with a name. */
function manifest(name: string): Record<string, unknown> {
  return {
    allOf: [{ $ref: `api#/definitions/${name}` }],
    required: ['apiVersion', 'kind', 'metadata'],
    properties: { metadata: { type: 'object', required: ['name'] } },
  };
}
