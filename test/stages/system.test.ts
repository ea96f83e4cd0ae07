import { parse, parseAllDocuments } from 'yaml';
import { system, systemStages } from '../programs/system';
import { synthesize } from '../programs/synthesize';
import { passes, type End, type NetworkPolicy } from './policies';

/*
 * Three stages of one program: who reaches whom is what the program declares, in each output and across stages. Nothing
 * of lib reads the output here. Seen red: a stage that loses its default deny, an edge that is not declared in one stage, a
 * port more, a pod selector without part-of (stages reach each other), a network of Compose with a third member, a network
 * that is not internal.
 */
type Pairs = Readonly<Record<string, readonly string[]>>;

/** Who may send to which ports inside a stage. */
const edges: Pairs = {
  web: ['api TCP 3001', 'basket TCP 3002', 'sessions TCP 6379'],
  api: ['queue TCP 6380', 'search TCP 3003', 'sessions TCP 6379'],
  admin: ['api TCP 3001'],
  // The last is the migration's: its check runs in the pods that come after it.
  basket: ['sessions TCP 6379', 'queue TCP 6380'],
  mailer: ['queue TCP 6380'],
  migrate: ['queue TCP 6380'],
  report: ['sessions TCP 6379'],
};

/** Who may send outside of the stage. Everybody who calls by a name asks the resolver of the stage. */
const exits: Pairs = { api: ['public TCP 443'], mailer: ['relay TCP 587'] };

const callers: Pairs = { monitoring: ['api TCP 9464'], ingress: ['web TCP 3000', 'admin TCP 3005'] };

/** In Compose nobody waits for a job in a container of its own, so what waits reaches less. */
const composePairs = [
  'admin-api',
  'api-queue',
  'api-search',
  'api-sessions',
  'api-web',
  'basket-sessions',
  'basket-web',
  'mailer-queue',
  'migrate-queue',
  'report-sessions',
  'sessions-web',
];

const PORTS = [53, 80, 443, 587, 3000, 3001, 3002, 3003, 3004, 3005, 5353, 6379, 6380, 8080, 9464];

const { files } = synthesize((app) => system(app));
const textOf = (path: string): string => files.find((file) => file.path === path)?.text ?? '';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: Record<string, unknown>;
}
interface Template {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
}

const stages = Object.keys(systemStages);
const manifests = stages.flatMap((stage) =>
  parseAllDocuments(textOf(`kubernetes/system-${stage}.k8s.yaml`)).map((one) => one.toJS() as Manifest),
);
const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy') as unknown as readonly NetworkPolicy[];

const pods = manifests.flatMap(({ metadata: { namespace }, spec }): readonly End[] => {
  const job = (spec?.['jobTemplate'] as { readonly spec: typeof spec } | undefined)?.spec ?? spec;
  const template = job?.['template'] as Template | undefined;
  if (template === undefined) return [];
  const { labels } = template.metadata;
  return [{ name: labels['app.kubernetes.io/name'] ?? '', namespace, labels }];
});

const others: readonly End[] = [
  { name: 'dns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
  { name: 'system', namespace: 'kube-system', labels: { 'k8s-app': 'metrics-server' } },
  { name: 'monitoring', namespace: 'monitoring', labels: { app: 'prometheus' } },
  { name: 'ingress', namespace: 'ingress', labels: { app: 'nginx' } },
  { name: 'stranger', namespace: 'default', labels: { 'app.kubernetes.io/name': 'web' } },
  { name: 'public', address: '203.0.113.7' },
  { name: 'public6', address: '2600:1f18::7' },
  { name: 'relay', address: '198.51.100.17' },
  { name: 'beside-relay', address: '198.51.100.33' },
  { name: 'private', address: '10.0.0.7' },
  { name: 'metadata', address: '169.254.169.254' },
  { name: 'metadata6', address: 'fd00:ec2::254' },
];

type Side = 'Ingress' | 'Egress';

/** What gets through from one end to another on any of the ports: past both of them, or past one. */
const reached = (from: End, to: End, sides: readonly Side[] = ['Egress', 'Ingress']): readonly string[] =>
  ['TCP', 'UDP'].flatMap((protocol) =>
    PORTS.filter((port) =>
      sides.every((side) => {
        const [own, other] = side === 'Egress' ? [from, to] : [to, from];
        return passes(policies, side, own, other, { protocol, port });
      }),
    ).map((port) => `${to.name} ${protocol} ${port}`),
  );

const inStage = (stage: string): readonly End[] => pods.filter(({ namespace }) => namespace === `system-${stage}`);

test('every stage has six services, two Redis, a job and a cron job, in both outputs', () => {
  const names = ['admin', 'api', 'basket', 'mailer', 'migrate', 'queue', 'report', 'search', 'sessions', 'web'];
  for (const stage of stages) {
    expect(
      inStage(stage)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(names);
    const { services } = parse(textOf(`compose/system-${stage}/compose.yaml`)) as { readonly services: object };
    expect(Object.keys(services).sort()).toEqual(names);
  }
});

describe.each(stages)('stage %s in Kubernetes', (stage) => {
  test.each(inStage(stage).map((pod) => [pod.name, pod] as const))('%s sends what is declared', (name, pod) => {
    const inside = inStage(stage).filter((other) => other !== pod);
    expect(inside.flatMap((other) => reached(pod, other)).sort()).toEqual([...(edges[name] ?? [])].sort());
    const resolver = stage === 'prod' ? 'metadata' : 'dns';
    const asks = edges[name] === undefined ? [] : [`${resolver} TCP 53`, `${resolver} UDP 53`];
    const toPublic = exits[name]?.some((one) => one.startsWith('public')) ?? false;
    // A host is every public address: policies know no names.
    const publicToo = toPublic ? ['beside-relay TCP 443', 'public6 TCP 443', 'relay TCP 443'] : [];
    const outside = others.flatMap((other) => reached(pod, other)).sort();
    expect(outside).toEqual([...asks, ...publicToo, ...(exits[name] ?? [])].sort());
  });

  test('nobody else gets in', () => {
    for (const other of others.filter(({ namespace }) => namespace !== undefined))
      expect([other.name, inStage(stage).flatMap((pod) => reached(other, pod))]).toEqual([
        other.name,
        callers[other.name] ?? [],
      ]);
  });

  test.each(['Egress', 'Ingress'] as const)('%s alone lets through what is declared, and no other stage', (side) => {
    for (const pod of inStage(stage)) {
      const others = pods.filter((other) => other !== pod && other.namespace !== pod.namespace);
      expect([pod.name, others.flatMap((other) => reached(pod, other, [side]))]).toEqual([pod.name, []]);
      const inside = inStage(stage).filter((other) => other !== pod);
      expect(inside.flatMap((other) => reached(pod, other, [side])).sort()).toEqual(
        [...(edges[pod.name] ?? [])].sort(),
      );
    }
  });
});

describe.each(stages)('stage %s in Compose', (stage) => {
  interface Service {
    readonly networks?: readonly string[];
    readonly network_mode?: string;
    readonly dns?: readonly string[];
    readonly ports?: readonly { readonly host_ip: string; readonly published: string; readonly target: number }[];
  }
  interface Network {
    readonly internal?: boolean;
    readonly driver_opts?: Readonly<Record<string, string>>;
    readonly external?: boolean;
  }
  const file = parse(textOf(`compose/system-${stage}/compose.yaml`)) as {
    readonly services: Readonly<Record<string, Service>>;
    readonly networks: Readonly<Record<string, Network>>;
  };
  const services = Object.entries(file.services);
  const members = (network: string): readonly string[] =>
    services.filter(([, { networks }]) => networks?.includes(network)).map(([name]) => name);

  test('two services share a network where the program connects them, and nowhere else', () => {
    const pairs = Object.keys(file.networks).flatMap((network) =>
      members(network).flatMap((one) =>
        members(network)
          .filter((other) => one < other)
          .map((other) => `${one}-${other}`),
      ),
    );
    expect([...new Set(pairs)].sort()).toEqual(composePairs);
    expect(services.filter(([, { networks, network_mode: mode }]) => !networks && mode !== 'none')).toEqual([]);
  });

  test('who has a declared peer outside has a way out, and nobody else has', () => {
    const ways = Object.entries(file.networks).filter(([, { internal }]) => internal !== true);
    const masked = ({ driver_opts: options }: Network) =>
      options?.['com.docker.network.bridge.enable_ip_masquerade'] === 'false';
    const out = ways.filter(([, network]) => !masked(network)).flatMap(([name]) => members(name));
    expect(out.sort()).toEqual(['api', 'mailer']);
    const asking = services.filter(([, { dns, network_mode: mode }]) => dns?.join() !== '127.0.0.1' && mode !== 'none');
    expect(asking.map(([name]) => name).sort()).toEqual(['api', 'mailer']);
    // Networks that only publish carry one service each.
    const publishing = ways.filter(([, network]) => masked(network)).map(([name]) => members(name));
    expect(publishing.flat().sort()).toEqual(['admin', 'web']);
    expect(publishing.every((own) => own.length === 1)).toBe(true);
  });

  test('doors are on loopback, each stage on ports of its own', () => {
    const ports = services.flatMap(([name, service]) => (service.ports ?? []).map((port) => ({ name, ...port })));
    const first = systemStages[stage]?.published ?? 0;
    expect(ports.map(({ name, host_ip, published, target }) => [name, host_ip, published, target])).toEqual(
      expect.arrayContaining([
        ['web', '127.0.0.1', String(first), 3000],
        ['admin', '127.0.0.1', String(first + 1), 3005],
      ]),
    );
    expect(ports).toHaveLength(2);
  });
});
