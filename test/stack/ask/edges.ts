import { judged, notHeld, type Answer } from '../../engine/answers';
import { until } from '../../engine/run/command';
import { WORKLOADS, type Running, type WorkloadName } from '../running';

/** The edges of the composition, written down again from its README: who calls whom, on which port. */
const DECLARED: readonly (readonly [WorkloadName, WorkloadName, number])[] = [
  ['web1', 'redis', 6379],
  ['web2', 'redis', 6379],
  ['nginx', 'web1', 5000],
  ['nginx', 'web2', 5000],
];
const PORTS: Readonly<Record<WorkloadName, number>> = { redis: 6379, web1: 5000, web2: 5000, nginx: 8080 };
/** Policies take a moment to be wired after their pods are ready. */
const WIRED_MS = 120_000;

const isDeclared = (from: WorkloadName, to: WorkloadName): boolean => DECLARED.some(([a, b]) => a === from && b === to);

/** One network of two has no direction: there the callee reaches its caller as well. README's table says so. */
const mayReach = (running: Running, from: WorkloadName, to: WorkloadName): boolean =>
  isDeclared(from, to) || (!running.directed && isDeclared(to, from));

async function targetsOf(running: Running, to: WorkloadName): Promise<readonly string[]> {
  return (await running.addressesOf(to)).map((address) => `${address}:${PORTS[to]}`);
}

async function untilDeclaredAnswer(running: Running): Promise<void> {
  await until('declared edges answer', WIRED_MS, async () => {
    for (const [from, to] of DECLARED) {
      const { tcp } = await running.reach(from, { tcp: await targetsOf(running, to) });
      if (!Object.values(tcp).includes('connected')) return false;
    }
    return true;
  });
}

/** By every address of the other, so that no network is forgotten. */
export async function pairs(running: Running): Promise<Answer> {
  await untilDeclaredAnswer(running);
  const problems: string[] = [];
  let tried = 0;
  let open = 0;
  for (const from of WORKLOADS) {
    const others = WORKLOADS.filter((to) => to !== from);
    const targets = new Map<WorkloadName, readonly string[]>();
    for (const to of others) targets.set(to, await targetsOf(running, to));
    const { tcp } = await running.reach(from, { tcp: [...targets.values()].flat() });
    for (const [to, places] of targets) {
      const answers = places.map((place) => tcp[place] ?? 'not asked');
      const connected = answers.includes('connected');
      tried += places.length;
      open += connected ? 1 : 0;
      if (connected !== mayReach(running, from, to))
        problems.push(`${from} to ${to}: ${answers.join()}, ${mayReach(running, from, to) ? '' : 'not '}declared`);
      // refused by the machine itself means that nothing stopped it on the way
      if (!mayReach(running, from, to) && answers.includes('ECONNREFUSED'))
        problems.push(`${from} gets to the machine of ${to}`);
    }
  }
  const wanted = WORKLOADS.flatMap((from) => WORKLOADS.filter((to) => mayReach(running, from, to))).length;
  if (open !== wanted) problems.push(`${open} pairs are open, ${wanted} should be`);
  return judged(problems, `${tried} addresses tried, ${open} of ${WORKLOADS.length * 3} pairs open, each declared`);
}

export async function outside(running: Running): Promise<Answer> {
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
