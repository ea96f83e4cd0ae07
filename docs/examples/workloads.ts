import {
  Duration,
  ExternalService,
  Image,
  InitContainer,
  NodeCronJob,
  NodeJob,
  NodeService,
  NodeWorker,
  Peer,
  Redis,
  Sidecar,
  Size,
  Workload,
  type AfterProps,
  type AnyImageProps,
  type BuildProps,
  type ClientHealthProps,
  type CommandHealthProps,
  type Companion,
  type CompanionProps,
  type ConfigSource,
  type HardenedChart,
  type HardenedWorkload,
  type HealthCheckProps,
  type HealthProps,
  type HealthTimesProps,
  type HeartbeatProps,
  type ImageFacts,
  type InitContainerProps,
  type NodeCronJobProps,
  type NodeJobProps,
  type NodeServiceProps,
  type NodeWorkerProps,
  type RedisProps,
  type ReplicaProps,
  type RunProps,
  type ScaleProps,
  type SecretProps,
  type SidecarProps,
  type SeLinuxProps,
  type SizeLike,
  type StorageProps,
  type UserIds,
  type WorkloadProps,
  type WritableProps,
} from 'cdk8s-hardened';

const half: SizeLike = Size.mebibytes(512);
const user: UserIds = { uid: 20001, gid: 20001 };
const seLinux: SeLinuxProps = { level: 's0:c123,c456' };
const built: BuildProps = { name: 'registry.example.com/shop/api', tag: '1.4.0' };
const facts: ImageFacts = { owner: { uid: 999, gid: 999 }, owns: ['/var/lib/search'] };

const settings: ConfigSource = { text: '{ "level": "info" }\n', at: '/app/settings.json' };
const key: SecretProps = { name: 'stripe-key', fileVariable: 'STRIPE_KEY_FILE' };
const uploads: WritableProps = { path: '/app/uploads', size: '256Mi', medium: 'disk' };
const index: StorageProps = { path: '/var/lib/search', size: Size.gibibytes(5) };

/** What several workloads of a company have in common. */
const common: WorkloadProps = {
  memory: half,
  user,
  seLinux,
  files: { 'settings.json': settings },
  secrets: [key],
  writable: [uploads],
};
const scale: ScaleProps = { min: 2, max: 8, cpu: 70 };
const replicas: ReplicaProps = { scale, spread: 'both', priority: 'customer-facing' };

const times: HealthTimesProps = { period: Duration.seconds(5), failures: 4, startupTime: Duration.minutes(2) };
const ready: HealthCheckProps = { http: '/readyz', port: 'http' };
const health: HealthProps = { ...times, live: '/livez', ready };
const byClient: ClientHealthProps = { live: '/healthz', client: 'wget' };
const byCommand: CommandHealthProps = { exec: ['/usr/local/bin/check'] };
const heartbeat: HeartbeatProps = { file: '/tmp/alive', maxAge: Duration.seconds(45) };

/** From the same folder, but with neither port nor health check: another image, under a name of its own. */
const jobs: BuildProps = { name: 'registry.example.com/shop/api-jobs', tag: '1.4.0' };
const once: RunProps = { image: Image.build('api', jobs), args: ['/app/migrate.js'], retries: 5 };

const companion: CompanionProps = { image: Image.locked('registry.example.com/shop/assets:2.0.0'), memory: half };
const assets: InitContainerProps = { ...companion, args: ['--fetch'] };
const exporter: SidecarProps = {
  image: Image.locked('registry.example.com/redis-exporter:1.80.0'),
  ports: { metrics: 9121 },
};

/** Whether a container ends before its workload starts. */
export const endsFirst = (one: InitContainer | Sidecar): boolean => one.base.kind === 'init';

/** Adds the workloads of a shop to a chart. */
export function addWorkloads(chart: HardenedChart): HardenedWorkload {
  const job: NodeJobProps = { ...once, done: ['node', '/app/is-migrated.js'] };
  const migration = new NodeJob(chart, 'migration', job);
  migration.connectTo(ExternalService.at('db.example.com', { scheme: 'postgresql', port: 5432, user: 'app' }), {
    as: 'DB',
  });
  const after: AfterProps = { after: [migration] };

  const service: NodeServiceProps = {
    ...common,
    ...replicas,
    ...after,
    image: Image.build('api', built),
    port: 3000,
    health,
  };
  const api = new NodeService(chart, 'api', service);
  api.connectTo(Peer.host('api.stripe.com', 443));

  const worker: NodeWorkerProps = { image: Image.locked('registry.example.com/shop/worker:2.0.0'), health: heartbeat };
  new NodeWorker(chart, 'mailer', worker);
  const nightly: NodeCronJobProps = { ...once, schedule: '15 3 * * *' };
  new NodeCronJob(chart, 'report', nightly);

  const search: AnyImageProps = {
    image: Image.locked('registry.example.com/search:7.1', facts),
    ports: { http: 9200 },
    storage: index,
    health: byCommand,
  };
  new Workload(chart, 'search', search);
  new Workload(chart, 'proxy', {
    image: Image.locked('registry.example.com/proxy:1.2'),
    ports: { http: 8080 },
    health: byClient,
  });
  const cache: RedisProps = { memory: '128Mi', eviction: 'allkeys-lfu' };
  new Sidecar(new Redis(chart, 'cache', cache), 'exporter', exporter);
  const beside: Companion[] = [new InitContainer(api, 'assets', assets)];
  for (const { base } of beside) console.log(`${base.of} waits for ${base.name}`);
  return api;
}
