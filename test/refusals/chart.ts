import { ApiObject } from 'cdk8s';
import {
  Exceptions,
  HardenedChart,
  Image,
  NodeService,
  type HardenedApp,
  type HardenedChartProps,
  type NodeServiceProps,
} from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';

const image = Image.of(NODE_IMAGE);
const untyped = <T>(value: unknown): T => value as T;

/** A chart with these props and one service. */
const chart =
  (props: Partial<HardenedChartProps>) =>
  (app: HardenedApp): void =>
    void new NodeService(new HardenedChart(app, 'shop', { namespace: 'shop', ...props }), 'web', { image, port: 3000 });

const built = Image.build('app', { name: 'registry.example.com/test/app', tag: '1.0.0' });
const reason = 'not pushed yet, it runs on laptops';

/** A service with these props. */
const service =
  (props: Partial<NodeServiceProps>) =>
  (app: HardenedApp): void =>
    void new NodeService(new HardenedChart(app, 'shop', { namespace: 'shop' }), 'web', { image, port: 3000, ...props });

/** Programs whose chart says what it may not. */
export const refusedCharts: Readonly<Record<string, (app: HardenedApp) => void>> = {
  'no output at all': chart({ targets: [] }),
  'an output that does not exist': chart({ targets: untyped(['kubernetes', 'swarm']) }),
  'one output twice': chart({ targets: ['compose', 'compose'] }),
  'a Kubernetes object in a chart that is not for Kubernetes': (app) => {
    const compose = new HardenedChart(app, 'shop', { namespace: 'shop', targets: ['compose'] });
    new ApiObject(compose, 'job', { apiVersion: 'batch/v1', kind: 'Job' });
  },
  'pull secrets with wrong names': chart({ imagePullSecrets: ['My_Registry', 'registry', 'registry'] }),
  'a storage class with a wrong name': chart({ storageClass: 'Fast!' }),
  'a node selector that is no label': chart({ nodeSelector: { 'pool name': 'shop' } }),
  'a toleration of everything': chart({ tolerations: [{ key: '' }] }),
  'tolerations that contradict themselves': chart({
    tolerations: [
      { key: 'dedicated', operator: 'Exists', value: 'shop' },
      { key: 'dedicated', effect: untyped('NoRun') },
      { key: 'dedicated', effect: 'NoSchedule', tolerationSeconds: 60 },
    ],
  }),
  'a priority of the cluster itself': chart({ priority: 'system-node-critical' }),
  'one number for all users': chart({ user: untyped(10001) }),
  'a resolver nobody knows': chart({ dns: untyped('coredns') }),
  'a resolver that is half of the internet': chart({ dns: { cidr: '128.0.0.0/1' } }),
  'a resolver without a length': chart({ dns: { cidr: '10.0.0.10' } }),
  'a resolver with wrong labels and ports': chart({
    dns: { namespace: 'DNS', labels: { 'k8s app': 'dns' }, ports: [53, 0] },
  }),
  'a development that is no setting': chart({ development: untyped('yes') }),
  'a development without sources': service({ development: true }),
  'a development of what Node does not run': service({ image: built, command: ['sh', '-c'], development: true }),
  'two inspectors on one port': (app) => {
    for (const id of ['dev', 'test']) {
      const stage = new HardenedChart(app, id, { namespace: id, development: true });
      Exceptions.of(new NodeService(stage, 'web', { image: built, port: 3000 })).allow('pinned-image', { reason });
    }
  },
  'an inspector on the port of a door': (app) => {
    const dev = new HardenedChart(app, 'dev', { namespace: 'dev', development: { inspector: 3000 } });
    const web = new NodeService(dev, 'web', { image: built, port: 3000 });
    web.expose({ host: 'dev.example.com', tls: 'web-tls', from: { namespace: 'ingress' } });
    Exceptions.of(web).allow('pinned-image', { reason });
  },
  'annotations of a door that are none of its own': (app) => {
    const web = new NodeService(new HardenedChart(app, 'shop', { namespace: 'shop' }), 'web', { image, port: 3000 });
    web.expose({
      host: 'shop.example.com',
      tls: 'shop-tls',
      from: { namespace: 'ingress' },
      annotations: {
        'nginx.ingress.kubernetes.io/configuration-snippet': 'more_clear_headers Server;',
        'nginx.ingress.kubernetes.io/backend-protocol': 'HTTP',
        'not a key': 'x',
      },
    });
  },
  'a label of the library': chart({ labels: { 'app.kubernetes.io/name': 'web' } }),
  'a label that the cluster acts on': chart({ labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } }),
  'an annotation with a line break': chart({ annotations: { note: 'one\ntwo' } }),
  'an annotation with a credential': chart({ annotations: { db: 'postgres://shop:hunter2@db/shop' } }),
  'an annotation called like a label': chart({ labels: { team: 'shop' }, annotations: { team: 'shop' } }),
  'an owner of two lines': chart({ owner: 'team shop\nand others' }),
};
