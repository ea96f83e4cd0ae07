import { join } from 'node:path';
import type { Fates } from '../../engine/ask/fates';
import { INSIDE, NAMESPACE, probe, APPLICATION, type Cluster } from './cluster';

const TWIN = ['ingress-nginx', 'deployment/twin'] as const;

/** A small steady load through the declared way in while `happens` happens, and a moment before and after. */
export async function underLoad<T>(
  cluster: Cluster,
  name: string,
  happens: () => Promise<T>,
  everyMs = 50,
): Promise<{ readonly result: T; readonly fates: Fates }> {
  const file = (state: string): string => `/tmp/load-${name}-${state}`;
  const url = `http://${APPLICATION}.${NAMESPACE}:5010/sessions/${name}`;
  const asked = { url, everyMs, atMostSeconds: 600, running: file('running'), stop: file('stop') };
  const load = probe<Fates>(cluster, TWIN, join(INSIDE, 'steady.ts'), asked, 700_000);
  load.catch(() => undefined); // said where it is awaited
  const inTwin = (script: string): Promise<unknown> =>
    cluster.kubectl(['exec', '-n', TWIN[0], TWIN[1], '--', 'sh', '-c', script]);
  try {
    await inTwin(`for n in $(seq 600); do [ -e ${file('running')} ] && exit 0; sleep 0.1; done; exit 1`);
    const result = await happens();
    await inTwin('sleep 3');
    await inTwin(`: > ${file('stop')}`);
    return { result, fates: await load };
  } finally {
    await cluster.kubectl(['exec', '-n', TWIN[0], TWIN[1], '--', 'touch', file('stop')], { mayFail: true });
  }
}
