import { judged, notHeld, type Answer } from '../../engine/answers';
import { pairsOf, type Edges } from '../../stack/ask/edges';
import { STAYING, type Depot, type DepotName } from '../running';

const BACK_PORT = 8443;

/** Written down again: who calls whom. */
const EDGES: Edges<DepotName> = {
  workloads: STAYING,
  declared: [
    ['front', 'back'],
    ['front', 'redis'],
    ['worker', 'redis'],
  ],
  ports: { redis: 6379, back: BACK_PORT, front: 3000 },
};

/** Where a pod waits for a job by asking it, it may reach whom the job reaches: that is listed with the edges. */
export const pairs = (running: Depot): Promise<Answer> =>
  pairsOf(running, running.directed ? { ...EDGES, declared: [...EDGES.declared, ['back', 'redis']] } : EDGES);

export async function stranger(running: Depot): Promise<Answer> {
  const tcp = (await running.addressesOf('back')).map((address) => `${address}:${BACK_PORT}`);
  const front = Object.values((await running.reach('front', { tcp })).tcp);
  if (!front.includes('connected'))
    return notHeld(`not even its caller gets there (${front.join()}): nothing is proved`);
  const tried = {
    worker: (await running.reach('worker', { tcp })).tcp,
    'another project': (await running.reachFromTwin({ tcp })).tcp,
  };
  const problems = Object.entries(tried).flatMap(([who, answers]) =>
    // refused by the machine itself means that nothing stopped it on the way
    Object.values(answers)
      .filter((what) => ['connected', 'ECONNREFUSED'].includes(what))
      .map((what) => `${who}: ${what}`),
  );
  const seen = Object.entries(tried).map(([who, answers]) => `${who}: ${Object.values(answers).join()}`);
  return judged(problems, `front: connected; ${seen.join('; ')}`);
}

/** A way out of Compose cannot be narrowed to a host and a port, so only a directed engine is asked for that. */
export async function outside(running: Depot): Promise<Answer> {
  const [other, metadata] = running.outside;
  const all = { tcp: [running.archive, other, metadata] };
  const twin = Object.values((await running.reachFromTwin(all)).tcp);
  if (twin.some((what) => what !== 'connected'))
    return notHeld(`not even a place without hardening gets out (${twin.join()}): nothing is proved`);
  const problems: string[] = [];
  const seen: string[] = [];
  for (const workload of STAYING) {
    const { tcp } = await running.reach(workload, all);
    seen.push(`${workload}: ${Object.values(tcp).join()}`);
    for (const [to, what] of Object.entries(tcp)) {
      const may = workload === 'worker' && (to === running.archive || !running.directed);
      if (to === running.archive && workload === 'worker' && what !== 'connected') problems.push(`worker: ${what}`);
      if (!may && what === 'connected') problems.push(`${workload} gets to ${to}`);
    }
  }
  return judged(problems, seen.join('; '));
}
