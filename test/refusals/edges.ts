import {
  Duration,
  HardenedChart,
  Image,
  NodeService,
  NodeWorker,
  Workload,
  type HardenedApp,
  type WorkloadConnectionProps,
} from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';

type Refused = (app: HardenedApp) => void;
type Service = (
  name: string,
  port: number,
  more?: Partial<ConstructorParameters<typeof NodeService>[2]>,
) => NodeService;

/** A chart with services made by name. */
const shop = (app: HardenedApp): Service => {
  const chart = new HardenedChart(app, 'shop', { namespace: 'shop' });
  return (name, port, more = {}) => new NodeService(chart, name, { image: Image.of(NODE_IMAGE), port, ...more });
};

/** `web` connected to `api`, which has a second port, with these props. */
const connected =
  (...each: readonly (WorkloadConnectionProps | undefined)[]): Refused =>
  (app) => {
    const service = shop(app);
    const web = service('web', 3000);
    const api = service('api', 3001, { ports: { admin: 9000 } });
    for (const props of each) web.connectTo(api, props);
  };

/** Something the compiler refuses too, for programs in JavaScript. */
const untyped = <T>(value: unknown): T => value as T;

/** Refused connections between workloads that are no Redis. */
export const edges: Readonly<Record<string, Refused>> = {
  'a service on a port that is not there': connected({ port: 'metrics' }),
  'TLS that nobody knows': connected({ tls: untyped('mesh') }),
  'a service by the same port twice': connected({}, { as: 'AGAIN' }),
  'a service by two ports under one prefix': connected({}, { port: 'admin' }),
  'a callee whose name makes no prefix': (app) => {
    const service = shop(app);
    service('web', 3000).connectTo(service('pictures-and-their-thumbnails-api', 3001));
  },
  'a port with TLS for one caller and without for another': (app) => {
    const service = shop(app);
    const api = service('api', 3001);
    service('web', 3000).connectTo(api);
    service('jobs', 3002).connectTo(api, { tls: 'none' });
  },
  'two services that wait for each other': (app) => {
    const service = shop(app);
    const [a, b] = [service('a', 3000), service('b', 3001)];
    a.connectTo(b);
    b.connectTo(a);
  },
  'a door to a port with TLS, without a word to its controller': (app) => {
    const service = shop(app);
    const api = service('api', 3001);
    service('web', 3000).connectTo(api);
    api.expose({ host: 'shop.example.com', tls: 'shop-tls', from: { namespace: 'ingress' } });
  },
  'a door that speaks TLS to a port without': (app) =>
    shop(app)('web', 3000).expose({
      host: 'shop.example.com',
      tls: 'shop-tls',
      from: { namespace: 'ingress' },
      backend: 'ingress-nginx',
    }),
  'a door through a Gateway to a port with TLS': (app) => {
    const service = shop(app);
    const api = service('api', 3001);
    service('web', 3000).connectTo(api);
    api.expose({ host: 'shop.example.com', gateway: { name: 'public', listener: 'https' }, from: { namespace: 'gw' } });
  },
  'a Gateway without a listener, and what an Ingress has': (app) =>
    shop(app)('web', 3000).expose(
      untyped({
        host: 'shop.example.com',
        gateway: { name: 'Public', namespace: 'a/b' },
        from: { namespace: 'gw' },
        tls: 'shop-tls',
        className: 'nginx',
        annotations: { 'example.com/a': 'b' },
        backend: 'ingress-nginx',
      }),
    ),
  'a controller that nobody knows': (app) =>
    shop(app)('web', 3000).expose({
      host: 'shop.example.com',
      tls: 'shop-tls',
      from: { namespace: 'ingress' },
      backend: untyped('traefik'),
    }),
  'a client that cannot check a certificate': (app) => {
    const service = shop(app);
    const api = new Workload(service('web', 3000).node.scope as HardenedChart, 'api', {
      image: Image.of(NODE_IMAGE),
      ports: { http: 3001 },
      health: { client: 'wget', live: { tcp: 'http' }, ready: '/readyz' },
    });
    service('jobs', 3002).connectTo(api);
  },
  'a workload without ports': (app) => {
    const service = shop(app);
    const web = service('web', 3000);
    web.connectTo(
      new NodeWorker(web.node.scope as HardenedChart, 'jobs', {
        image: Image.of(NODE_IMAGE),
        health: { file: '/tmp/alive', maxAge: Duration.seconds(30) },
      }),
    );
  },
  'a secret under the name of a server key': (app) => {
    const service = shop(app);
    service('web', 3000).connectTo(service('api', 3001, { secrets: [{ name: 'tls.key' }] }));
  },
  'a variable that names the certificate': (app) => {
    const service = shop(app);
    service('web', 3000).connectTo(service('api', 3001, { env: { TLS_CERT_FILE: '/config/own.crt' } }));
  },
};
