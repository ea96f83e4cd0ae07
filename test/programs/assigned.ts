import {
  Image,
  InitContainer,
  NodeCronJob,
  NodeJob,
  NodeService,
  Redis,
  Sidecar,
  Workload,
  type HardenedApp,
} from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';
import type { MakeChart } from '.';
import { BUILT } from './synthesize';

/** Real digests do not matter here: nobody pulls these. */
const pinned = (name: string): string => `registry.example.com/test/${name}@sha256:${'6'.repeat(64)}`;
const done = ['node', 'migrate.js', '--check'];

/**
 * Users that the cluster assigns: to a whole chart, with data, a job, an init container and a sidecar, one of them with a
 * number of its own for Compose; then to one workload beside others with numbers.
 */
export function assigned(app: HardenedApp, make: MakeChart): void {
  const chart = make(app, 'assigned', { namespace: 'assigned', user: 'assigned' });
  const redis = new Redis(chart, 'redis', { storage: '1Gi' });
  const migrate = new NodeJob(chart, 'migrate', { image: Image.of(NODE_IMAGE), done });
  const web = new NodeService(chart, 'web', {
    image: Image.build('app', BUILT),
    port: 3000,
    health: { live: '/livez' },
    user: { uid: 20401, gid: 20402 },
    writable: [{ path: '/var/cache/web', size: '32Mi', medium: 'disk' }],
    secrets: [{ name: 'web-token' }],
    after: [migrate],
  });
  new InitContainer(web, 'assets', {
    image: Image.of(pinned('assets'), { owner: { uid: 101, gid: 101 }, owns: ['/var/cache/web'] }),
    secrets: [{ name: 'assets-key' }],
    shares: ['/var/cache/web'],
  });
  new Sidecar(web, 'exporter', { image: Image.of(pinned('exporter')), ports: { metrics: 9121 }, user: 20501 });
  const report = new NodeCronJob(chart, 'report', { image: Image.of(NODE_IMAGE), schedule: '0 3 * * *' });
  web.connectTo(redis, { keys: ['web:*'], access: 'read-write' });
  migrate.connectTo(redis, { keys: ['schema'], access: 'read-write' });
  report.connectTo(redis, { keys: ['web:*'], access: 'read-only' });

  const partly = make(app, 'partly', { namespace: { name: 'partly', owned: false } });
  const search = new Workload(partly, 'search', {
    image: Image.of(pinned('search'), { owner: { uid: 1000, gid: 1000 }, owns: ['/data'] }),
    ports: { http: 9200 },
    storage: { path: '/data', size: '1Gi' },
    user: 'assigned',
  });
  new Sidecar(search, 'exporter', { image: Image.of(pinned('exporter')), ports: { metrics: 9121 } });
  new NodeService(partly, 'api', { image: Image.of(NODE_IMAGE), port: 3000 }).connectTo(search, { tls: 'none' });
}
