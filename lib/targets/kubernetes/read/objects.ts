import type { At } from '../../../controls/at';
import { groups, once } from '../../../model/once';
import { isMapping } from '../../plain';
import { recordOf, textOf } from '../../values';

/** One Kubernetes object, also where it stands in a list object. */
export interface KubernetesObject {
  readonly kind: string;
  readonly name: string;
  /** The namespace it names, else the project's: where `kubectl apply` puts it. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly at: At;
}

/** The objects of some documents, those inside `kind: List` and its relatives at their place in the list. */
export function objectsOf(documents: readonly At[], namespace: string): readonly KubernetesObject[] {
  return documents.flatMap((at) => unroll(at, namespace, ''));
}

/** The first object of a kind with a name, in a namespace. */
export const objectNamed = (
  objects: readonly KubernetesObject[],
  kind: string,
  namespace: string,
  name: string | undefined,
): KubernetesObject | undefined => byName(objects).get(`${kind} ${namespace} ${name}`)?.[0];

const byName = once((objects: readonly KubernetesObject[]) =>
  groups(objects, ({ kind, namespace, name }) => `${kind} ${namespace} ${name}`),
);

function unroll(at: At, namespace: string, assumed: string): readonly KubernetesObject[] {
  if (!isMapping(at.value)) return [];
  const kind = textOf(at.at('kind')) ?? assumed;
  const items = at.at('items');
  if (kind.endsWith('List') && Array.isArray(items.value)) {
    // The items of a DeploymentList may leave their kind out.
    const inner = kind.slice(0, -'List'.length);
    return items.list().flatMap((item) => unroll(item, namespace, inner));
  }
  const metadata = at.at('metadata');
  return [
    {
      kind,
      name: textOf(metadata.at('name')) ?? textOf(metadata.at('generateName')) ?? '',
      namespace: textOf(metadata.at('namespace')) ?? namespace,
      labels: recordOf(metadata.at('labels')),
      at,
    },
  ];
}
