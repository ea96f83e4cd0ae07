import type { EdgeContract, ProjectContract } from '../../../model/contract';

/** What a contract declares, by pair. */
export interface Declared {
  /** Every declared pair: the caller, and the workload it calls. */
  readonly pairs: readonly (readonly [from: string, to: string])[];
  /** Ports of a pair, in order; none where it is not declared. */
  readonly ports: (from: string, to: string) => readonly number[];
  /** Namespaces that call a workload. */
  readonly callingNamespaces: (workload: string) => readonly string[];
  /** Whether a workload calls somebody by name. */
  readonly calls: (workload: string) => boolean;
}

/** Reads the edges of a contract. The namespace of the ingress controller is the caller of what is exposed. */
export function declaredOf({ edges, exposures }: ProjectContract): Declared {
  const all = [
    ...edges.map(({ from, to, port }) => ({ from: callerOf(from), to, port })),
    ...exposures.map(({ from, workload, port }) => ({ from: `namespace:${from}`, to: workload, port })),
  ];
  const ports = new Map<string, number[]>();
  const spaces = new Map<string, Set<string>>();
  for (const { from, to, port } of all) {
    const key = `${from}->workload:${to}`;
    ports.set(key, [...(ports.get(key) ?? []), port]);
    if (from.startsWith('namespace:'))
      spaces.set(to, (spaces.get(to) ?? new Set()).add(from.slice('namespace:'.length)));
  }
  const callers = new Set(edges.flatMap(({ from }) => ('workload' in from ? [from.workload] : [])));
  return {
    pairs: all.map(({ from, to }) => [from, `workload:${to}`]),
    ports: (from, to) => [...new Set(ports.get(`${from}->${to}`))].sort((a, b) => a - b),
    callingNamespaces: (workload) => [...(spaces.get(workload) ?? [])],
    calls: (workload) => callers.has(workload),
  };
}

function callerOf(from: EdgeContract['from']): string {
  return 'workload' in from ? `workload:${from.workload}` : `namespace:${from.namespace}`;
}
