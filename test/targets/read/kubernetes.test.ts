import type { Contract } from '../../../lib/model/contract';
import { documentOf } from '../../../lib/targets/documents';
import { readKubernetes } from '../../../lib/targets/kubernetes/read';
import { contractOf, deployment, kubernetes, kubernetesOf, policy } from './support';

const pod = `
  metadata: { labels: { app: a } }
  spec:
    volumes:
      - { name: s, secret: { secretName: one, defaultMode: 0400, items: [{ key: k, path: d/k, mode: 0440 }, { key: l, path: l }] } }
      - name: p
        projected:
          defaultMode: 0444
          sources:
            - { secret: { name: two, items: [{ key: x, path: x }] } }
            - { configMap: { name: conf } }
      - { name: all, secret: { secretName: three } }
      - { name: c, configMap: { name: conf, items: [{ key: redis.conf, path: r.conf }] } }
      - { name: v, csi: { driver: secrets-store.csi.k8s.io } }
      - { name: tmp, emptyDir: {} }
    initContainers: [{ name: i, env: [{ name: A, value: '1' }] }, { name: side, restartPolicy: Always }]
    ephemeralContainers: [{ name: e }]
    containers:
      - name: m
        image: x:1
        envFrom: [{ configMapRef: { name: conf }, prefix: P_ }, { secretRef: { name: one } }]
        env:
          - { name: B, value: 'x' }
          - { name: C, value: '$(B) $(NO) $$(B)' }
          - { name: D, valueFrom: { secretKeyRef: { name: one, key: k } } }
          - { name: E, valueFrom: { configMapKeyRef: { name: conf, key: mode } } }
          - { name: F, value: '$(D)' }
          - { name: G }
        volumeMounts:
          - { name: s, mountPath: /s, readOnly: true }
          - { name: p, mountPath: /p/ }
          - { name: all, mountPath: /all/key, subPath: key }
          - { name: c, mountPath: /c }
          - { name: v, mountPath: /v }
          - { name: tmp, mountPath: /tmp }`;
const conf =
  '{ apiVersion: v1, kind: ConfigMap, metadata: { name: conf }, data: { redis.conf: "port 0", mode: fast } }';

const kinds = {
  Deployment: `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: a }, spec: { template: TEMPLATE } }`,
  CronJob: `{ apiVersion: batch/v1, kind: CronJob, metadata: { name: a }, spec: { jobTemplate: { spec: { template: TEMPLATE } } } }`,
  Rollout: `{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: { name: a }, spec: { template: TEMPLATE } }`,
};
// The kinds above are flow mappings, so their template is JSON.
function template(): string {
  const { subjects } = kubernetes(`apiVersion: v1\nkind: PodTemplate\ntemplate:${pod}`);
  return JSON.stringify(subjects.workload[0]?.at.at('template').value);
}

describe('a pod', () => {
  const { subjects } = kubernetes(
    `${conf}\n---\napiVersion: v1\nkind: PodTemplate\nmetadata: { name: a }\ntemplate:${pod}`,
  );
  const [workload] = subjects.workload;

  test('has containers of every list', () => {
    expect(subjects.container.map(({ id, list, longRunning }) => [id, list, longRunning])).toEqual([
      ['p/a/i', 'initContainers', false],
      ['p/a/side', 'initContainers', true],
      ['p/a/m', 'containers', true],
      ['p/a/e', 'ephemeralContainers', false],
    ]);
  });

  test('has an environment, with ConfigMaps resolved and variables expanded', () => {
    expect(workload?.environment.map(({ name, value, at }) => [name, value, at.pointer.join('/')])).toEqual([
      ['A', '1', 'template/spec/initContainers/0/env/0/value'],
      ['P_redis.conf', 'port 0', 'data/redis.conf'],
      ['P_mode', 'fast', 'data/mode'],
      ['B', 'x', 'template/spec/containers/0/env/0/value'],
      ['C', 'x $(NO) $(B)', 'template/spec/containers/0/env/1/value'],
      ['D', undefined, 'template/spec/containers/0/env/2'],
      ['E', 'fast', 'data/mode'],
      ['F', undefined, 'template/spec/containers/0/env/4/value'],
      ['G', '', 'template/spec/containers/0/env/5/value'],
    ]);
    expect(workload?.secretEnvironment.map(({ pointer }) => pointer.slice(-2))).toEqual([
      ['envFrom', 1],
      ['env', 2],
    ]);
  });

  test('has the secrets of every kind of volume', () => {
    expect(workload?.secretMounts.map(({ path, mode, readOnly }) => [path, mode, readOnly])).toEqual([
      ['/s/d/k', 0o440, true],
      ['/s/l', 0o400, true],
      ['/p/x', 0o444, false],
      ['/all/key', undefined, false],
      ['/v', undefined, false],
    ]);
  });

  test('mounts volumes', () => {
    expect(subjects.container[2]?.volumes.map((at) => at.at('name').value)).toEqual(['s', 'p', 'all', 'c', 'v', 'tmp']);
    expect(subjects.container[0]?.volumes).toEqual([]);
  });
});

test.each([
  ['l', ['/one']],
  ['$(WHICH)', ['/one', '/one']],
  ['none', []],
])('a part of a volume that is named by an expression: %s', (subPathExpr, paths) => {
  const secret = {
    secretName: 's',
    items: [
      { key: 'k', path: 'd/k' },
      { key: 'l', path: 'l' },
    ],
  };
  const mounts = { volumeMounts: [{ name: 's', mountPath: '/one', subPathExpr }] };
  const { subjects } = kubernetesOf([deployment('a', mounts, { volumes: [{ name: 's', secret }] })]);
  expect(subjects.workload[0]?.secretMounts.map(({ path }) => path)).toEqual(paths);
});

test.each(Object.entries(kinds))('%s makes pods, also inside of lists', (kind, text) => {
  const object = text.replace('TEMPLATE', template());
  const alone = kubernetes(object).subjects;
  const listed = kubernetes(
    `{ apiVersion: v1, kind: List, items: [{ apiVersion: v1, kind: List, items: [${object}] }] }`,
  ).subjects;
  expect(alone.container.map(({ id }) => id)).toEqual(['p/a/i', 'p/a/side', 'p/a/m', 'p/a/e']);
  expect(alone.container[2]?.longRunning).toBe(kind !== 'CronJob');
  expect(listed.container.map(({ id, at }) => [id, at.value])).toEqual(
    alone.container.map(({ id, at }) => [id, at.value]),
  );
  expect(listed.workload[0]?.at.pointer).toEqual(['items', 0, 'items', 0]);
});

test('a typed list lends its kind to its items', () => {
  const item = `{ metadata: { name: a }, spec: { template: ${template()} } }`;
  const { subjects } = kubernetes(`{ apiVersion: apps/v1, kind: DeploymentList, items: [${item}, ${item}] }`);
  expect(subjects.workload.map(({ id }) => id)).toEqual(['p/a', 'p/a#2']);
});

test('doors are joined with the workload behind them', () => {
  const { subjects } = kubernetes(
    [
      '{ apiVersion: v1, kind: Pod, metadata: { name: a, labels: { app: a } }, spec: { containers: [{ name: m }] } }',
      '---',
      '{ apiVersion: v1, kind: Service, metadata: { name: s }, spec: { selector: { app: a }, ports: [{ name: h, port: 80 }] } }',
      '---',
      '{ apiVersion: v1, kind: Service, metadata: { name: blind }, spec: { ports: [{ port: 1 }] } }',
      '---',
      '{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: i }, spec: { defaultBackend: { service: { name: s } } } }',
    ].join('\n'),
  );
  expect(subjects.exposure.map(({ id, workload }) => [id, workload])).toEqual([
    ['p/Service/s', 'a'],
    ['p/Service/blind', undefined],
    ['p/Ingress/i', 'a'],
    ['p/Pod/a', 'a'],
  ]);
  expect(subjects.exposure[0]?.services).toEqual([
    { name: 's', workload: 'a', ports: [80, 'h'] },
    { name: 'blind', workload: undefined, ports: [1] },
  ]);
});

test('what stands among objects and is none is an error', () => {
  const { errors } = kubernetes(
    '{ apiVersion: v1, kind: ConfigMap, metadata: { name: a } }\n---\n---\nkind: Deployment\nspec: {}\n',
  );
  expect(errors.map(({ message, at }) => [message, at?.document])).toEqual([
    ['this document has no kind that could be judged', 2],
  ]);
});

describe('an object that stands in the output twice', () => {
  const named = (name: string, more: object = {}) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, ...more },
  });
  const about = ({ errors }: ReturnType<typeof kubernetesOf>) =>
    errors.map(({ project, message, at }) => [project, at?.file, at?.document, message.replace(/: .*/, '')]);
  /** Two projects of one namespace, or of two. */
  const both = (own: object, other: object, spaces: readonly [string, string]) => {
    const [project] = Object.values(contractOf().projects);
    if (project === undefined) throw new Error('no project');
    const of = (file: string, name: string) => ({ ...project, namespace: { name, owned: true }, files: [file] });
    const contract: Contract = {
      ...contractOf(),
      projects: { p: of('a.yaml', spaces[0]), q: of('b.yaml', spaces[1]) },
    };
    return readKubernetes([documentOf('a.yaml', 0, own), documentOf('b.yaml', 0, other)], contract);
  };

  test('is an error at both places, also where one names the namespace, or stands in a list', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [named('b'), named('a', { namespace: 'ns' })] };
    expect(about(kubernetesOf([named('a'), list]))).toEqual([
      ['p', 'k.yaml', 0, "ConfigMap 'a' of namespace 'ns' stands here and in k.yaml, document 2, items.1"],
      ['p', 'k.yaml', 1, "ConfigMap 'a' of namespace 'ns' stands here and in k.yaml, document 1"],
    ]);
  });

  test('is one over several projects of a namespace, and a Namespace is one wherever it stands', () => {
    expect(about(both(policy({}), policy({}), ['ns', 'ns']))).toEqual([
      ['p', 'a.yaml', 0, "NetworkPolicy 'n' of namespace 'ns' stands here and in b.yaml, document 1"],
      ['q', 'b.yaml', 0, "NetworkPolicy 'n' of namespace 'ns' stands here and in a.yaml, document 1"],
    ]);
    expect(about(both(policy({}), policy({}), ['ns', 'other']))).toEqual([]);
    const space = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ns' } };
    expect(about(both(space, space, ['ns', 'other'])).length).toBe(2);
  });

  test('is none of another group, or where the server makes its name', () => {
    const of = (apiVersion: string) => ({ ...named('a'), apiVersion });
    expect(about(kubernetesOf([of('v1'), of('example.com/v1')]))).toEqual([]);
    expect(about(kubernetesOf([of('example.com/v1'), of('example.com/v2')])).length).toBe(2);
    const made = { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'a-' } };
    expect(about(kubernetesOf([made, made]))).toEqual([]);
  });
});

test('network policies of other APIs are no NetworkPolicies, and are seen', () => {
  const of = (apiVersion: string, kind: string, namespace?: string) => ({
    apiVersion,
    kind,
    metadata: { name: kind, ...(namespace === undefined ? {} : { namespace }) },
  });
  const { subjects } = kubernetesOf([
    policy({}),
    of('v1', 'Namespace'),
    of('projectcalico.org/v3', 'NetworkPolicy'),
    of('cilium.io/v2', 'CiliumNetworkPolicy', 'ns'),
    of('cilium.io/v2', 'CiliumClusterwideNetworkPolicy'),
    of('policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy'),
    of('example.com/v1', 'NetworkPolicyReport'),
    of('crd.projectcalico.org/v1', 'NetworkPolicy', 'elsewhere'),
  ]);
  const seen = subjects.namespace.map(({ id, policies, foreignPolicies }) => [
    id,
    policies.map(({ document }) => document),
    foreignPolicies.map(({ document }) => document),
  ]);
  expect(seen).toEqual([
    ['p/ns', [0], [2, 3, 4, 5, 7]],
    ['p/Namespace', [], [2, 4, 5, 7]],
  ]);
});
