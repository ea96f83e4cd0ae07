import { judged, notHeld, type Answer } from '../../engine/answers';
import { until } from '../../engine/run/command';
import { WORKLOADS, type Running, type Visits, type WorkloadName } from '../running';

/** Who may call whom in a program, written down again: not read from what is judged. */
export interface Edges<W extends string> {
  readonly workloads: readonly W[];
  readonly declared: readonly (readonly [from: W, to: W])[];
  /** Where each listens; one that listens nowhere is asked for a port that it does not have. */
  readonly ports: Readonly<Partial<Record<W, number>>>;
}

/** The edges of the composition, from its README. */
const VISITS: Edges<WorkloadName> = {
  workloads: WORKLOADS,
  declared: [
    ['web1', 'redis'],
    ['web2', 'redis'],
    ['nginx', 'web1'],
    ['nginx', 'web2'],
  ],
  ports: { redis: 6379, web1: 5000, web2: 5000, nginx: 8080 },
};
const CLOSED = 4444;
/** Policies take a moment to be wired after their pods are ready. */
const WIRED_MS = 120_000;

/** By every address of the other, so that no network is forgotten. */
export async function pairsOf<W extends string>(running: Running<W>, edges: Edges<W>): Promise<Answer> {
  const { workloads, declared, ports } = edges;
  const isDeclared = (from: W, to: W): boolean => declared.some(([a, b]) => a === from && b === to);
  // One network of two has no direction: there the callee reaches its caller as well. README's table says so.
  const mayReach = (from: W, to: W): boolean => isDeclared(from, to) || (!running.directed && isDeclared(to, from));
  const targetsOf = async (to: W): Promise<readonly string[]> =>
    (await running.addressesOf(to)).map((address) => `${address}:${ports[to] ?? CLOSED}`);
  await until('declared edges answer', WIRED_MS, async () => {
    for (const [from, to] of declared) {
      const { tcp } = await running.reach(from, { tcp: await targetsOf(to) });
      if (!Object.values(tcp).includes('connected')) return false;
    }
    return true;
  });
  const problems: string[] = [];
  let tried = 0;
  let open = 0;
  for (const from of workloads) {
    const targets = new Map<W, readonly string[]>();
    for (const to of workloads) if (to !== from) targets.set(to, await targetsOf(to));
    const { tcp } = await running.reach(from, { tcp: [...targets.values()].flat() });
    for (const [to, places] of targets) {
      const answers = places.map((place) => tcp[place] ?? 'not asked');
      const connected = answers.includes('connected');
      tried += places.length;
      open += connected ? 1 : 0;
      const may = mayReach(from, to);
      if (connected !== (may && ports[to] !== undefined))
        problems.push(`${from} to ${to}: ${answers.join()}, ${may ? '' : 'not '}declared`);
      // refused by the machine itself means that nothing stopped it on the way
      if (!may && answers.includes('ECONNREFUSED')) problems.push(`${from} gets to the machine of ${to}`);
    }
  }
  if (open === 0) problems.push('no pair is open: nothing is proved');
  const all = workloads.length * (workloads.length - 1);
  return judged(problems, `${tried} addresses tried, ${open} of ${all} pairs open, each declared`);
}

export const pairs = (running: Visits): Promise<Answer> => pairsOf(running, VISITS);

export async function outside(running: Visits): Promise<Answer> {
  const tcp = [...running.outside];
  const twin = Object.values((await running.reachFromTwin({ tcp })).tcp);
  if (twin.some((what) => what !== 'connected'))
    return notHeld(`not even a place without hardening gets out (${twin.join()}): nothing is proved`);
  const problems: string[] = [];
  const seen: string[] = [];
  for (const workload of WORKLOADS) {
    const answers = Object.values((await running.reach(workload, { tcp })).tcp);
    seen.push(`${workload}: ${[...new Set(answers)].join()}`);
    if (answers.includes('connected')) problems.push(`${workload} gets out: ${answers.join()}`);
  }
  return judged(problems, `the twin gets out; ${seen.join('; ')}`);
}
