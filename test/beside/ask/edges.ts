import { judged, notHeld, recorded, type Answer } from '../../engine/answers';
import { until } from '../../engine/run/command';
import { pairsOf } from '../../stack/ask/edges';
import { WORKLOADS, type Beside } from '../running';

/** Written down again: who calls whom. */
export const pairs = (running: Beside): Promise<Answer> =>
  pairsOf(running, {
    workloads: WORKLOADS,
    declared: [['web', 'redis']],
    ports: { redis: 6379, web: 9121, caller: 3000 },
  });

/** All places outside, and what a place without hardening gets there; `wrong` where that is not all of it. */
async function tried(running: Beside, tcp: readonly string[]): Promise<{ readonly wrong?: Answer }> {
  const twin = Object.values((await running.reachFromTwin({ tcp })).tcp);
  if (twin.every((what) => what === 'connected')) return {};
  return { wrong: notHeld(`not even a place without hardening gets there (${twin.join()}): nothing is proved`) };
}

const everywhere = ({ declared, database, undeclared }: Beside): readonly string[] => [
  declared,
  database,
  ...undeclared,
];

/** From the network of each workload that has sidecars, which is theirs. */
export async function outside(running: Beside): Promise<Answer> {
  const tcp = everywhere(running);
  const { wrong } = await tried(running, tcp);
  if (wrong) return wrong;
  const problems: string[] = [];
  const seen: string[] = [];
  for (const name of ['web-exporter', 'redis-exporter'] as const) {
    const answers = (await running.reach(name, { tcp })).tcp;
    seen.push(`${name}: ${[...new Set(Object.values(answers))].join()}`);
    for (const [to, what] of Object.entries(answers)) if (what === 'connected') problems.push(`${name} gets to ${to}`);
  }
  return judged(problems, `the twin gets to ${tcp.length} places; ${seen.join('; ')}`);
}

/** Policies take a moment to be wired after their pods are ready. */
const WIRED_MS = 30_000;

async function declaredOpens(running: Beside): Promise<string> {
  let what = '';
  await until('the declared block answers', WIRED_MS, async () => {
    what = (await running.reach('caller', { tcp: [running.declared] })).tcp[running.declared] ?? 'not asked';
    return what === 'connected';
  }).catch(() => undefined);
  return what;
}

export async function exits(running: Beside): Promise<Answer> {
  const what = await declaredOpens(running);
  return judged(what === 'connected' ? [] : [`caller gets ${what} at ${running.declared}`], `caller: ${what}`);
}

/** A way out of Compose cannot be narrowed to a block and a port; README's table says so. */
export async function exitsNarrow(running: Beside): Promise<Answer> {
  const { wrong } = await tried(running, running.undeclared);
  if (wrong) return wrong;
  if ((await declaredOpens(running)) !== 'connected')
    return notHeld('the declared block is not reached: nothing is proved');
  const answers = (await running.reach('caller', { tcp: running.undeclared })).tcp;
  const open = Object.entries(answers).flatMap(([to, what]) => (what === 'connected' ? [`caller gets to ${to}`] : []));
  if (open.length === running.undeclared.length && !running.directed) return recorded(open.join('; '));
  return judged(open, `caller, at what it did not declare: ${Object.values(answers).join()}`);
}
