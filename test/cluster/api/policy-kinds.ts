import { isList, isMapping } from '../../../lib/targets/plain';
import type { Program } from '../../programs';
import type { Tally } from '../../judge/tally';
import { refusalOf, type Client, type Reply } from '../server/client';
import { collectionOf, pathOf, tryCreate, type KubernetesObject } from '../server/objects';
import { canary, guardedBy, namedIn } from './policy-objects';

/** Whatever makes pods is judged like a pod; but a Job ends, so nobody asks it whether it is well. */
export async function judgeKinds(client: Client, program: Program, tally: Tally): Promise<void> {
  const [guarded] = guardedBy(program);
  if (guarded === undefined) return tally.fail(`${program.name}: no project`);
  const { metadata, spec } = canary(guarded);
  const labels = metadata.labels;
  const template = { metadata: { labels }, spec };
  const ending = { metadata: { labels }, spec: { ...(spec as object), restartPolicy: 'Never' } };
  const selector = { matchLabels: labels };
  const of = (apiVersion: string, kind: string, body: unknown): KubernetesObject => ({
    apiVersion,
    kind,
    metadata,
    spec: body,
  });
  const all = namedIn(await tryCreate(client, canary(guarded)));
  const cases: readonly (readonly [KubernetesObject, readonly string[]])[] = [
    [of('apps/v1', 'Deployment', { selector, template }), all],
    [of('apps/v1', 'ReplicaSet', { selector, template }), all],
    [of('apps/v1', 'DaemonSet', { selector, template }), all],
    [of('apps/v1', 'StatefulSet', { selector, template, serviceName: 'canary' }), all],
    [of('batch/v1', 'Job', { template: ending }), all.filter((control) => control !== 'health-checks')],
    [
      of('batch/v1', 'CronJob', { schedule: '@daily', jobTemplate: { spec: { template: ending } } }),
      all.filter((control) => control !== 'health-checks'),
    ],
  ];
  for (const [object, wanted] of cases) {
    const reply = await tryCreate(client, object);
    const got = namedIn(reply).join();
    if (got === wanted.join() && got !== '')
      tally.pass(`passed  a ${object.kind} is judged: ${wanted.length} policies`);
    else tally.fail(`a ${object.kind} is judged by ${got || refusalOf(reply)}, not by ${wanted.join()}`);
  }
  await judgeOld(client, of('apps/v1', 'ReplicaSet', { replicas: 1, selector, template }), all.join(), tally);
}

/** What is there already, whatever it is, can be scaled as a rollout does it, and removed; its pods cannot be changed. */
async function judgeOld(client: Client, replicaSet: KubernetesObject, all: string, tally: Tally): Promise<void> {
  await client.ask('POST', collectionOf(replicaSet), replicaSet);
  const patch = (change: unknown): Promise<Reply> =>
    client.ask('PATCH', `${pathOf(replicaSet)}?dryRun=All`, change, 'application/strategic-merge-patch+json');
  const annotations = { 'deployment.kubernetes.io/desired-replicas': '0' };
  const scaled = await patch({ metadata: { annotations }, spec: { replicas: 0 } });
  expect('an old ReplicaSet that is scaled down', scaled, '', tally);
  const grace = { template: { spec: { terminationGracePeriodSeconds: 5 } } };
  expect('an old ReplicaSet whose pods change', await patch({ spec: grace }), all, tally);
  expect('an old ReplicaSet that is removed', await client.ask('DELETE', pathOf(replicaSet)), '', tally);
}

/**
 * Pods that run: a container that joins one to debug it is judged alone, and a change that does not touch the spec is not
 * judged, also where the pod would not be admitted now.
 */
export async function judgeRunning(client: Client, program: Program, excepted: Program, tally: Tally): Promise<void> {
  for (const [one, name] of [[program, undefined] as const, [excepted, 'web'] as const]) {
    const namespace = guardedBy(one)[0]?.namespace ?? '';
    const pods = `/api/v1/namespaces/${namespace}/pods`;
    const { body } = await client.ask('GET', pods);
    const items = isMapping(body) && isList(body['items']) ? body['items'].filter(isMapping) : [];
    const names = items.map(({ metadata }) => (isMapping(metadata) ? String(metadata['name']) : ''));
    const pod = names.find((found) => found.startsWith(name ?? ''));
    if (pod === undefined) return tally.fail(`${one.name}: no pod runs in ${namespace}`);
    const patch = (path: string, change: unknown): Promise<Reply> =>
      client.ask('PATCH', `${pods}/${pod}${path}?dryRun=All`, change, 'application/strategic-merge-patch+json');
    const join = (container: object): Promise<Reply> =>
      patch('/ephemeralcontainers', { spec: { ephemeralContainers: [container] } });
    expect(`${one.name}: a container that joins a pod, hardened`, await join(debug), '', tally);
    const weak = { ...debug, securityContext: { ...debug.securityContext, readOnlyRootFilesystem: false } };
    expect(`${one.name}: a container that joins a pod, not hardened`, await join(weak), 'read-only-root', tally);
    const label = { metadata: { labels: { 'cdk8s-hardened/quarantine': 'true' } } };
    expect(`${one.name}: a label on a pod`, await patch('', label), '', tally);
  }
}

const debug = {
  name: 'debug',
  image: `example.com/debug@sha256:${'0'.repeat(64)}`,
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
};

function expect(what: string, reply: Reply, wanted: string, tally: Tally): void {
  const got = namedIn(reply).join() || refusalOf(reply);
  if (got === wanted) tally.pass(`passed  ${what}: ${wanted === '' ? 'accepted' : `judged by ${wanted}`}`);
  else tally.fail(`${what}: ${got || 'accepted'}, not ${wanted || 'accepted'}`);
}
