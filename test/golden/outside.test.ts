import { parseAllDocuments, parse } from 'yaml';
import { programs } from '../programs';

/*
 * What the program with every kind of peer opens, read by hand from its output. Seen red: a host without `except`, the
 * labels of a namespace left out, DNS for a service that calls blocks only, one network for two services, `dns` kept for
 * a service with a way out, the password's user left out of the URL.
 */
const files = programs.find(({ name }) => name === 'outside')?.files ?? [];
const text = (pattern: RegExp): string => files.find(({ path }) => pattern.test(path))?.text ?? '';

interface Policy {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly egress?: readonly Rule[]; readonly ingress?: readonly Rule[] };
}
interface Rule {
  readonly to?: readonly Party[];
  readonly from?: readonly Party[];
  readonly ports: readonly { readonly protocol: string; readonly port: number }[];
}
interface Party {
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
  readonly namespaceSelector?: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly podSelector?: { readonly matchLabels: Readonly<Record<string, string>> };
}
interface Compose {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly networks?: readonly string[];
        readonly network_mode?: string;
        readonly dns?: unknown;
        readonly environment: Readonly<Record<string, string>>;
      }
    >
  >;
  readonly networks: Readonly<Record<string, object>>;
}

const objects = parseAllDocuments(text(/\.k8s\.yaml$/)).map((document) => document.toJS() as Policy);
const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
const compose = parse(text(/compose\.yaml$/)) as Compose;

const party = ({ ipBlock, namespaceSelector, podSelector }: Party): string => {
  if (ipBlock) return ipBlock.except ? `${ipBlock.cidr} but ${ipBlock.except.length}` : ipBlock.cidr;
  const name = namespaceSelector?.matchLabels['kubernetes.io/metadata.name'] ?? 'here';
  const labels = Object.entries(podSelector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  return `${name}/${name === 'here' ? (podSelector?.matchLabels['app.kubernetes.io/name'] ?? '') : labels.join()}`;
};
const rules = (name: string, way: 'egress' | 'ingress'): readonly string[] =>
  policies
    .filter(({ metadata }) => metadata.name === name)
    .flatMap(({ spec }) => spec[way] ?? [])
    .map(
      ({ to, from, ports }) =>
        `${(to ?? from ?? []).map(party).join(' + ')} ${ports.map(({ port }) => port).join(' ')}`,
    );

const DNS = 'kube-system/k8s-app=kube-dns 53 53';
const PUBLIC = '0.0.0.0/0 but 11 + ::/0 but 17';

test('Kubernetes: each policy holds the declared peers and no other', () => {
  expect(rules('web', 'egress')).toEqual([DNS, 'here/sessions 6379', `${PUBLIC} 443`, `${PUBLIC} 6380`]);
  expect(rules('web', 'ingress')).toEqual(['ingress/ 3000', 'monitoring/app=prometheus 9464', 'admin/ 9464']);
  expect(rules('worker', 'egress')).toEqual(['203.0.113.0/24 8443', '10.20.0.0/16 5432', '2001:db8:5::/48 8443']);
  expect(rules('reports', 'egress')).toEqual([
    DNS,
    'db/app=postgres,tier=primary 5432',
    'db/ 9187',
    'tracing/app=collector 4318',
  ]);
  expect(rules('mailer', 'egress')).toEqual([DNS, '198.51.100.16/28 6379', 'search/ 9200']);
  expect(rules('quiet', 'egress')).toEqual([DNS, 'here/sessions 6379']);
});

test('Compose: one network leads out for each service with a way out, and nobody else is in it', () => {
  const leading = Object.entries(compose.networks).filter(([, network]) => !('internal' in network));
  expect(leading).toEqual(['web', 'worker', 'mailer'].map((name) => [`${name}_outside`, {}]));
  const seen = Object.entries(compose.services).map(([name, { networks, network_mode: mode, dns }]) => [
    name,
    networks?.filter((network) => network.endsWith('_outside')) ?? mode,
    dns ?? 'names outside',
  ]);
  expect(seen).toEqual([
    ['sessions', [], ['127.0.0.1']],
    ['web', ['web_outside'], 'names outside'],
    ['worker', ['worker_outside'], 'names outside'],
    ['reports', 'none', 'names outside'],
    ['mailer', ['mailer_outside'], 'names outside'],
    ['quiet', [], ['127.0.0.1']],
  ]);
});

test('callers of servers of somebody else find address, password file and authority; nobody finds a password', () => {
  const variables = (name: string) =>
    Object.entries(compose.services[name]?.environment ?? {})
      .filter(([variable]) => /_(URL|AUTH_FILE|CA_FILE)$/.test(variable))
      .map(([variable, value]) => `${variable} ${value}`);
  expect(variables('web').filter((line) => line.startsWith('CACHE'))).toEqual([
    'CACHE_AUTH_FILE /secrets/cache-auth',
    'CACHE_CA_FILE /secrets/cache-ca.crt',
    'CACHE_URL rediss://app@cache.example.com:6380',
  ]);
  expect(variables('reports')).toEqual([
    'DATABASE_AUTH_FILE /secrets/database-auth',
    'DATABASE_CA_FILE /secrets/database-ca.crt',
    'DATABASE_URL postgresql://reports@postgres.db.svc:5432/shop',
  ]);
  expect(variables('mailer')).toEqual([
    'REDIS_AUTH_FILE /secrets/redis-auth',
    'REDIS_URL rediss://queue.example.com:6379',
    'SEARCH_AUTH_FILE /secrets/search-auth',
    'SEARCH_URL https://mailer@search.example.com:9200',
  ]);
  expect(JSON.stringify(objects)).toContain('https://mailer@search.search.svc.cluster.local:9200');
});
