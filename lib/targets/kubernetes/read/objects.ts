import type { At } from '../../../controls/at';
import { groups, once } from '../../../model/once';
import { isMapping } from '../../plain';
import { recordOf, textOf } from '../../values';
import { groupOf, kindIn } from './groups';

/** One Kubernetes object, also where it stands in a list object. */
export interface KubernetesObject {
  /** With its API group behind it, where a kind of that name is read and has another group. */
  readonly kind: string;
  readonly group: string;
  readonly name: string;
  /** The namespace it names, else the project's: where `kubectl apply` puts it. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly at: At;
}

/** The objects of some documents, those inside `kind: List` and its relatives at their place in the list. */
export function objectsOf(documents: readonly At[], namespace: string): readonly KubernetesObject[] {
  return documents.flatMap((at) => unroll(at, namespace, { kind: '', version: '' }));
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

/** What the items of a typed list, a DeploymentList for instance, may leave out. */
interface Assumed {
  readonly kind: string;
  readonly version: string;
}

function unroll(at: At, namespace: string, assumed: Assumed): readonly KubernetesObject[] {
  if (!isMapping(at.value)) return [];
  const kind = textOf(at.at('kind')) ?? assumed.kind;
  const items = at.at('items');
  if (kind.endsWith('List') && Array.isArray(items.value)) {
    const inner = { kind: kind.slice(0, -'List'.length), version: textOf(at.at('apiVersion')) ?? '' };
    return items.list().flatMap((item) => unroll(item, namespace, inner));
  }
  const metadata = at.at('metadata');
  const version = textOf(at.at('apiVersion')) ?? assumed.version;
  const group = groupOf(version);
  return [
    {
      kind: kindIn(kind, group),
      group,
      name: textOf(metadata.at('name')) ?? textOf(metadata.at('generateName')) ?? '',
      namespace: textOf(metadata.at('namespace')) ?? namespace,
      labels: recordOf(metadata.at('labels')),
      at,
    },
  ];
}
