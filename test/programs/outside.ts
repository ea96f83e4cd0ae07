import { ExternalRedis, ExternalService, Image, NodeService, Peer, Redis, type HardenedApp } from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';
import type { MakeChart } from '.';

/** Every kind of peer: hosts, blocks, namespaces, servers of somebody else; and services that have none of them. */
export function outside(app: HardenedApp, make: MakeChart): void {
  const chart = make(app, 'outside', { namespace: 'outside' });
  const image = Image.of(NODE_IMAGE);
  const sessions = new Redis(chart, 'sessions');

  const web = new NodeService(chart, 'web', { image, port: 3000, ports: { metrics: 9464 } });
  web.connectTo(sessions, { keys: ['web:*'], access: 'read-write' });
  web.connectTo(Peer.host('api.stripe.com', 443));
  web.connectTo(Peer.host('hooks.example.com', 443));
  const cache = ExternalRedis.at('cache.example.com', { port: 6380, user: 'app', ca: 'provider-ca.crt' });
  web.connectTo(cache, { as: 'CACHE' });
  web.allowFrom(Peer.namespace('monitoring', { labels: { app: 'prometheus' } }), { port: 'metrics' });
  web.allowFrom(Peer.namespace('admin'), { port: 'metrics' });
  web.expose({ host: 'web.example.com', tls: 'web-tls', from: { namespace: 'ingress' } });

  const worker = new NodeService(chart, 'worker', { image, port: 3001 });
  worker.connectTo(Peer.cidr('203.0.113.0/24', 8443));
  worker.connectTo(Peer.cidr('10.20.0.0/16', 5432));
  worker.connectTo(Peer.cidr('2001:db8:5::/48', 8443));

  const reports = new NodeService(chart, 'reports', { image, port: 3002 });
  const postgres = ExternalService.at('postgres.db.svc', {
    scheme: 'postgresql',
    port: 5432,
    user: 'reports',
    database: 'shop',
    ca: 'db-ca.crt',
    namespace: 'db',
    labels: { app: 'postgres', tier: 'primary' },
  });
  reports.connectTo(postgres, { as: 'DATABASE' });
  reports.connectTo(Peer.namespace('db'), { port: 9187 });
  reports.connectTo(Peer.namespace('tracing', { labels: { app: 'collector' } }), { port: 4318 });

  const mailer = new NodeService(chart, 'mailer', { image, port: 3003 });
  mailer.connectTo(ExternalRedis.at('queue.example.com', { cidr: '198.51.100.16/28' }));
  const search = ExternalService.at('search.search.svc.cluster.local', {
    scheme: 'https',
    port: 9200,
    user: 'mailer',
    namespace: 'search',
    composeHost: 'search.example.com',
  });
  mailer.connectTo(search, { as: 'SEARCH' });

  const quiet = new NodeService(chart, 'quiet', { image, port: 3004 });
  quiet.connectTo(sessions, { keys: ['quiet:*'], access: 'read-only' });
}
