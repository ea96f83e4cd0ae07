import {
  ExternalRedis,
  ExternalService,
  HardenedChart,
  Image,
  NodeService,
  Peer,
  Redis,
  type HardenedApp,
} from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';

/** A chart with one service that is fine but for what it calls. */
const calling =
  (call: (web: NodeService, chart: HardenedChart) => void) =>
  (app: HardenedApp): void => {
    const chart = new HardenedChart(app, 'shop', { namespace: 'shop' });
    call(new NodeService(chart, 'web', { image: Image.of(NODE_IMAGE), port: 3000 }), chart);
  };

/** What a JavaScript program may pass. */
const wrong = <T>(value: unknown): T => value as T;

/** Programs that are refused for how they leave the project, or let others in. */
export const refusedOutside: Readonly<Record<string, (app: HardenedApp) => void>> = {
  'an address where a host is wanted': calling((web) => {
    web.connectTo(Peer.host('203.0.113.7', 443));
    web.connectTo(Peer.host('2001:db8::1', 443));
    web.connectTo(ExternalRedis.at('203.0.113.7'));
  }),
  'hosts that are no DNS names': calling((web) => {
    web.connectTo(Peer.host('https://api.example.com', 443));
    web.connectTo(Peer.host('api_v1.example.com', 443));
    web.connectTo(Peer.host('*.example.com', 443));
    web.connectTo(Peer.host('localhost', 443));
  }),
  'a Service of the cluster as a host of the outside': calling((web) => {
    web.connectTo(Peer.host('postgres.db.svc.cluster.local', 5432));
    web.connectTo(ExternalService.at('postgres.db.svc', { scheme: 'postgresql', port: 5432 }), { as: 'DATABASE' });
  }),
  'ports that TCP does not have': calling((web) => {
    web.connectTo(Peer.host('api.example.com', 0));
    web.connectTo(Peer.cidr('203.0.113.0/24', 70000));
    web.connectTo(Peer.namespace('db'), wrong({}));
  }),
  'blocks that are none': calling((web) => {
    web.connectTo(Peer.cidr('203.0.113.7', 443));
    web.connectTo(Peer.cidr('203.0.113.7/24', 443));
    web.connectTo(Peer.cidr('2001:DB8:0::/32', 443));
    web.connectTo(Peer.cidr('all', 443));
  }),
  'blocks that are too much': calling((web) => {
    web.connectTo(Peer.cidr('0.0.0.0/0', 443));
    web.connectTo(Peer.cidr('::/0', 443));
    web.connectTo(Peer.cidr('128.0.0.0/2', 443));
    web.connectTo(Peer.cidr('169.254.169.254/32', 80));
    web.connectTo(Peer.cidr('fd00::/8', 443));
    web.connectTo(Peer.cidr('64:ff9b::a9fe:a9fe/128', 80));
    web.connectTo(Peer.cidr('2002:a9fe:a9fe::/48', 80));
    web.connectTo(Peer.cidr('::ffff:0:0/96', 80));
    web.connectTo(Peer.host('db.example.com', 5432, { cidr: '127.0.0.0/8' }));
  }),
  'a way out twice': calling((web) => {
    web.connectTo(Peer.host('api.example.com', 443));
    web.connectTo(Peer.host('api.example.com', 443));
    web.connectTo(Peer.namespace('db', { labels: {} }), { port: 5432 });
    web.connectTo(Peer.namespace('db'), { port: 5432 });
  }),
  'the own namespace as a peer': calling((web) => web.connectTo(Peer.namespace('shop'), { port: 5432 })),
  'labels and namespaces that Kubernetes does not take': calling((web) => {
    web.connectTo(Peer.namespace('my_db', { labels: { app: 'not a value' } }), { port: 5432 });
    web.allowFrom(Peer.namespace('monitoring', { labels: { 'a b': 'c' } }), { port: 'http' });
  }),
  'props for a peer that names its port': calling((web) =>
    web.connectTo(Peer.host('api.example.com', 443), ...wrong<[]>([{ port: 80 }])),
  ),
  'something else as a callee': calling((web, chart) => {
    web.connectTo(wrong<NodeService>('api.stripe.com'));
    web.connectTo(wrong<NodeService>(undefined));
    web.connectTo(wrong<NodeService>(chart));
  }),
  'a host as a caller': calling((web) => {
    web.allowFrom(Peer.host('api.example.com', 443), { port: 'http' });
    web.allowFrom(Peer.cidr('203.0.113.0/24', 443), { port: 'http' });
  }),
  'the same namespace allowed twice': calling((web) => {
    web.allowFrom(Peer.namespace('monitoring'), { port: 'http' });
    web.allowFrom(Peer.namespace('monitoring'), { port: 'http' });
  }),
  'two Redis with one prefix': calling((web, chart) => {
    web.connectTo(new Redis(chart, 'redis'), { keys: ['web:*'], access: 'read-write' });
    web.connectTo(ExternalRedis.at('cache.example.com'));
  }),
  'a password in a URL': calling((web) => {
    web.connectTo(ExternalRedis.at('cache.example.com', { user: 'app:not-a-real-password' }));
    const db = { scheme: 'postgresql', port: 5432, database: 'shop?password=not-a-real-one' };
    web.connectTo(ExternalService.at('db.example.com', db), { as: 'DATABASE' });
    web.connectTo(ExternalRedis.at('app:not-a-real-password@cache.example.com'), { as: 'OTHER' });
  }),
  'a server with two users under one prefix': calling((web) => {
    const at = (user: string) => ExternalService.at('db.example.com', { scheme: 'postgresql', port: 5432, user });
    web.connectTo(at('reader'), { as: 'DATABASE' });
    web.connectTo(at('writer'), { as: 'DATABASE' });
  }),
  'schemes that are not encrypted': calling((web) => {
    const at = (scheme: string) => ExternalService.at('x.example.com', { scheme, port: 443 });
    web.connectTo(at('http'), { as: 'A' });
    web.connectTo(at('redis'), { as: 'B' });
    web.connectTo(at('postgresql://'), { as: 'C' });
  }),
  'a server of somebody else without a prefix': calling((web) =>
    web.connectTo(ExternalService.at('db.example.com', { scheme: 'postgresql', port: 5432 }), wrong({})),
  ),
  'an authority by a name of our own': calling((web) =>
    web.connectTo(ExternalRedis.at('cache.example.com', { ca: 'ca.crt' })),
  ),
  'places that contradict each other': calling((web) => {
    const db = { scheme: 'postgresql', port: 5432 };
    web.connectTo(ExternalService.at('postgres.db.svc', { ...db, namespace: 'data' }), { as: 'A' });
    web.connectTo(ExternalService.at('postgres.db', { ...db, namespace: 'db', cidr: '10.0.0.0/8' }), { as: 'B' });
    web.connectTo(ExternalService.at('db.example.com', { ...db, labels: { app: 'db' } }), { as: 'C' });
  }),
};
