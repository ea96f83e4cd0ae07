import { parse } from 'yaml';
import { HardenedChart, Image, NodeService, NodeWorker, Peer, Redis, type HardenedApp } from 'cdk8s-hardened';
import { audit } from '../../lib/audit/audit';
import { NODE_IMAGE } from '../../lib/model/known-images';
import { parseFiles } from '../../lib/targets/documents';
import { BUILT, synthesize } from '../programs/synthesize';

/*
 * The development overlay, merged as Compose merges it: what changes is what its head lists, and nothing else. Seen red: a
 * writable bind mount, an inspector on every address, read_only: false in the overlay, a line of the head left out, the
 * overlay judged as a second Compose file, the overlay missing from the contract's files.
 */
type Service = Readonly<Record<string, unknown>>;
interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, unknown>>;
}

const build = (app: HardenedApp): void => {
  const chart = new HardenedChart(app, 'shop', { namespace: 'shop', development: { inspector: 9300 } });
  const redis = new Redis(chart, 'redis');
  const named = (name: string) => Image.build('app', { ...BUILT, name: `registry.example.com/test/${name}` });
  const web = new NodeService(chart, 'web', { image: named('app'), port: 3000, health: { live: '/livez' } });
  const api = new NodeService(chart, 'api', { image: named('jobs'), port: 3001, args: ['api.js', '$HOME'] });
  const lonely = new NodeWorker(chart, 'lonely', {
    image: named('migrate'),
    command: ['node', '--enable-source-maps'],
    health: { exec: ['node', 'alive.js'] },
  });
  new NodeService(chart, 'foreign', { image: Image.of(NODE_IMAGE), port: 3002 });
  new NodeWorker(chart, 'left-out', {
    image: named('order-api'),
    health: { exec: ['node', 'a.js'] },
    development: false,
  });
  web.connectTo(redis, { keys: ['web:*'], access: 'read-write' });
  web.expose({ host: 'shop.example.com', tls: 'shop-tls', from: { namespace: 'ingress' } });
  api.connectTo(redis, { keys: ['api:*'], access: 'read-only' });
  api.connectTo(Peer.namespace('monitoring'), { port: 9090 });
  void lonely;
};

const written: string[] = [];
const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
  written.push(String(text));
  return true;
});
const { files, contract } = synthesize(build);
stderr.mockRestore();

const textOf = (path: string): string => files.find((file) => file.path === path)?.text ?? '';
const base = parse(textOf('compose/shop/compose.yaml')) as ComposeFile;
const overlay = parse(textOf('compose/shop/compose.dev.yaml')) as ComposeFile;

/** As the Compose specification merges: mappings by key, these lists by adding, command and entrypoint by replacing. */
function merge(one: unknown, other: unknown, key = ''): unknown {
  if (Array.isArray(one) && Array.isArray(other))
    return ['command', 'entrypoint'].includes(key) ? other : [...(one as unknown[]), ...(other as unknown[])];
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return other ?? one;
  const [a, b] = [one as Service, other as Service];
  return Object.fromEntries(
    [...Object.keys(a), ...Object.keys(b)].map((name) => [name, merge(a[name], b[name], name)]),
  );
}
const merged = merge(base, overlay) as ComposeFile;

const changes = (name: string): Readonly<Record<string, unknown>> => {
  const [before, after] = [base.services[name] ?? {}, merged.services[name] ?? {}];
  const keys = Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return Object.fromEntries(keys.map((key) => [key, after[key]]));
};

const sources = {
  type: 'bind',
  source: '../../../app',
  target: '/app/.development',
  read_only: true,
  bind: { create_host_path: false },
};

test('a service that is built here runs from its sources, and only the listed settings change', () => {
  const { environment, networks, ...rest } = changes('api');
  expect(rest).toEqual({
    working_dir: '/app/.development',
    entrypoint: ['node', '--watch', '--inspect=0.0.0.0:9229'],
    volumes: [sources],
    ports: [{ target: 9229, host_ip: '127.0.0.1', published: '9301', protocol: 'tcp' }],
    memswap_limit: '512m',
    deploy: { resources: { limits: { cpus: '1', memory: '512m', pids: 200 } } },
  });
  expect(environment).toEqual({ ...(base.services['api']?.['environment'] as object), NODE_ENV: 'development' });
  expect(networks).toEqual([...(base.services['api']?.['networks'] as string[]), 'inspect-api']);
  const silent = { driver_opts: { 'com.docker.network.bridge.enable_ip_masquerade': 'false' } };
  expect(overlay.networks).toEqual({ 'inspect-api': silent });
});

test('a published service keeps its network; one without any has no inspector', () => {
  expect(changes('web')).not.toHaveProperty('networks');
  expect(changes('web')['ports']).toHaveLength(2);
  expect(changes('lonely')).toMatchObject({ entrypoint: ['node', '--watch', '--enable-source-maps'] });
  expect(Object.keys(changes('lonely')).filter((key) => ['ports', 'networks'].includes(key))).toEqual([]);
});

test('nothing else is in it: other images, what is left out, Redis', () => {
  expect(Object.keys(overlay.services).sort()).toEqual(['api', 'lonely', 'web']);
});

test('merged, it misses these controls and no other', () => {
  const replaced = files.map((file) =>
    file.path === 'compose/shop/compose.yaml' ? { ...file, text: JSON.stringify(merged) } : file,
  );
  const { findings, errors } = audit(parseFiles(replaced), contract);
  const missed = findings.map(({ control, workload }) => `${control} ${workload}`);
  expect(errors).toEqual([]);
  // The folder of the host, and the port of the inspector, which no Dockerfile and no contract has.
  const both = ['api', 'web'].flatMap((name) => [`image-user ${name}`, `narrow-exposure ${name}`]);
  const mounted = ['api', 'lonely', 'web'].map((name) => `no-host-access ${name}`);
  expect([...new Set(missed)].sort()).toEqual([...both, ...mounted].sort());
});

test('what it relaxes is printed by synth and stands in its head, service by service', () => {
  const lines = textOf('compose/shop/compose.dev.yaml')
    .split('\n')
    .filter((line) => line.startsWith('# - '))
    .map((line) => line.slice('# - '.length));
  expect(written.join('')).toBe(
    `cdk8s-hardened: compose/shop/compose.dev.yaml relaxes, in development only:\n${lines.map((line) => `  - ${line}\n`).join('')}`,
  );
  const wanted: readonly (readonly [string, RegExp])[] = [
    ['volumes', /the folder app of the host is mounted, read-only/],
    ['entrypoint', /what runs is the folder, not the image/],
    ['ports', /inspector on 127\.0\.0\.1:93/],
    ['networks', /a network more/],
    ['memswap_limit', /2 times the memory and the processes/],
    ['environment', /NODE_ENV is development/],
  ];
  for (const name of Object.keys(overlay.services))
    for (const [key, line] of wanted) {
      const said = lines.filter((one) => one.startsWith(`${name}: `) && line.test(one)).length;
      expect([name, key, said]).toEqual([name, key, key in changes(name) ? 1 : 0]);
    }
});

test('it is among the files of the contract, and production output knows nothing of it', () => {
  expect(contract.projects['shop']?.files).toContain('compose/shop/compose.dev.yaml');
  const { files: plain } = synthesize((app) => {
    const chart = new HardenedChart(app, 'shop', { namespace: 'shop' });
    new NodeService(chart, 'web', { image: Image.build('app', BUILT), port: 3000 });
  });
  expect(plain.filter(({ path }) => path.endsWith('.dev.yaml'))).toEqual([]);
  expect(textOf('kubernetes/shop.k8s.yaml')).not.toContain('development');
});
