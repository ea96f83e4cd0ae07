import {
  ExternalRedis,
  ExternalService,
  HardenedApp,
  HardenedChart,
  Image,
  InitContainer,
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

const image = Image.of(NODE_IMAGE);
const shop = (app: HardenedApp, props: object = {}): HardenedChart =>
  new HardenedChart(app, 'shop', { namespace: 'shop', ...props });
/** What the compiler would refuse, for programs in JavaScript. */
const untyped = <T>(value: object): T => value as T;
const web = (chart: HardenedChart, props: object = {}): NodeService =>
  new NodeService(chart, 'web', { image, port: 3000, ...props });

/** A class whose own props go to ours, with nothing taken out. */
class TeamService extends NodeService {}

/** Names that no prop has, in programs in JavaScript. */
export const refusedNames: Readonly<Record<string, (app: HardenedApp) => void>> = {
  'names that are near props of a service': (app) =>
    void web(shop(app), { replica: 3, stop_grace: undefined, StopGrace: '30s', memroy: '64Mi', team: 'shop' }),
  'names that are near props, in a subclass': (app) =>
    void new TeamService(shop(app), 'web', untyped({ image, port: 3000, replica: 3, secret: 'web', Memory: '64Mi' })),
  'names that are near props of a worker, a job and a cron job': (app) => {
    const chart = shop(app);
    new NodeWorker(chart, 'mails', untyped({ image, health: { file: '/tmp/alive' }, enviroment: {}, envs: {} }));
    new NodeJob(chart, 'migrate', untyped({ image, dead_line: 30, Done: ['node', 'check.js'] }));
    new NodeCronJob(chart, 'reports', untyped({ image, schedule: '0 * * * *', timezone: 'Europe/Berlin' }));
  },
  'names that are near props of any workload': (app) =>
    void new Workload(shop(app), 'web', untyped({ image, port: 8080, health: { exec: ['true'] } })),
  'names that are near props of a Redis': (app) =>
    void new Redis(shop(app), 'redis', untyped({ persistent: 'aof', evicton: 'noeviction' })),
  'names that are near props of what runs beside a workload': (app) => {
    const owner = web(shop(app));
    new InitContainer(owner, 'assets', untyped({ image, share: ['/tmp'] }));
    new Sidecar(owner, 'proxy', untyped({ image, port: 8443, health: { exec: ['true'] } }));
  },
  'names that are near props of a chart': (app) =>
    void shop(app, { label: { tier: 'web' }, networks: undefined, network: 'per-edge', stage: 'prod' }),
  'names that are near props of an app': () =>
    void new HardenedApp(untyped({ root: '/srv', yamlOutputtype: 1, outputFileExtention: '.yml' })),
  'unknown names in objects among the props': (app) => {
    const chart = shop(app, {
      namespace: { name: 'shop', owned: true, own: true },
      dns: { cidr: '169.254.20.10/32', port: 53 },
      tolerations: [{ key: 'batch', opertor: 'Exists' }],
    });
    web(chart, {
      health: { liveness: '/livez', live: { http: '/livez', ports: 'http' }, interval: '10s' },
      writable: [{ path: '/var/cache', size: '8Mi', mode: '0700' }],
      secrets: [{ name: 'key', kubernetes: { name: 'api', secret: 'api', key: 'key' }, env: 'API_KEY' }],
      files: { 'app.json': { text: '{}', mode: '0400' } },
      seLinux: { level: 's0', user: 'system_u' },
      development: { port: 9229 },
    });
    new NodeWorker(
      chart,
      'mails',
      untyped({ image, health: { file: '/tmp/a' }, scale: { min: 1, max: 2, memory: 80 } }),
    );
  },
  'unknown names in the options of edges': (app) => {
    const chart = shop(app);
    const api = new NodeService(chart, 'api', { image, port: 3001 });
    const redis = new Redis(chart, 'redis');
    const caller = web(chart);
    caller.connectTo(redis, untyped({ key: ['web:*'], keys: ['web:*'], access: 'read-only', channel: ['news:*'] }));
    caller.connectTo(api, untyped({ ports: 'http', TLS: 'none' }));
    caller.connectTo(ExternalRedis.at('cache.example.com', untyped({ tls: false })), untyped({ prefix: 'CACHE' }));
    const database = { scheme: 'postgresql', port: 5432, databas: 'shop', password: 'hunter2' };
    caller.connectTo(ExternalService.at('db.example.com', database), { as: 'DATABASE' });
    caller.connectTo(
      Peer.namespace('data', untyped({ label: { app: 'db' } })),
      untyped({ port: 5432, protocol: 'UDP' }),
    );
    caller.connectTo(Peer.host('api.example.com', 443, untyped({ cidrs: ['192.0.2.0/24'] })));
  },
  'unknown names in the options of doors': (app) => {
    const chart = shop(app);
    web(chart).expose(
      untyped({ host: 'web.example.com', tls: 'web', from: { namespace: 'ingress', pod: 'a' }, path: '/' }),
    );
    const api = new NodeService(chart, 'api', { image, port: 3001 });
    api.allowFrom(Peer.namespace('monitoring', untyped({ pods: 'a' })), untyped({ port: 'http', protocol: 'TCP' }));
    const gateway = { name: 'public', listener: 'https', section: 'https' };
    api.expose({ host: 'api.example.com', from: { namespace: 'gateways' }, gateway });
  },
};
