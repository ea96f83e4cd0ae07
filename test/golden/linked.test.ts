import { parse, parseAllDocuments } from 'yaml';
import type { ComposeFile } from '../../lib/targets/compose/render/types';
import type {
  Container,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
  PodSpec,
} from '../../lib/targets/kubernetes/render/types';
import { programs } from '../programs';

/*
 * What an edge between two workloads grants, in each target. Seen red: the authority left out of a caller, the plaintext
 * callee given a certificate, probes without a scheme, a rule for the main port in place of the named one.
 */
const linked = programs.find(({ name }) => name === 'linked');
const textOf = (path: string): string => linked?.files.find((file) => file.path === path)?.text ?? '';
const compose = parse(textOf('compose/linked/compose.yaml')) as ComposeFile;
const project = linked?.contract.projects['linked'];

/** The objects of the test, as far as they are looked at. */
interface Written {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: object };
  readonly spec: NetworkPolicySpec & { readonly template: { readonly spec: PodSpec } };
}

const objects = parseAllDocuments(textOf('kubernetes/linked.k8s.yaml')).map((one) => one.toJS() as Written);

function object(kind: string, name: string): Written {
  const found = objects.find((one) => one.kind === kind && one.metadata.name === name);
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found;
}

const container = (name: string): Container | undefined => object('Deployment', name).spec.template.spec.containers[0];
const names = ['web', 'order-api', 'mailer', 'legacy'] as const;

/** What tells a workload where something is. */
function told(target: 'kubernetes' | 'compose', name: string): Readonly<Record<string, string>> {
  const variables =
    target === 'compose'
      ? Object.entries(compose.services[name]?.environment ?? {})
      : (container(name)?.env ?? []).flatMap((one) => ('value' in one ? [[one.name, one.value] as const] : []));
  return Object.fromEntries(variables.filter(([variable]) => /_(URL|FILE)$/.test(variable)));
}

test.each(['kubernetes', 'compose'] as const)('%s: each end knows what it needs, and no more', (target) => {
  const pair = { TLS_CERT_FILE: '/secrets/tls.crt', TLS_KEY_FILE: '/secrets/tls.key' };
  expect(Object.fromEntries(names.map((name) => [name, told(target, name)]))).toEqual({
    web: { ORDER_API_URL: 'https://order-api:8443', ORDER_API_CA_FILE: '/secrets/order-api-ca.crt' },
    'order-api': {
      ...pair,
      LEGACY_URL: 'http://legacy:8081',
      MAIL_URL: 'https://mailer:8445',
      MAIL_CA_FILE: '/secrets/mail-ca.crt',
      REDIS_URL: 'rediss://order-api@redis:6379',
      REDIS_AUTH_FILE: '/secrets/redis-auth',
      REDIS_CA_FILE: '/secrets/redis-ca.crt',
    },
    mailer: { ...pair, ORDER_API_URL: 'https://order-api:9443', ORDER_API_CA_FILE: '/secrets/order-api-ca.crt' },
    legacy: {},
  });
});

test('certificates are for whoever serves TLS; a key has one reader', () => {
  expect(project?.servers.map(({ workload }) => workload)).toEqual(['order-api', 'mailer', 'redis']);
  const readers = project?.secrets.flatMap(({ kind, server, readers: all }) =>
    kind === 'private-key' ? [[server, ...all.map((reader) => `${reader.workload} ${reader.path}`)]] : [],
  );
  expect(readers).toEqual([
    ['order-api', 'order-api /secrets/tls.key'],
    ['mailer', 'mailer /secrets/tls.key'],
    ['redis', 'redis /secrets/tls.key'],
  ]);
});

test('a port with TLS is asked over TLS, the others as before', () => {
  const { startupProbe, livenessProbe, readinessProbe } = container('order-api') ?? {};
  expect([startupProbe, livenessProbe, readinessProbe]).toMatchObject([
    { httpGet: { path: '/startz', port: 'metrics' } },
    { httpGet: { path: '/livez', port: 'http', scheme: 'HTTPS' } },
    { httpGet: { path: '/readyz', port: 'http', scheme: 'HTTPS' } },
  ]);
  for (const probe of [startupProbe, container('legacy')?.readinessProbe])
    expect(JSON.stringify(probe)).not.toContain('scheme');
  expect(compose.services['order-api']?.healthcheck?.test[3]).toContain('https://127.0.0.1:8443/readyz');
  expect(textOf('docker/order-api/Dockerfile')).toContain('https://127.0.0.1:8443/readyz');
});

test('policies and networks hold the edges, each on its own port', () => {
  const policy = object('NetworkPolicy', 'order-api').spec;
  const peerOf = ({ podSelector, namespaceSelector }: NetworkPolicyPeer = {}) =>
    podSelector?.matchLabels?.['app.kubernetes.io/name'] ??
    namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'];
  const portsOf = (ports: readonly NetworkPolicyPort[]) => ports.map(({ port }) => port);
  expect(policy.ingress?.map(({ from, ports }) => [peerOf(from[0]), ...portsOf(ports)])).toEqual([
    ['ingress-nginx', 8443],
    ['web', 8443],
    ['mailer', 9443],
    ['monitoring', 9464],
  ]);
  expect(policy.egress?.map(({ to, ports }) => [peerOf(to[0]), ...portsOf(ports)])).toEqual([
    ['kube-system', 53, 53],
    ['redis', 6379],
    ['mailer', 8445],
    ['legacy', 8081],
  ]);
  const members = (network: string) => names.filter((name) => compose.services[name]?.networks?.includes(network));
  expect(members('order-api_to_legacy')).toEqual(['order-api', 'legacy']);
  expect(compose.networks?.['order-api_to_legacy']).toEqual({ internal: true });
  expect(compose.services['mailer']?.depends_on).toBeUndefined();
  expect(Object.keys(compose.services['order-api']?.depends_on ?? {})).toEqual(['redis', 'mailer', 'legacy']);
});

test('the controller that is named is told that the port serves TLS', () => {
  expect(object('Ingress', 'order-api').metadata.annotations).toEqual({
    'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS',
  });
});
