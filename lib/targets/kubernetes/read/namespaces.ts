import type { At } from '../../../controls/at';
import type { KubernetesNamespace } from '../../../controls/subject';
import type { ProjectContract } from '../../../model/contract';
import { isPresent } from '../../values';
import type { KubernetesObject } from './objects';
import type { Pod } from './pods';
import { foreignPoliciesOf, type Policy } from './policies';

/** The namespace of a project, and any other that its files hold. */
export function namespacesOf(
  project: string,
  { namespace }: ProjectContract,
  objects: readonly KubernetesObject[],
  pods: readonly Pod[],
  policies: readonly Policy[],
  nowhere: At,
): readonly KubernetesNamespace[] {
  const held = objects.filter(({ kind }) => kind === 'Namespace');
  const names = new Set([namespace.name, ...held.map(({ name }) => name)]);
  const foreign = foreignPoliciesOf(objects);
  return [...names].map((name) => {
    const object = held.find((item) => item.name === name)?.at;
    return {
      id: `${project}/${name}`,
      project,
      at: object ?? nowhere,
      object,
      // Whoever writes a Namespace owns it, whatever the contract says.
      owned: object !== undefined || namespace.owned,
      policies: policies.filter((policy) => policy.namespace === name).map(({ at }) => at),
      foreignPolicies: foreign
        .filter((policy) => policy.namespace === name || !names.has(policy.namespace) || !isNamespaced(policy))
        .map(({ at }) => at),
      pods: pods.filter((pod) => pod.namespace === name).map((pod) => ({ workload: pod.id, labels: pod.labels })),
    };
  });
}

const isNamespaced = ({ at }: KubernetesObject): boolean => isPresent(at.at('metadata', 'namespace'));
