import { Duration, Image, NodeCronJob, NodeJob, NodeService, Peer, Redis, type HardenedApp } from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';
import type { MakeChart } from '.';
import { BUILT } from './synthesize';

/**
 * A migration before the service that needs it, a second one after the first, and a cron job: each way to come after a
 * job, with another image and user, with the same one, with and without secrets, files and connections.
 */
export function jobs(app: HardenedApp, make: MakeChart): void {
  const chart = make(app, 'jobs', { namespace: 'jobs' });
  const redis = new Redis(chart, 'redis', { storage: '1Gi' });
  const migrate = new NodeJob(chart, 'migrate', {
    image: Image.build('app', { ...BUILT, name: 'registry.example.com/test/migrate', main: 'migrate.js' }),
    args: ['migrate.js', '--to', '$(VERSION)'],
    env: { VERSION: '7' },
    files: { 'steps.json': { text: '["users"]\n' } },
    secrets: [{ name: 'seed', fileVariable: 'SEED_FILE' }],
    writable: [{ path: '/var/cache/migrate', size: '32Mi', medium: 'disk' }],
    retries: 5,
    deadline: Duration.minutes(20),
    keepFor: Duration.hours(2),
    done: ['node', 'migrate.js', '--check', 'costs $5', '$(VERSION)'],
  });
  const index = new NodeJob(chart, 'index', {
    image: Image.of(NODE_IMAGE),
    retries: 0,
    done: ['node', 'index.js', 'done'],
    after: [migrate],
  });
  const api = new NodeService(chart, 'api', {
    image: Image.build('app', BUILT),
    port: 8080,
    health: { ready: '/readyz' },
    after: [migrate, index],
  });
  const ledger = new NodeService(chart, 'ledger', { image: Image.of(NODE_IMAGE), port: 8082 });
  new NodeService(chart, 'web', { image: Image.of(NODE_IMAGE), port: 8081, after: [index] });
  const report = new NodeCronJob(chart, 'report', {
    image: Image.of(NODE_IMAGE),
    args: ['report.js'],
    schedule: '30 3 * * mon-fri',
    timeZone: 'Europe/Berlin',
    startWithin: Duration.minutes(30),
    after: [migrate],
  });
  index.connectTo(ledger);
  migrate.connectTo(Peer.host('updates.example.com', 443));
  migrate.connectTo(Peer.namespace('vault'), { port: 8200 });
  report.connectTo(Peer.host('updates.example.com', 443));
  migrate.connectTo(redis, { keys: ['schema:*', 'user:*'], access: 'read-write' });
  api.connectTo(redis, { keys: ['user:*'], access: 'read-write' });
  report.connectTo(redis, { keys: ['user:*'], access: 'read-only', start: 'any' });
}
