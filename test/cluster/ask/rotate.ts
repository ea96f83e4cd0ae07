import { dirname } from 'node:path';
import { cutFrom, rotateArguments, rotated } from '../../engine/ask/rotate';
import { placeOf } from '../build';
import { kubernetesProgram } from '../programs';
import { NEWEST } from '../versions';
import { until } from '../../engine/run/command';
import { APPLICATION, podsOf, NAMESPACE, processOf, type Ask } from './cluster';
import { asStack } from './stack';
import { underLoad } from './steady';

const DIGEST = "require('node:crypto').hash('sha256', require('node:fs').readFileSync(process.env.REDIS_AUTH_FILE))";

/** Both steps by the commands of docs/rotate.md, while requests come; in between every pod gets the new password. */
export const rotation: Ask = async (cluster) => {
  const kubectl = dirname(placeOf(kubernetesProgram('kubectl', NEWEST)));
  const env = { ...cluster.env, KUBECONFIG: cluster.kubeconfig, PATH: `${kubectl}:${cluster.env['PATH']}` };
  const digests = async (): Promise<string> => {
    const all: string[] = [];
    for (const { metadata } of await podsOf(cluster, APPLICATION)) {
      const argv = ['exec', '-n', NAMESPACE, metadata.name, '--', 'node', '-p', DIGEST];
      all.push((await cluster.kubectl(argv)).out.trim());
    }
    return [...new Set(all)].sort().join();
  };
  const before = await digests();
  return rotated(asStack(cluster), {
    load: async (happens) => (await underLoad(cluster, 'rotation', happens, 20)).fates,
    step: (step) =>
      cluster.sandbox.run(rotateArguments(step, ['--in', 'kubernetes']), {
        cwd: cluster.copy,
        env,
        timeoutMs: 300_000,
      }),
    // what people are told to wait two minutes for; until it is seen here
    takenUp: () =>
      until('every pod has the new password', 150_000, async () => {
        const now = await digests();
        return now !== before && !now.includes(',');
      }),
    cut: async () => {
      const pods = await podsOf(cluster, APPLICATION);
      await Promise.all(pods.map(async (pod) => cutFrom(cluster.sandbox, await processOf(cluster, pod))));
    },
  });
};
