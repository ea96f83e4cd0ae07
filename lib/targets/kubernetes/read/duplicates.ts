import { groups } from '../../../model/once';
import type { ReadError } from '../../reading';
import { textOf } from '../../values';
import { isClusterWide } from './groups';
import type { KubernetesObject } from './objects';

/** An object, and the project whose files hold it. */
interface Held extends KubernetesObject {
  readonly project: string;
}

/**
 * Objects that stand in the output more than once. The cluster keeps what is applied last, readers take what comes first:
 * the one that counts would be judged by nobody.
 */
export function duplicatesAmong(objects: readonly Held[]): readonly ReadError[] {
  // In a file of several projects an object may belong to two of them.
  const places = new Map(objects.map((object) => [placeOf(object), object]));
  return [...groups(places.values(), identityOf).values()]
    .filter((same) => same.length > 1)
    .flatMap((same) =>
      same.map((object) => {
        const others = same.filter((other) => other !== object).map(placeOf);
        const { kind, name, namespace, project, at } = object;
        const where = isClusterWide(kind) ? '' : ` of namespace '${namespace}'`;
        return {
          project,
          message: `${kind} '${name}'${where} stands here and in ${others.join(' and in ')}: the cluster keeps what is applied last, so keep one of them`,
          at,
        };
      }),
    );
}

/** What makes objects one to the cluster; `undefined` where the server makes up a name. */
const identityOf = ({ kind, group, name, namespace, at }: KubernetesObject): string | undefined =>
  textOf(at.at('metadata', 'name')) === undefined
    ? undefined
    : JSON.stringify([group, kind, isClusterWide(kind) ? '' : namespace, name]);

const placeOf = ({ at }: KubernetesObject): string =>
  [at.file, `document ${at.document + 1}`, ...(at.pointer.length > 0 ? [at.pointer.join('.')] : [])].join(', ');
