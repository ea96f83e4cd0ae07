import { Duration, HardenedChart, Image, NodeService, NodeWorker, Workload } from 'cdk8s-hardened';
import type { AnyImageProps, HardenedApp, NodeServiceProps, NodeWorkerProps } from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';

type Refused = (app: HardenedApp, root: string) => void;

const shop = (app: HardenedApp): HardenedChart => new HardenedChart(app, 'shop', { namespace: 'shop' });
const image = Image.of(NODE_IMAGE);
const untyped = <T>(value: unknown): T => value as T;

const any =
  (props: Partial<AnyImageProps>): Refused =>
  (app) =>
    void new Workload(shop(app), 'proxy', { image, ports: { http: 8080 }, ...props });

const worker =
  (props: Partial<NodeWorkerProps>): Refused =>
  (app) =>
    void new NodeWorker(shop(app), 'worker', { image, health: { file: '/tmp/alive' }, ...props });

const service =
  (props: Partial<NodeServiceProps>): Refused =>
  (app) =>
    void new NodeService(shop(app), 'web', { image, port: 3000, ...props });

/** Programs with images of any kind, workers and scales that are refused. */
export const workloadRefusals: Readonly<Record<string, Refused>> = {
  'any image: HTTP without anything to ask with': any({ health: { live: '/healthz' } }),
  'any image: a client that nobody knows': any({ health: { client: untyped('httpie'), live: '/healthz' } }),
  'any image: no port and no question': any({ ports: {} }),
  'any image: a question to a port where there is none': any({ ports: {}, health: { live: '/healthz' } }),
  'any image: a privileged port': any({ ports: { http: 80 } }),
  'any image: a door without a port': (app) =>
    new Workload(shop(app), 'proxy', { image, health: { exec: ['check'] } }).expose({
      host: 'shop.example.com',
      tls: 'shop-tls',
      from: { namespace: 'ingress' },
    }),
  'any image: data at a path that nobody owns': any({ storage: { path: '/var/lib/search', size: '1Gi' } }),
  'any image: a drain delay longer than the grace': any({
    stopGrace: Duration.seconds(10),
    drainDelay: Duration.seconds(9),
  }),
  'a command that is no program, and NUL where the kernel ends a text': any({
    command: ['', 'serve'],
    args: ['--name', 'a\0b'],
    env: { NAME: 'a\0b' },
  }),
  'an empty command': any({ command: [] }),
  'a configuration file in place of a program': any({ files: { node: { text: '', at: '/usr/bin/node' } } }),
  'a configuration file in place of the users': any({ files: { passwd: { text: '', at: '/etc/passwd' } } }),
  'a configuration file at a relative path': any({ files: { 'a.conf': { text: '', at: 'etc/a.conf' } } }),
  'a configuration file in a writable folder': any({
    writable: [{ path: '/tmp', size: '16Mi' }],
    files: { 'a.conf': { text: '', at: '/tmp/a.conf' } },
  }),
  'two configuration files at one path': any({
    files: { 'a.conf': { text: '', at: '/etc/a.conf' }, 'b.conf': { text: '', at: '/etc/a.conf' } },
  }),
  'a worker without a question': worker({ health: untyped(undefined) }),
  'a worker that is not asked': worker({ health: 'none' }),
  'a heartbeat where nothing can be written': worker({ health: { file: '/alive' } }),
  'a heartbeat of half a second': worker({ health: { file: '/tmp/alive', maxAge: Duration.millis(500) } }),
  'a scale below one': worker({ scale: { min: 0, max: 3, cpu: 80 } }),
  'a scale that is upside down': service({ scale: { min: 5, max: 3, cpu: 80 } }),
  'a scale by more than all of the processor': service({ scale: { min: 1, max: 3, cpu: 200 } }),
  'a scale without its numbers': service({ scale: untyped({ max: 3 }) }),
  'a scale and replicas': service({ scale: { min: 1, max: 3, cpu: 80 }, replicas: 2 }),
  'a scale with storage': (app) =>
    void new NodeWorker(shop(app), 'worker', {
      image: Image.of(NODE_IMAGE, { owner: { uid: 1000, gid: 1000 }, owns: ['/home/node'] }),
      health: { exec: ['node', 'health.js'] },
      storage: { path: '/home/node', size: '1Gi' },
      scale: { min: 1, max: 2, cpu: 80 },
    }),
  'a spread that is none': service({ spread: untyped('racks') }),
  'an AppArmor profile before Kubernetes has a field for it': service({ appArmor: 'shop-web' }),
  'AppArmor switched off by its name': (app) =>
    void new NodeService(new HardenedChart(app, 'shop', { namespace: 'shop', kubernetesVersion: '1.30' }), 'web', {
      image,
      port: 3000,
      appArmor: 'unconfined',
    }),
  'a type of SELinux that may do everything': service({ seLinux: { type: untyped('spc_t'), level: 'high' } }),
  'a priority of the cluster itself': service({ priority: 'system-cluster-critical' }),
};
