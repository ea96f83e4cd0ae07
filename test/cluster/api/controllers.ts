import { isList, isMapping } from '../../../lib/targets/plain';
import { until } from '../../engine/run/command';
import type { Program } from '../../programs';
import type { Tally } from '../../judge/tally';
import type { Client } from '../server/client';
import { collectionOf, nameOf, type KubernetesObject } from '../server/objects';
import { manifestsOf } from './manifests';

/** Every pod of every workload comes into being: what the controllers make of a template is admitted too. */
export async function judgePods(client: Client, program: Program, tally: Tally): Promise<void> {
  const fewest = fewestPods(program);
  for (const { object } of manifestsOf(program).filter(({ object: { kind } }) =>
    /^(Deployment|StatefulSet|Job)$/.test(kind),
  )) {
    const spec = isMapping(object['spec']) ? object['spec'] : {};
    const wanted = Number(spec['replicas'] ?? fewest.get(nameOf(object)) ?? 1);
    let found = 0;
    const counted = async (): Promise<boolean> => (found = await countPods(client, object)) === wanted;
    try {
      await until('pods', 60_000, counted);
      tally.pass(`passed  ${program.name}: ${nameOf(object)}: ${wanted} pods admitted`);
    } catch {
      tally.fail(`${program.name}: ${nameOf(object)}: ${found} of ${wanted} pods: ${await whyNot(client, object)}`);
    }
  }
}

/** How many pods an autoscaler keeps at least, by what it scales. */
const fewestPods = (program: Program): ReadonlyMap<string, number> =>
  new Map(
    manifestsOf(program).flatMap(({ object }) => {
      const spec = isMapping(object['spec']) ? object['spec'] : {};
      const target = isMapping(spec['scaleTargetRef']) ? spec['scaleTargetRef'] : undefined;
      if (target === undefined) return [];
      const { namespace } = object.metadata;
      const scaled = {
        apiVersion: '',
        kind: String(target['kind']),
        metadata: { name: String(target['name']), namespace },
      };
      return [[nameOf(scaled), Number(spec['minReplicas'])] as const];
    }),
  );

/** The PriorityClasses that pods name: an administrator's, like nodes. */
export async function makePriorityClasses(client: Client, programs: readonly Program[]): Promise<void> {
  const texts = programs.flatMap((program) => manifestsOf(program).map(({ object }) => JSON.stringify(object)));
  const names = texts.flatMap((text) =>
    [...text.matchAll(/"priorityClassName":"([^"]+)"/g)].map(([, name = '']) => name),
  );
  for (const name of new Set(names))
    await client.ask('POST', '/apis/scheduling.k8s.io/v1/priorityclasses', {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name },
      value: 1000,
    });
}

const namespaceOf = ({ metadata }: KubernetesObject): string => metadata.namespace ?? 'default';

async function countPods(client: Client, workload: KubernetesObject): Promise<number> {
  const pods = collectionOf({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: '', namespace: namespaceOf(workload) },
  });
  // A Job's own name ends in a digest, and the label is the one of its workload.
  const label = workload.metadata.labels?.['app.kubernetes.io/name'] ?? workload.metadata.name;
  const name = encodeURIComponent(`app.kubernetes.io/name=${label}`);
  return itemsOf((await client.ask('GET', `${pods}?labelSelector=${name}`)).body).length;
}

async function whyNot(client: Client, workload: KubernetesObject): Promise<string> {
  const { body } = await client.ask('GET', `/api/v1/namespaces/${namespaceOf(workload)}/events`);
  return itemsOf(body)
    .map((event) => (isMapping(event) ? String(event['message']) : ''))
    .filter((message) => message.includes(workload.metadata.name))
    .slice(0, 3)
    .join('; ');
}

const itemsOf = (body: unknown): readonly unknown[] => (isMapping(body) && isList(body['items']) ? body['items'] : []);
