import { admissionRules } from '../../../lib/targets/kubernetes/admission';
import type { AdmissionRule } from '../../../lib/targets/kubernetes/admission/rule';
import { until } from '../../engine/run/command';
import type { Program } from '../../programs';
import { refusalOf, type Client, type Reply } from '../server/client';
import { pathOf, tryCreate, type KubernetesObject } from '../server/objects';
import { applyAll } from './applied';
import { manifestsIn, type Manifest } from './manifests';

/** A project of a program: its policies are told apart by this. */
export interface Guarded {
  readonly project: string;
  readonly namespace: string;
}

/** The objects below `admission/`. */
export const policiesOf = ({ files }: Program): readonly Manifest[] =>
  files.filter(({ path }) => path.startsWith('admission/')).flatMap(({ text }) => manifestsIn(text));

export const guardedBy = ({ contract }: Program): readonly Guarded[] =>
  Object.entries(contract.projects).map(([project, { namespace }]) => ({ project, namespace: namespace.name }));

/** Applies the policies of programs; what the server has against them. */
export async function applyPolicies(client: Client, programs: readonly Program[]): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const program of programs) refused.push(...(await applyAll(client, policiesOf(program))));
  return refused;
}

/** Removes policies that are not needed any more, with their bindings: the server checks the types of each that is left. */
export async function removePolicies(client: Client, manifests: readonly Manifest[]): Promise<void> {
  await Promise.all([...manifests].reverse().map(({ object }) => client.ask('DELETE', pathOf(object))));
}

/** Controls whose policies have something against an object, as their warnings or the refusal say. */
export function namedIn(reply: Reply): readonly string[] {
  const texts = [refusalOf(reply), ...reply.warnings];
  const named = texts.flatMap((text) => /ValidatingAdmissionPolicy '([a-z-]+)\./.exec(text)?.[1] ?? []);
  return [...new Set(named)].sort();
}

/** A pod without any hardening. */
export const canary = ({ project, namespace }: Guarded): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'canary', namespace, labels: { 'app.kubernetes.io/part-of': project } },
  spec: { containers: [{ name: 'canary', image: 'canary' }] },
});

/** A pod with what the other one lacks; the server cuts warnings off that are too long together. */
function otherCanary(guarded: Guarded): KubernetesObject {
  const env = [
    { name: 'A_TOKEN', value: 'x' },
    { name: 'AUTH', valueFrom: { secretKeyRef: { name: 'a', key: 'a' } } },
  ];
  const appArmorProfile = { type: 'Unconfined' };
  const securityContext = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, appArmorProfile };
  const containers = [{ name: 'canary', image: 'canary', env, securityContext }];
  return { ...canary(guarded), spec: { hostNetwork: true, automountServiceAccountToken: false, containers } };
}

/** Waits until every policy about pods warns of a pod without hardening: a new policy takes a moment. */
export async function untilInForce(client: Client, guarded: readonly Guarded[]): Promise<void> {
  const rules: readonly AdmissionRule[] = admissionRules;
  const wanted = rules.filter(({ judges }) => judges.includes('pods')).map(({ control }) => control);
  for (const one of guarded) {
    let silent: readonly string[] = wanted;
    const ask = async (): Promise<boolean> => {
      const replies = [await tryCreate(client, canary(one)), await tryCreate(client, otherCanary(one))];
      const heard = replies.flatMap(namedIn);
      silent = wanted.filter((control) => !heard.includes(control));
      return silent.length === 0;
    };
    await until(`policies of ${one.namespace}`, 60_000, ask).catch((error: unknown) => {
      throw new Error(`${String(error)}: nothing is said by ${silent.join(', ')}`);
    });
  }
}

/** The namespaces of programs with the accounts of their pods, where Pod Security refuses nothing. */
export async function makeBareNamespaces(client: Client, manifests: readonly Manifest[]): Promise<void> {
  const names = new Set(manifests.flatMap(({ object }) => object.metadata.namespace ?? []));
  for (const name of names) {
    const metadata = { name, labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } };
    await client.ask('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata });
    const accounts = manifests.flatMap(({ object: { kind, metadata } }) =>
      kind === 'ServiceAccount' && metadata.namespace === name ? [metadata.name] : [],
    );
    for (const account of ['default', ...accounts])
      await client.ask('POST', `/api/v1/namespaces/${name}/serviceaccounts`, { metadata: { name: account } });
  }
}
