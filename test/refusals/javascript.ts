import {
  Exceptions,
  ExternalService,
  HardenedApp,
  HardenedChart,
  Image,
  NodeCronJob,
  NodeJob,
  NodeService,
  NodeWorker,
  Peer,
  Redis,
  Sidecar,
  Workload,
} from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';

type Program = (app: HardenedApp) => void;

const image = Image.of(NODE_IMAGE);
const shop = (app: HardenedApp): HardenedChart => new HardenedChart(app, 'shop', { namespace: 'shop' });
const web = (app: HardenedApp, props: object = {}): NodeService =>
  new NodeService(shop(app), 'web', { image, port: 3000, ...props });
/** What the compiler would refuse, for programs in JavaScript. */
const untyped = <T>(value: unknown): T => value as T;

/** Calls without what they need, as a program in JavaScript may make them. */
export const refusedCalls: Readonly<Record<string, Program>> = {
  'a service without props': (app) => void new NodeService(shop(app), 'web', untyped(undefined)),
  'a worker without props': (app) => void new NodeWorker(shop(app), 'web', untyped(undefined)),
  'a job without props': (app) => void new NodeJob(shop(app), 'web', untyped(null)),
  'a cron job without props': (app) => void new NodeCronJob(shop(app), 'web', untyped(undefined)),
  'a workload with a text for props': (app) => void new Workload(shop(app), 'web', untyped('nginx')),
  'a Redis with a list for props': (app) => void new Redis(shop(app), 'redis', untyped([])),
  'a sidecar without props': (app) => void new Sidecar(web(app), 'log', untyped(undefined)),
  'a chart without props': (app) => void new HardenedChart(app, 'shop', untyped(undefined)),
  'an app without props': () => void new HardenedApp(untyped(undefined)),
  'an exception of nothing': () => void Exceptions.of(untyped(undefined)),
  'an image that is built without a name': (app) => void web(app, { image: Image.build('app', untyped(undefined)) }),
  'edges and doors without their options': (app) => {
    const service = web(app);
    service.connectTo(new Redis(service.node.scope as HardenedChart, 'redis'), untyped(undefined));
    service.connectTo(ExternalService.at('db.example.com', { scheme: 'postgresql', port: 5432 }), untyped(undefined));
    service.allowFrom(Peer.namespace('monitoring'), untyped(undefined));
    service.allowFrom(untyped('monitoring'), { port: 'http' });
    service.expose(untyped(undefined));
  },
  'a door whose options are of another form': (app) =>
    web(app).expose(untyped({ host: 'shop.example.com', from: 'ingress-nginx' })),
  'patches of Compose that are no JsonPatch': (app) => {
    const service = web(app);
    service.patchCompose(untyped({ op: 'add', path: '/init', value: true }));
    service.patchCompose(untyped([]));
  },
  'ports that are no whole number in their range': (app) =>
    void web(app, { port: '3000', ports: { metrics: 70_000, admin: undefined } }),
  'a port that is written wrong, told once': (app) =>
    void new NodeService(shop(app), 'web', untyped({ image, prot: 3000 })),
  'root, told by what is to be changed': (app) => void web(app, { user: 0 }),
};
