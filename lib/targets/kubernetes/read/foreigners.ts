import type { At } from '../../../controls/at';
import { recordOf } from '../../values';
import type { Labels } from './selectors';

/** Pods of a namespace that nobody here knows one by one: what some selector means. */
export interface Foreigners {
  /** `namespace:db`, or `namespace:db[app=postgres]` where they are some of its pods. */
  readonly name: string;
  readonly namespace: string;
  /** Labels that all of them have. */
  readonly labels: Labels;
  /** Whether their labels are all that is asked of them. */
  readonly plain: boolean;
}

/** Pods with some labels, or all pods of a namespace. */
export const foreigners = (namespace: string, labels: Labels = {}): Foreigners => named(namespace, labels, []);

/** What a selector of pods means in a namespace. */
export const foreignersOf = (namespace: string, pods: At): Foreigners =>
  named(
    namespace,
    recordOf(pods.at('matchLabels')),
    pods
      .at('matchExpressions')
      .list()
      .map(({ value }) => JSON.stringify(value)),
  );

function named(namespace: string, labels: Labels, expressions: readonly string[]): Foreigners {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const selector = [...pairs.sort(), ...[...expressions].sort()].join();
  const name = `namespace:${namespace}${selector === '' ? '' : `[${selector}]`}`;
  return { name, namespace, labels, plain: expressions.length === 0 };
}

/** Whether every one of `some` is one of `all`, as far as names and labels show. */
export function covers(all: Foreigners, some: Foreigners): boolean {
  if (all.name === some.name) return true;
  const holds = Object.entries(all.labels).every(([key, value]) => some.labels[key] === value);
  return all.namespace === some.namespace && all.plain && holds;
}
