import {
  HardenedChart,
  Image,
  NodeCronJob,
  NodeJob,
  NodeService,
  Peer,
  Redis,
  type HardenedApp,
  type HardenedChartProps,
} from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';
import { BUILT } from './synthesize';

/** What tells the stages of the system apart. */
export interface Stage extends Pick<HardenedChartProps, 'dns' | 'targets' | 'owner'> {
  readonly host: string;
  /** First of the ports that Compose publishes. */
  readonly published: number;
  readonly replicas: number;
  /** Tag of the image of the job. */
  readonly migration: string;
}

/** The stages as they are at first. */
export const systemStages: Readonly<Record<string, Stage>> = {
  dev: { host: 'dev.example.com', published: 13000, replicas: 1, migration: '24-bookworm-slim' },
  test: { host: 'test.example.com', published: 14000, replicas: 1, migration: '24-bookworm-slim', owner: 'team-test' },
  prod: {
    host: 'shop.example.com',
    published: 15000,
    replicas: 2,
    migration: '24-bookworm-slim',
    dns: 'gke-cloud-dns',
  },
};

/** Six services, two Redis, two peers outside, a job that one service comes after, and a cron job. */
class System extends HardenedChart {
  constructor(app: HardenedApp, id: string, { host, published, replicas, migration, ...settings }: Stage) {
    super(app, id, { namespace: id, ...settings });
    const image = Image.of(NODE_IMAGE);
    const service = (name: string, port: number) => new NodeService(this, name, { image, port, replicas });
    const sessions = new Redis(this, 'sessions', { storage: '1Gi' });
    const queue = new Redis(this, 'queue', { storage: '1Gi', port: 6380 });
    const digest = NODE_IMAGE.slice(NODE_IMAGE.indexOf('@'));
    const migrate = new NodeJob(this, 'migrate', {
      image: Image.of(`node:${migration}${digest}`),
      args: ['migrate.js'],
      done: ['node', 'migrate.js', '--check'],
    });
    const web = service('web', 3000);
    const api = new NodeService(this, 'api', {
      image: Image.build('app', BUILT),
      port: 3001,
      ports: { metrics: 9464 },
      replicas,
      health: { ready: '/readyz' },
    });
    const basket = new NodeService(this, 'basket', { image, port: 3002, replicas, after: [migrate] });
    const search = service('search', 3003);
    const mailer = service('mailer', 3004);
    const admin = service('admin', 3005);
    const report = new NodeCronJob(this, 'report', { image, args: ['report.js'], schedule: '30 3 * * *' });

    web.connectTo(api);
    web.connectTo(basket);
    api.connectTo(search, { tls: 'none' });
    admin.connectTo(api);
    web.connectTo(sessions, { keys: ['session:*'], access: 'read-write' });
    api.connectTo(sessions, { keys: ['session:*'], access: 'read-only' });
    api.connectTo(queue, { keys: ['job:*'], access: 'queue', as: 'QUEUE' });
    basket.connectTo(sessions, { keys: ['basket:*'], access: 'read-write' });
    mailer.connectTo(queue, { keys: ['job:*'], access: 'queue', as: 'QUEUE' });
    migrate.connectTo(queue, { keys: ['job:*'], access: 'read-write', as: 'QUEUE' });
    report.connectTo(sessions, { keys: ['basket:*'], access: 'read-only' });
    api.connectTo(Peer.host('api.stripe.com', 443));
    mailer.connectTo(Peer.cidr('198.51.100.16/28', 587));
    api.allowFrom(Peer.namespace('monitoring'), { port: 'metrics' });
    web.expose({ host, tls: 'web-tls', from: { namespace: 'ingress' }, published });
    admin.expose({ host: `admin.${host}`, tls: 'admin-tls', from: { namespace: 'ingress' }, published: published + 1 });
  }
}

/** The system, one chart for each stage. */
export function system(app: HardenedApp, stages: Readonly<Record<string, Stage>> = systemStages): void {
  for (const [name, stage] of Object.entries(stages)) new System(app, `system-${name}`, stage);
}
