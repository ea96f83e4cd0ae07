import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HardenedChart, type HardenedChartProps } from 'cdk8s-hardened';
import { parse, parseAllDocuments } from 'yaml';
import { readyCommand } from '../../lib/model/health';
import { synthesize } from '../programs/synthesize';
import { workloads } from '../programs/workloads';

/*
 * What any image, a worker and a scale are in both outputs. Seen red: NODE_ENV in a Workload, `replicas` beside an
 * autoscaler, a budget for one worker, a mount of /config over a file that says where it belongs, a heartbeat with `>`.
 */
type Json = Readonly<Record<string, unknown>>;

function output(kubernetesVersion: string, more: Partial<HardenedChartProps> = {}) {
  const { files } = synthesize((app) =>
    workloads(app, (scope, id, props) => new HardenedChart(scope, id, { ...props, ...more, kubernetesVersion })),
  );
  const text = (path: string): string => files.find((file) => file.path === path)?.text ?? '';
  const objects = parseAllDocuments(text('kubernetes/kinds.k8s.yaml')).map((one) => one.toJS() as Json);
  const services = (parse(text('compose/kinds/compose.yaml')) as { services: Record<string, Json> }).services;
  const find = (kind: string, name: string): Json | undefined =>
    objects.find((object) => object['kind'] === kind && (object['metadata'] as Json)['name'] === name);
  const container = (kind: string, name: string): Json => {
    const spec = find(kind, name)?.['spec'] as { template: { spec: { containers: Json[] } } } | undefined;
    return spec?.template.spec.containers[0] ?? {};
  };
  return { services, find, container };
}

const { services, find, container } = output('1.27');

test('an image of any kind gets what its props say and nothing of Node', () => {
  const proxy = container('Deployment', 'proxy');
  const names = (proxy['env'] as { name: string }[]).map(({ name }) => name);
  expect(names).toEqual(['NGINX_ENTRYPOINT_QUIET_LOGS', 'REDIS_AUTH_FILE', 'REDIS_CA_FILE', 'REDIS_URL']);
  expect(Object.keys(services['proxy']?.['environment'] as Json)).toEqual(names);
  expect(proxy['lifecycle']).toEqual({ preStop: { exec: { command: ['sleep', '5'] } } });
  expect(container('StatefulSet', 'search')['lifecycle']).toBeUndefined();
  expect(container('Deployment', 'api')['lifecycle']).toBeUndefined();
});

test('from Kubernetes 1.30 it sleeps by itself, for images without a shell', () => {
  expect(output('1.30').container('Deployment', 'proxy')['lifecycle']).toEqual({ preStop: { sleep: { seconds: 5 } } });
});

test('a configuration file is where it says, in both outputs', () => {
  expect(container('Deployment', 'proxy')['volumeMounts']).toEqual(
    expect.arrayContaining([
      { name: 'config', mountPath: '/config', readOnly: true },
      { name: 'config', mountPath: '/etc/nginx/conf.d/default.conf', subPath: 'default.conf', readOnly: true },
    ]),
  );
  expect(services['proxy']?.['configs']).toEqual([
    { source: 'proxy_default.conf', target: '/etc/nginx/conf.d/default.conf' },
    { source: 'proxy_robots.txt', target: '/config/robots.txt' },
  ]);
  const paths = (container('StatefulSet', 'search')['volumeMounts'] as { mountPath: string }[]).map(
    ({ mountPath }) => mountPath,
  );
  expect(paths).toEqual(['/etc/search.conf', '/var/lib/search', '/scratch']);
});

test('a priority of its own wins over the one of the chart', () => {
  const { find } = output('1.27', { priority: 'usual' });
  const of = (name: string): unknown =>
    (find('Deployment', name)?.['spec'] as { template: { spec: Json } }).template.spec['priorityClassName'];
  expect([of('proxy'), of('worker')]).toEqual(['customer-facing', 'usual']);
});

test('a worker has no port, no Service and no budget', () => {
  expect(find('Service', 'worker')).toBeUndefined();
  expect(find('PodDisruptionBudget', 'worker')).toBeUndefined();
  expect(container('Deployment', 'worker')['ports']).toBeUndefined();
  expect(services['worker']).not.toHaveProperty('ports');
});

test('a scale takes the place of replicas', () => {
  expect(find('Deployment', 'proxy')?.['spec']).not.toHaveProperty('replicas');
  expect(find('PodDisruptionBudget', 'proxy')).toBeDefined();
  expect(find('HorizontalPodAutoscaler', 'proxy')?.['spec']).toMatchObject({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'proxy' },
    minReplicas: 2,
    maxReplicas: 6,
    metrics: [{ resource: { name: 'cpu', target: { averageUtilization: 80 } } }],
  });
});

test('a heartbeat holds as long as its file is fresh', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hardened-heartbeat-'));
  const file = join(folder, 'alive');
  const test = (services['worker']?.['healthcheck'] as { test: string[] }).test;
  const [program = '', ...args] = test.slice(1).map((word) => word.replace('/tmp/alive', file));
  const status = (): number | null => spawnSync(program, args).status;
  expect(status()).not.toBe(0);
  writeFileSync(file, '');
  expect(status()).toBe(0);
  const old = Date.now() / 1000 - 21;
  utimesSync(file, old, old);
  expect(status()).not.toBe(0);
  rmSync(folder, { recursive: true });
});

test('an open port is found without a client, a closed one is not', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  const [program = '', ...args] = readyCommand({ ready: { kind: 'tcp', port: 'http', number: port } });
  expect(() => execFileSync(program, args)).not.toThrow();
  await new Promise((resolve) => server.close(resolve));
  expect(() => execFileSync(program, args)).toThrow();
});
