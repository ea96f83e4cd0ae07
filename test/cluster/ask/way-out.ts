import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judged } from '../../engine/answers';
import { until } from '../../engine/run/command';
import { LEAVING, writeLeaving } from '../../programs/leaving';
import { APPLICATION_IMAGE } from '../node/application-image';
import { probe, type Ask } from './cluster';
import { SCRIPT, type Reached } from './reach';

/**
 * Two services of a namespace of their own: one may leave, the other differs from it by that line alone. The one that may
 * is asked first; it reaches neither another port of the same host nor the metadata address.
 */
export const wayOut: Ask = async (cluster) => {
  const { host, metadata, port } = cluster.outside;
  const deploy = writeLeaving(cluster.work, ['caller'], port);
  // The image is on the node already, under a name that no registry serves.
  const input = readFileSync(join(deploy, 'kubernetes/leaving.k8s.yaml'), 'utf8')
    .replaceAll(/image: node:\S+/g, `image: ${APPLICATION_IMAGE}`)
    .replaceAll('imagePullPolicy: Always', 'imagePullPolicy: IfNotPresent');
  await cluster.kubectl(['apply', '--server-side', '-f', '-'], { input });
  for (const name of Object.keys(LEAVING))
    await cluster.kubectl(['-n', 'leaving', 'rollout', 'status', `deployment/${name}`, '--timeout=240s'], {
      timeoutMs: 250_000,
    });
  const [allowed, narrow] = [`${host}:${port}`, [`${host}:${port + 1}`, `${metadata}:${port}`]];
  const ask = (name: string): Promise<Reached> =>
    probe<Reached>(cluster, ['leaving', `deployment/${name}`], SCRIPT, {
      tcp: [allowed, ...narrow],
      udp: [],
      names: [`way-out-of-${name}.example`],
    });
  await until('the declared way out is open', 120_000, async () => (await ask('caller')).tcp[allowed] === 'connected');
  const [caller, quiet] = [await ask('caller'), await ask('quiet')];
  const problems = [
    ...Object.entries(quiet.tcp).map(([to, what]) => ['quiet', to, what] as const),
    ...narrow.map((to) => ['caller', to, caller.tcp[to] ?? 'not asked'] as const),
  ]
    // refused by the machine that was asked means that no policy stopped it
    .filter(([, , what]) => what !== 'time-out')
    .map(([who, to, what]) => `${who} to ${to}: ${what}`);
  await cluster.kubectl(['delete', 'namespace', 'leaving', '--wait=false']);
  return judged(problems, `caller: ${JSON.stringify(caller.tcp)}; quiet: ${JSON.stringify(quiet.tcp)}`);
};
