import type { Pod } from './pods';
import type { Labels } from './selectors';

/**
 * Finds pods without asking each of them: with a thousand workloads every policy against every pod is a million questions.
 */
export interface PodIndex {
  readonly all: readonly Pod[];
  /**
   * The pods with these labels, of some namespaces or of all (`undefined`). There may be more pods among them than match,
   * never fewer.
   */
  readonly find: (labels: Labels, namespaces: readonly string[] | undefined) => readonly Pod[];
}

/** Indexes pods by namespace and by each of their labels. */
export function indexPods(pods: readonly Pod[]): PodIndex {
  const lists = new Map<string, Pod[]>();
  const put = (key: string, pod: Pod): void => {
    const same = lists.get(key);
    if (same === undefined) lists.set(key, [pod]);
    else same.push(pod);
  };
  for (const pod of pods) {
    put(pod.namespace, pod);
    for (const [name, value] of Object.entries(pod.labels)) put(`${name}=${value}`, pod);
  }
  const listOf = (key: string): readonly Pod[] => lists.get(key) ?? [];
  const inside = (namespaces: readonly string[]): readonly Pod[] => {
    const [first, ...more] = namespaces;
    return more.length === 0 ? listOf(first ?? '') : namespaces.flatMap(listOf);
  };
  const find: PodIndex['find'] = (labels, namespaces) => {
    const byLabel = Object.entries(labels).map(([name, value]) => listOf(`${name}=${value}`));
    const around = namespaces === undefined ? pods : inside(namespaces);
    return byLabel.reduce((least, some) => (some.length < least.length ? some : least), around);
  };
  return { all: pods, find };
}
