import {
  ExternalRedis,
  ExternalService,
  Peer,
  type CidrPeer,
  type DoorProps,
  type EdgeTls,
  type ExposeProps,
  type ExternalProps,
  type ExternalRedisConnectionProps,
  type ExternalRedisProps,
  type ExternalServiceConnectionProps,
  type ExternalServiceProps,
  type GatewayExposeProps,
  type GatewayProps,
  type HardenedWorkload,
  type HostPeer,
  type HostPeerProps,
  type IngressBackend,
  type NamespacePeer,
  type NamespacePeerProps,
  type NodeService,
  type PeerConnectionProps,
  type Redis,
  type RedisAccess,
  type RedisConnectionProps,
  type RedisEviction,
  type RedisPersistence,
  type WorkloadConnectionProps,
} from 'cdk8s-hardened';

const access: RedisAccess = 'queue';
const queue: RedisConnectionProps = { keys: ['jobs:*'], access, as: 'JOBS' };
const encrypted: EdgeTls = 'app';
const toApi: WorkloadConnectionProps = { as: 'API', tls: encrypted };

const addresses: HostPeerProps = { cidr: '198.51.100.0/24' };
const mail: HostPeer = Peer.host('smtp.example.com', 465, addresses);
const office: CidrPeer = Peer.cidr('203.0.113.0/24', 8443);
const pods: NamespacePeerProps = { labels: { app: 'ledger' } };
const ledger: NamespacePeer = Peer.namespace('finance', pods);
const ledgerPort: PeerConnectionProps = { port: 9000 };

const where: ExternalProps = { user: 'app', ca: 'managed-ca.crt' };
const managed: ExternalRedisProps = { ...where, port: 6380 };
const sessions: ExternalRedisConnectionProps = { as: 'SESSIONS' };
const postgres: ExternalServiceProps = { ...where, scheme: 'postgresql', port: 5432, database: 'shop' };
const database: ExternalServiceConnectionProps = { as: 'DB' };

const gateway: GatewayProps = { name: 'public', namespace: 'platform', listener: 'https' };
const way: DoorProps = { host: 'api.example.com', from: { namespace: 'gateways' }, published: 8443 };
const route: GatewayExposeProps = { ...way, gateway, backend: 'by-hand' };
const backend: IngressBackend = 'ingress-nginx';
const door: ExposeProps = { host: 'shop.example.com', tls: 'shop-tls', from: { namespace: 'ingress-nginx' }, backend };

/** What is kept, and what goes first when memory is full. */
export const keeping: { readonly persistence: RedisPersistence; readonly eviction: RedisEviction } = {
  persistence: 'rdb',
  eviction: 'volatile-ttl',
};

/** Draws every sort of edge. */
export function connect(web: NodeService, api: HardenedWorkload, redis: Redis): void {
  web.connectTo(redis, queue);
  web.connectTo(api, toApi);
  web.connectTo(mail);
  web.connectTo(office);
  web.connectTo(ledger, ledgerPort);
  web.connectTo(ExternalRedis.at('cache.example.com', managed), sessions);
  web.connectTo(ExternalService.at('db.example.com', postgres), database);
  web.allowFrom(ledger, { port: 'http' });
  web.expose(door);
  api.expose(route);
}
