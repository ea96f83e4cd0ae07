import { isList, isMapping } from '../../../lib/targets/plain';
import { until } from '../../engine/run/command';
import type { Program } from '../../programs';
import type { Tally } from '../../judge/tally';
import type { Client } from '../server/client';
import { apply, isObject, stored, type KubernetesObject } from '../server/objects';
import { policiesOf } from './policy-objects';

interface Expression {
  readonly name: string;
  readonly expression: string;
}

interface PolicySpec {
  readonly matchConstraints: { readonly resourceRules: readonly { readonly resources: readonly string[] }[] };
  readonly variables: readonly Expression[];
  readonly validations: readonly unknown[];
}

/** Where the pod spec is, for the server's own types: one path for one kind. */
const PODS: Readonly<Record<string, string>> = {
  pods: 'object.spec',
  deployments: 'object.spec.template.spec',
  statefulsets: 'object.spec.template.spec',
  daemonsets: 'object.spec.template.spec',
  replicasets: 'object.spec.template.spec',
  jobs: 'object.spec.template.spec',
  cronjobs: 'object.spec.jobTemplate.spec.template.spec',
};

/** Variables that are empty for all but these. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  service: ['services'],
  ingress: ['ingresses'],
  route: ['httproutes', 'grpcroutes'],
  pods: Object.keys(PODS),
};

/** Stands for a variable that this kind does not have. */
const MISSING = 'missing-variable';

/** The type check leaves out fields that are quantities, and what holds nothing else. */
const QUANTITIES: readonly string[] = ['limits', 'requests', 'sizeLimit'];

/**
 * The server checks the types of every policy. One that serves several kinds finds its pod by the kind, which leaves the
 * type open; so each policy is also made for one kind at a time, every expression of it a validation: then a field that
 * the kind does not have is found. A misspelled field shows that it is.
 */
export async function judgeTypes(client: Client, programs: readonly Program[], tally: Tally): Promise<void> {
  const policies = programs.flatMap(policiesOf).flatMap(({ object }) => (isPolicy(object) ? [object] : []));
  report('policies as they are: types checked', policies.length, await warningsOf(client, policies), tally);
  const [first] = programs;
  const names = new Set(first === undefined ? [] : policiesOf(first).map(({ object }) => object.metadata.name));
  const typed = policies.filter(({ metadata }) => names.has(metadata.name)).flatMap((policy) => perKind(policy));
  const refused: string[] = [];
  for (const policy of typed) {
    const { code } = await apply(client, policy);
    if (code >= 400) refused.push(`${policy.metadata.name}: refused with ${code}`);
  }
  const expressions = typed.reduce((sum, { spec }) => sum + specOf(spec).validations.length, 0);
  const found = refused.length > 0 ? refused : await warningsOf(client, typed, unknownFields);
  report(`policies for one kind each: the fields of ${expressions} expressions are known`, typed.length, found, tally);
  const wrong = typed.map((policy) => misspelled(policy)).find((policy) => policy !== undefined);
  if (wrong === undefined) return tally.fail('no policy reads readOnlyRootFilesystem');
  await apply(client, wrong);
  if ((await warningsOf(client, [wrong], unknownFields)).length > 0)
    tally.pass('passed  a misspelled field of a policy is found');
  else tally.fail('a misspelled field of a policy is not found by the type check');
}

function report(what: string, count: number, problems: readonly string[], tally: Tally): void {
  if (problems.length === 0) tally.pass(`passed  ${count} ${what}`);
  else tally.fail([`not so: ${what}`, ...problems].join('\n        '));
}

const isPolicy = ({ kind }: KubernetesObject): boolean => kind === 'ValidatingAdmissionPolicy';

const specOf = (spec: unknown): PolicySpec => spec as PolicySpec;

function perKind(policy: KubernetesObject): readonly KubernetesObject[] {
  const spec = specOf(policy['spec']);
  return spec.matchConstraints.resourceRules.flatMap((rule) =>
    rule.resources
      .filter((resource) => !resource.includes('/'))
      .map((resource) => ({
        ...policy,
        metadata: { name: `${resource}.${policy.metadata.name}` },
        spec: {
          ...spec,
          matchConstraints: { resourceRules: [{ ...rule, resources: [resource] }] },
          variables: undefined,
          validations: expressionsFor(spec.variables, resource).map(({ name, expression }) => ({
            expression: `dyn(${expression}) != dyn(0)`,
            message: name,
          })),
        },
      })),
  );
}

/** Expressions that stand alone, since the server knows no type of a variable that is an object. */
function expressionsFor(variables: readonly Expression[], resource: string): readonly Expression[] {
  const pod = PODS[resource];
  const whole = new Map<string, string>();
  for (const { name, expression } of variables) {
    // Lists of different containers have different types, and do not add up to one.
    const own =
      name === 'pod'
        ? pod
        : name === 'containers'
          ? pod && `${pod}.containers`
          : (OTHERS[name]?.includes(resource) ?? true)
            ? expression
            : '[]';
    const text = own?.replaceAll(/\bvariables\.([A-Za-z]+)\b/g, (_, used: string) => whole.get(used) ?? MISSING);
    if (text !== undefined && !text.includes(MISSING)) whole.set(name, `(${text})`);
  }
  return [...whole].map(([name, expression]) => ({ name, expression }));
}

/** Fields that a warning says are not there; other warnings are about lists of several types, which are meant. */
const unknownFields = (warning: unknown): readonly string[] =>
  [...JSON.stringify(warning).matchAll(/undefined field '([^']+)'/g)]
    .map(([, field = '']) => field)
    .filter((field) => !QUANTITIES.includes(field));

function misspelled(policy: KubernetesObject): KubernetesObject | undefined {
  const text = JSON.stringify(policy);
  const value: unknown = JSON.parse(text.replaceAll('readOnlyRootFilesystem', 'readOnlyRootFileSystem'));
  if (!isObject(value) || !text.includes('readOnlyRootFilesystem')) return undefined;
  return { ...value, metadata: { name: `misspelled.${policy.metadata.name}` } };
}

/** What the type check says, once it has looked. */
async function warningsOf(
  client: Client,
  policies: readonly KubernetesObject[],
  read: (warning: unknown) => readonly string[] = (warning) => [JSON.stringify(warning).slice(0, 300)],
): Promise<readonly string[]> {
  const all: string[] = [];
  for (const policy of policies) {
    let warnings: readonly unknown[] = [];
    await until(`types of ${policy.metadata.name}`, 900_000, async () => {
      const { status } = await stored(client, policy);
      if (!isMapping(status) || !isMapping(status['typeChecking'])) return false;
      const { expressionWarnings } = status['typeChecking'];
      warnings = isList(expressionWarnings) ? expressionWarnings : [];
      return true;
    });
    all.push(...warnings.flatMap(read).map((text) => `${policy.metadata.name}: ${text}`));
  }
  return all;
}
