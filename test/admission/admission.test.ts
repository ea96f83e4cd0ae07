import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { controls } from '../../lib/controls';
import { admissionRules } from '../../lib/targets/kubernetes/admission';
import type { AdmissionRule } from '../../lib/targets/kubernetes/admission/rule';
import { notForAdmission } from '../../lib/targets/kubernetes/admission/without';
import { judged } from '../loops/judge';
import { parseFiles } from '../../lib/targets/documents';
import { guardedPrograms } from '../programs/guarded';
import { programs } from '../programs';

/*
 * The policies as text: the API server judges them in `npm run test:api`. Seen red when it was added: a rule left out of
 * the index, a variable used before it is defined, a function of a newer CEL, a policy for a namespace that is shared.
 */
interface Policy {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly failurePolicy?: string;
    readonly policyName?: string;
    readonly validationActions?: readonly string[];
    readonly matchResources?: { readonly namespaceSelector: object; readonly objectSelector?: object };
    readonly matchConstraints?: { readonly resourceRules: readonly { readonly resources: readonly string[] }[] };
    readonly matchConditions?: readonly { readonly name: string; readonly expression: string }[];
    readonly variables?: readonly { readonly name: string; readonly expression: string }[];
    readonly validations?: readonly { readonly expression: string; readonly message: string }[];
  };
}

const rules: readonly AdmissionRule[] = admissionRules;
const deny = guardedPrograms('Deny');
const textsOf = ({ files }: (typeof deny)[number]) => files.filter(({ path }) => path.startsWith('admission/'));
const objectsIn = (text: string): readonly Policy[] =>
  parseAllDocuments(text).map((document) => document.toJS() as Policy);
const objects = deny.flatMap(textsOf).flatMap(({ text }) => objectsIn(text));
const policies = objects.filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
const bindings = objects.filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding');

describe('the rules', () => {
  test('every control has one, or a reason why not', () => {
    const said = rules.map(({ control }) => control);
    const ids = controls.map(({ id }) => id);
    expect(ids.filter((id) => said.includes(id))).toEqual(said);
    expect([...said, ...Object.keys(notForAdmission)].sort()).toEqual([...ids].sort());
  });

  test('one file each, called like its control', () => {
    const folder = join(__dirname, '../../lib/targets/kubernetes/admission');
    const frame = ['exempt', 'index', 'render', 'rule', 'without'];
    const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
    expect(files.filter((file) => !frame.includes(file)).sort()).toEqual(rules.map(({ control }) => control).sort());
  });

  test('they say nothing of a control that has no Kubernetes side', () => {
    const absent = controls.filter((control) => 'notApplicable' in control.in.kubernetes).map(({ id }) => id);
    expect(rules.filter(({ control }) => absent.some((id) => id === control))).toEqual([]);
  });
});

describe('the objects', () => {
  test('a policy and a binding for every rule and project, of one name', () => {
    expect(policies.length).toBe(bindings.length);
    expect(policies.map(({ metadata }) => metadata.name)).toEqual(bindings.map(({ spec }) => spec.policyName));
    expect(new Set(policies.map(({ metadata }) => metadata.name)).size).toBe(policies.length);
    // A Namespace that is not ours is not judged; a project that is not for Kubernetes has no policies.
    const projects = deny.flatMap(({ contract }) => Object.values(contract.projects));
    const here = projects.filter(({ targets }) => targets?.includes('kubernetes') !== false);
    const guests = here.filter(({ namespace }) => !namespace.owned);
    expect([here.length < projects.length, guests.length > 0]).toEqual([true, true]);
    expect(policies.length).toBe(here.length * rules.length - guests.length);
  });

  test('what cannot be judged is refused, and what does not change is left alone', () => {
    expect([...new Set(policies.map(({ spec }) => spec.failurePolicy))]).toEqual(['Fail']);
    expect([...new Set(policies.map(({ spec }) => spec.matchConditions?.[0]?.name))]).toEqual(['changed']);
  });

  test('what a subresource changes is judged where it is sent', () => {
    const resourcesOf = (control: string) => {
      const own = policies.filter(({ metadata }) => metadata.name.startsWith(`${control}.`));
      return new Set(own.flatMap(({ spec }) => spec.matchConstraints?.resourceRules.flatMap((rule) => rule.resources)));
    };
    expect(resourcesOf('pod-security-level')).toEqual(new Set(['namespaces', 'namespaces/status']));
    expect([...resourcesOf('memory-limit')]).toContain('pods/resize');
    expect([...resourcesOf('no-secret-values')]).toContain('pods/ephemeralcontainers');
  });

  test('variables are defined before they are used, and used', () => {
    const wrong = policies.flatMap(({ metadata, spec }) => {
      const known: string[] = [];
      const used = new Set<string>();
      const unknown: string[] = [];
      const read = (expression: string): void => {
        for (const [, name = ''] of expression.matchAll(/\bvariables\.([A-Za-z]+)\b/g)) {
          used.add(name);
          if (!known.includes(name)) unknown.push(`${metadata.name}: ${name} is not defined`);
        }
      };
      for (const { name, expression } of spec.variables ?? []) {
        read(expression);
        known.push(name);
      }
      for (const { expression } of spec.validations ?? []) read(expression);
      const idle = known.filter((name) => !used.has(name)).map((name) => `${metadata.name}: ${name} is not used`);
      return [...unknown, ...idle];
    });
    expect(wrong).toEqual([]);
  });

  test('nothing newer than CEL as Kubernetes 1.30 has it', () => {
    const newer = /\b(?:ip|cidr|format|semver|flatten|transformMap|transformList|sets?|lists)\s*[.(]/;
    const expressions = policies.flatMap(({ spec }) => [...(spec.variables ?? []), ...(spec.matchConditions ?? [])]);
    expect(expressions.filter(({ expression }) => newer.test(expression.replace(/r?"[^"]*"/g, '""')))).toEqual([]);
  });

  test('messages are those of findings', () => {
    const messages = policies.flatMap(({ spec }) => spec.validations ?? []).map(({ message }) => message);
    expect(messages.filter((text) => !/^[a-z-]+: got .+; allowed: .+; fix: .+[^.]$/.test(text))).toEqual([]);
  });
});

describe('a binding', () => {
  const selector = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });

  test('refuses in its namespace', () => {
    const [first] = bindings;
    expect(first?.spec.validationActions).toEqual(['Deny']);
    expect(first?.spec.matchResources).toEqual({ namespaceSelector: selector('shop-deny') });
  });

  test('is about objects of the project where the namespace is shared', () => {
    const shared = bindings.filter(({ metadata }) => metadata.name.endsWith('.common-deny'));
    expect(shared.length).toBe(rules.length - 1);
    for (const { spec } of shared)
      expect(spec.matchResources).toEqual({
        namespaceSelector: selector('common-deny'),
        objectSelector: { matchLabels: { 'app.kubernetes.io/part-of': 'guest' } },
      });
  });

  test('warns and writes to the audit log', () => {
    const [first] = guardedPrograms('Warn').flatMap(textsOf);
    const actions = objectsIn(first?.text ?? '').flatMap(({ spec }) => spec.validationActions ?? []);
    expect([...new Set(actions)]).toEqual(['Warn', 'Audit']);
  });
});

describe('the file', () => {
  test('is there where it is wanted, begins with its header, and is in the contract', () => {
    for (const program of [...deny, ...programs]) {
      const files = Object.values(program.contract.projects).flatMap((project) => project.files);
      expect(files.filter((file) => file.startsWith('admission/')).sort()).toEqual(
        textsOf(program).map(({ path }) => path),
      );
      for (const { text } of textsOf(program)) expect(text).toMatch(/^# Made by cdk8s-hardened from construct /);
    }
    expect(programs.slice(0, 3).flatMap(textsOf)).toEqual([]);
  });

  test('has the same bytes each time', () => {
    expect(guardedPrograms('Deny').map(textsOf)).toEqual(deny.map(textsOf));
  });

  test('changes nothing else, and has no finding', () => {
    for (const { files } of deny) {
      const { findings, unused, errors } = judged(parseFiles(files));
      expect({ findings, unused, errors }).toEqual({ findings: [], unused: [], errors: [] });
    }
  });
});
