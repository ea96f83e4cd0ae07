import {
  Duration,
  HardenedChart,
  Image,
  InitContainer,
  NodeCronJob,
  NodeJob,
  NodeService,
  Redis,
  Sidecar,
  type HardenedApp,
} from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';

const image = Image.of(NODE_IMAGE);
const proxy = Image.of(`registry.example.com/test/proxy@sha256:${'5'.repeat(64)}`);
const done = ['node', 'migrate.js', '--check'];
const shop = (app: HardenedApp): HardenedChart => new HardenedChart(app, 'shop', { namespace: 'shop' });

const job = (props: object) => (app: HardenedApp) => void new NodeJob(shop(app), 'migrate', { image, ...props });
const cronJob = (props: object) => (app: HardenedApp) =>
  void new NodeCronJob(shop(app), 'report', { image, schedule: '0 3 * * *', ...props });

/** Jobs and cron jobs, and who comes after them. */
export const jobs: Readonly<Record<string, (app: HardenedApp) => void>> = {
  'a service after a job that does not say when it is done': (app) => {
    const chart = shop(app);
    new NodeService(chart, 'web', { image, port: 3000, after: [new NodeJob(chart, 'migrate', { image })] });
  },
  'after what is no job of the chart': (app) => {
    const chart = shop(app);
    const report = new NodeCronJob(chart, 'report', { image, schedule: '0 3 * * *' });
    const migrate = new NodeJob(chart, 'migrate', { image, done });
    const other = new NodeJob(new HardenedChart(app, 'other', { namespace: 'other' }), 'index', { image, done });
    const after = [report, new Redis(chart, 'redis'), migrate, migrate, other, 'migrate' as unknown as NodeJob];
    new NodeService(chart, 'web', { image, port: 3000, after });
  },
  'after a job that has a sidecar, or an init container that makes its files': (app) => {
    const chart = new HardenedChart(app, 'shop', {
      namespace: 'shop',
      targets: ['kubernetes'],
      kubernetesVersion: '1.30',
    });
    const writable = [{ path: '/srv/steps', size: '16Mi', medium: 'disk' }] as const;
    const owning = Image.of(NODE_IMAGE, { owner: { uid: 1000, gid: 1000 }, owns: ['/srv/steps'] });
    const migrate = new NodeJob(chart, 'migrate', { image, done });
    const index = new NodeJob(chart, 'index', { image: owning, done, writable });
    new NodeService(chart, 'web', { image, port: 3000, after: [migrate, index] });
    new Sidecar(migrate, 'proxy', { image: proxy, ports: { proxy: 5432 } });
    new InitContainer(index, 'steps', { image: proxy, shares: ['/srv/steps'] });
  },
  'users that the cluster assigns to who comes after a job, and not to the job': (app) => {
    const chart = shop(app);
    const after = [new NodeJob(chart, 'migrate', { image, done })];
    new NodeService(chart, 'web', { image, port: 3000, user: 'assigned', after });
  },
  'a job that needs who comes after it': (app) => {
    const chart = shop(app);
    const migrate = new NodeJob(chart, 'migrate', { image, done });
    const index = new NodeJob(chart, 'index', { image, done, after: [migrate] });
    const web = new NodeService(chart, 'web', { image, port: 3000, after: [index] });
    migrate.connectTo(web);
    index.connectTo(web, { start: 'any' });
  },
  'a schedule of a macro': cronJob({ schedule: '@daily' }),
  'a schedule with fields that are none': cronJob({ schedule: '60 3 * * sun-7' }),
  'a schedule that never comes': cronJob({ schedule: '0 0 31 4,6 *' }),
  'a time zone that is none, and a start that is never in time': cronJob({
    timeZone: 'europe/berlin',
    startWithin: Duration.seconds(5),
  }),
  'a cron job that says when it is done': cronJob({ done, keepFor: Duration.days(1) }),
  'a job with limits that are none': job({ retries: -1, deadline: Duration.millis(100), keepFor: 60, done: [] }),
  'a job with props of a service': job({ port: 3000, storage: { path: '/data', size: '1Gi' }, replicas: 2 }),
  'a job behind a door': (app) =>
    new NodeJob(shop(app), 'migrate', { image }).expose({
      host: 'shop.example.com',
      tls: 'shop-tls',
      from: { namespace: 'ingress' },
    }),
};
