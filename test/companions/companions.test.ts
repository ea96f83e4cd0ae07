import {
  Exceptions,
  HardenedChart,
  Image,
  InitContainer,
  NodeJob,
  Redis,
  Sidecar,
  Workload,
  type Contract,
  type HardenedChartProps,
} from 'cdk8s-hardened';
import { parse, parseAllDocuments } from 'yaml';
import { NODE_IMAGE } from '../../lib/model/known-images';
import { parseFiles, type SourceDocument } from '../../lib/targets/documents';
import { judged } from '../loops/judge';
import { programs } from '../programs';
import { synthesize, type Synthesized } from '../programs/synthesize';

/*
 * Seen red, each broken by itself: a sidecar of 1.27 among the init containers; a pod without its digest of a sidecar's
 * files; a reader that takes any container for the one it looks for; a certificate for a sidecar's own name. Without the
 * edges of a sidecar in policies, or its wait in Compose, synth refuses the programs, and no test here starts.
 * So it does where init containers of Compose start together, or before the job that their workload comes after.
 */
interface Container {
  readonly name: string;
  readonly restartPolicy?: string;
}
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly template: {
      readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
      readonly spec: { readonly initContainers?: readonly Container[]; readonly containers: readonly Container[] };
    };
  };
}

const image = Image.of(`registry.example.com/test/web@sha256:${'5'.repeat(64)}`);

interface Options {
  readonly chart?: Partial<HardenedChartProps>;
  readonly interval?: string;
  readonly excepted?: 'owner' | 'sidecar';
}

/** A workload with a sidecar and an init container. */
const shop = ({ chart: props = {}, interval = '10s', excepted }: Options = {}): Synthesized =>
  synthesize((app) => {
    const chart = new HardenedChart(app, 'shop', { namespace: 'shop', ...props });
    const web = new Workload(chart, 'web', { image, ports: { http: 8080 } });
    new InitContainer(web, 'assets', { image });
    const files = { 'exporter.yaml': { text: `interval: ${interval}\n` } };
    const sidecar = new Sidecar(web, 'exporter', { image, ports: { metrics: 9121 }, files });
    sidecar.connectTo(new Redis(chart, 'redis'), { keys: ['page:*'], access: 'read-only' });
    if (excepted)
      Exceptions.of(excepted === 'owner' ? web : sidecar).allow('read-only-root', { reason: 'it unpacks itself' });
  });

const workload = ({ files }: Synthesized): Manifest => {
  const text = files.find(({ path }) => path.endsWith('.k8s.yaml'))?.text ?? '';
  const all = parseAllDocuments(text).map((document) => document.toJS() as Manifest);
  const found = all.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'web');
  if (!found) throw new Error('no Deployment');
  return found;
};

const lists = ({ spec }: Manifest) =>
  [spec.template.spec.initContainers ?? [], spec.template.spec.containers].map((list) =>
    list.map(({ name, restartPolicy }) => (restartPolicy === undefined ? name : `${name}: ${restartPolicy}`)),
  );

test('a sidecar is an ordinary container until Kubernetes knows better ones', () => {
  expect(lists(workload(shop()))).toEqual([['web-assets'], ['web', 'web-exporter']]);
  expect(lists(workload(shop({ chart: { kubernetesVersion: '1.28' } })))).toEqual([
    ['web-assets'],
    ['web', 'web-exporter'],
  ]);
  expect(lists(workload(shop({ chart: { kubernetesVersion: '1.29' } })))).toEqual([
    ['web-assets', 'web-exporter: Always'],
    ['web'],
  ]);
});

test('a changed file of a sidecar restarts the pod', () => {
  const digests = (written: Synthesized) => workload(written).spec.template.metadata.annotations;
  expect(digests(shop())).not.toEqual(digests(shop({ interval: '20s' })));
  expect(digests(shop())).toEqual(digests(shop()));
});

test('an exception covers the container it was given to; that of a workload covers what is beside it', () => {
  const writable = (written: Synthesized) => {
    const { excused, findings, unused } = judged(parseFiles(written.files));
    expect({ findings, unused }).toEqual({ findings: [], unused: [] });
    return [...new Set(excused.map(({ finding }) => finding.workload))].sort();
  };
  expect(writable(shop({ excepted: 'sidecar' }))).toEqual(['web-exporter']);
  expect(writable(shop({ excepted: 'owner' }))).toEqual(['web', 'web-assets', 'web-exporter']);
  const key = 'cdk8s-hardened/exception.read-only-root';
  expect(workload(shop({ excepted: 'sidecar' })).metadata.annotations?.[key]).toBe('web-exporter: it unpacks itself');
  const compose = shop({ excepted: 'sidecar' }).files.find(({ path }) => path.endsWith('compose.yaml'))?.text ?? '';
  expect(compose.slice(compose.indexOf('\n  web-exporter:'))).toContain('read-only-root: it unpacks itself');
});

interface Pod {
  initContainers: { name: string; restartPolicy?: string }[];
  containers: { name: string }[];
}

/** What an audit cannot find after something was done to a program's output. */
const lost = (change: (document: SourceDocument) => void): readonly string[] => {
  const documents = parseFiles(programs.find(({ name }) => name === 'companions')?.files ?? []);
  documents.forEach(change);
  return judged(documents).errors.map(({ target, message }) => `${target}: ${message}`);
};

const inPod = (name: string, change: (pod: Pod) => void) => (document: SourceDocument) => {
  const value = document.value as { kind?: string; metadata?: { name?: string }; spec?: { template?: { spec: Pod } } };
  if (value?.metadata?.name === name && value.spec?.template) change(value.spec.template.spec);
};

test('nothing may vanish: a container that is missing, or of another kind, is an error of the audit', () => {
  const gone = (kind: string, name: string) => [
    `kubernetes: ${kind} container '${name}' of 'web' of the contract is not in the Kubernetes output`,
  ];
  expect(lost(() => undefined)).toEqual([]);
  expect(lost(inPod('web', (pod) => pod.initContainers.pop()))).toEqual(gone('init', 'web-warm'));
  expect(lost(inPod('web', (pod) => pod.containers.pop()))).toEqual(gone('sidecar', 'web-shipper'));
  const moved = lost(inPod('web', (pod) => pod.initContainers.push(...pod.containers.splice(1, 1))));
  expect(moved).toEqual(gone('sidecar', 'web-exporter'));
  const [first, second] = ['web-assets', 'web-shipper'];
  const services = lost((document) => {
    const value = document.value as { services?: Record<string, unknown> };
    if (value?.services) for (const name of [first, second]) delete value.services[name];
  });
  expect(services).toEqual(
    [first, second].map((name) => `compose: workload '${name}' of the contract is not in the Compose output`),
  );
});

test('a sidecar that is made an init container of the common kind is missed, not taken for one', () => {
  const plain = lost((document) => {
    const value = document.value as {
      metadata?: { name?: string; namespace?: string };
      spec?: { template?: { spec: Pod } };
    };
    if (value?.metadata?.namespace !== 'native' || value.metadata.name !== 'api') return;
    for (const container of value.spec?.template?.spec.initContainers ?? []) delete container.restartPolicy;
  });
  expect(plain).toEqual([
    "kubernetes: sidecar container 'api-agent' of 'api' of the contract is not in the Kubernetes output",
  ]);
});

test('a sidecar is called by the name of its workload, and proves it with a certificate of its own', () => {
  const files = programs.find(({ name }) => name === 'companions')?.files ?? [];
  const contract = JSON.parse(files.find(({ path }) => path === 'hardened.json')?.text ?? '{}') as Contract;
  const beside = contract.projects['beside'];
  const server = beside?.servers.find(({ workload }) => workload === 'front-proxy');
  expect(server?.dnsNames).toEqual([
    'front',
    'front.beside',
    'front.beside.svc',
    'front.beside.svc.cluster.local',
    'localhost',
  ]);
  expect(beside?.servers.some(({ workload }) => workload === 'front')).toBe(false);
  const edges = beside?.edges.filter(({ port }) => port === 8443 || port === 9122);
  expect(edges?.map(({ from, container, to, port, tls }) => [from, container, to, port, tls])).toEqual([
    [{ workload: 'web' }, undefined, 'front', 8443, 'app'],
    [{ workload: 'web' }, 'web-exporter', 'front', 8443, 'app'],
    [{ workload: 'api' }, undefined, 'redis', 9122, 'none'],
  ]);
  const compose = parse(files.find(({ path }) => path === 'compose/beside/compose.yaml')?.text ?? '') as ComposeFile;
  const { web, front, api, 'web-exporter': exporter } = compose.services;
  expect(web?.depends_on).toHaveProperty('front-proxy', { condition: 'service_healthy' });
  expect(exporter?.depends_on).toHaveProperty('front-proxy', { condition: 'service_healthy' });
  expect(web?.depends_on).not.toHaveProperty('front');
  expect(api?.depends_on ?? {}).toEqual({});
  expect(web?.networks).toContain('web_to_front');
  expect(front?.networks).toContain('web_to_front');
  expect(compose.services['front-proxy']?.network_mode).toBe('service:front');
});

test('a callee of a pod that has not the certificate, or is waited for in another container, is found', () => {
  const findings = (service: string, change: (service: { secrets?: unknown[]; depends_on?: object }) => void) => {
    const documents = parseFiles(programs.find(({ name }) => name === 'companions')?.files ?? []);
    for (const { file, value } of documents)
      if (file === 'compose/beside/compose.yaml') change((value as ComposeFile).services[service] as never);
    return judged(documents).findings.map(({ control, subject }) => `${control} on ${subject}`);
  };
  expect(findings('front-proxy', (proxy) => (proxy.secrets = []))).toContain('secrets-as-files on beside/front-proxy');
  const other = { front: { condition: 'service_healthy' } };
  expect(findings('web', (web) => (web.depends_on = other))).toContain('health-checks on beside/front-proxy');
});

/** A workload with two init containers, which comes after a job. */
const inOrder = (): Synthesized =>
  synthesize((app) => {
    const chart = new HardenedChart(app, 'shop', { namespace: 'shop' });
    const migrate = new NodeJob(chart, 'migrate', { image: Image.of(NODE_IMAGE), done: ['node', 'done.js'] });
    const web = new Workload(chart, 'web', { image, ports: { http: 8080 }, after: [migrate] });
    // Not in the order of the alphabet.
    new InitContainer(web, 'unpack', { image });
    new InitContainer(web, 'check', { image });
    new InitContainer(web, 'warm', { image });
  });

test('init containers run one after the other, after the jobs, in the order of the program, in both outputs', () => {
  const written = inOrder();
  const [inits] = lists(workload(written));
  expect(inits).toEqual(['after-migrate', 'web-unpack', 'web-check', 'web-warm']);
  const text = written.files.find(({ path }) => path.endsWith('compose.yaml'))?.text ?? '';
  const { services } = parse(text) as ComposeFile;
  const waits = (name: string): readonly string[] => Object.keys(services[name]?.depends_on ?? {});
  expect(['web-unpack', 'web-check', 'web-warm', 'web'].map(waits)).toEqual([
    ['migrate'],
    ['web-unpack'],
    ['web-check'],
    ['web-unpack', 'web-check', 'web-warm', 'migrate'],
  ]);
});

test('an init container of Compose that waits for nobody is found', () => {
  const findings = (service: string): readonly string[] => {
    const documents = parseFiles(inOrder().files);
    for (const { file, value } of documents)
      if (file.endsWith('compose.yaml')) delete (value as ComposeFile).services[service]?.depends_on;
    return judged(documents).findings.map(({ control, subject }) => `${control} on ${subject}`);
  };
  expect(findings('web-unpack')).toEqual(['health-checks on shop/migrate']);
  expect(findings('web-check')).toEqual(['health-checks on shop/web-unpack']);
  expect(findings('web-warm')).toEqual(['health-checks on shop/web-check']);
});

interface ComposeFile {
  readonly services: Readonly<
    Record<string, { depends_on?: object; networks?: readonly string[]; network_mode?: string } | undefined>
  >;
}
