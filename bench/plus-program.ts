import { App, Chart, Duration, Size } from 'cdk8s';
import * as plus from 'cdk8s-plus-27';
import { SERVICES_PER_REDIS, image } from './shape';

/**
 * What somebody writes with cdk8s-plus-27 for the same services by hand: the Kubernetes half only, with the limits, probes
 * and policies that its props have. The disruption budget is an object of its lowest level.
 */
export function plusProgram(outdir: string, count: number): App {
  const app = new App({ outdir });
  const chart = new Chart(app, 'bench', { namespace: 'bench' });
  let redis: plus.StatefulSet | undefined;
  for (let index = 0; index < count; index++) {
    if (index % SERVICES_PER_REDIS === 0 || redis === undefined) redis = redisOf(chart, index / SERVICES_PER_REDIS);
    serviceOf(chart, index, redis);
  }
  return app;
}

const confined = (user: number) =>
  ({
    serviceAccount: undefined,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    isolate: false,
    terminationGracePeriod: Duration.seconds(30),
    securityContext: { ensureNonRoot: true, user, group: user, fsGroup: user },
  }) as const;

const bounded = (mebibytes: number) => ({
  cpu: { request: plus.Cpu.millis(100), limit: plus.Cpu.millis(1000) },
  memory: { request: Size.mebibytes(mebibytes), limit: Size.mebibytes(mebibytes) },
  // It refuses anything but whole gibibytes here.
  ephemeralStorage: { request: Size.gibibytes(1), limit: Size.gibibytes(1) },
});

function serviceOf(chart: Chart, index: number, redis: plus.StatefulSet): void {
  const name = `service-${index}`;
  const serviceAccount = new plus.ServiceAccount(chart, `${name}-account`, { automountToken: false });
  const deployment = new plus.Deployment(chart, name, { ...confined(62588), serviceAccount, replicas: 2 });
  const secrets = plus.Secret.fromSecretName(chart, `${name}-secret`, `${name}.redis`);
  const secretVolume = plus.Volume.fromSecret(chart, `${name}-secrets`, secrets, { defaultMode: 0o440 });
  const temporary = plus.Volume.fromEmptyDir(chart, `${name}-tmp`, 'tmp', {
    medium: plus.EmptyDirMedium.MEMORY,
    sizeLimit: Size.mebibytes(64),
  });
  const probe = (path: string) => plus.Probe.fromHttpGet(path, { port: 5010, periodSeconds: Duration.seconds(10) });
  deployment.addContainer({
    name,
    image,
    imagePullPolicy: plus.ImagePullPolicy.ALWAYS,
    ports: [
      { name: 'http', number: 5010 },
      { name: 'metrics', number: 9464 },
    ],
    envVariables: {
      NODE_OPTIONS: plus.EnvValue.fromValue('--max-old-space-size=192'),
      PORT: plus.EnvValue.fromValue('5010'),
      METRICS_PORT: plus.EnvValue.fromValue('9464'),
      REDIS_URL: plus.EnvValue.fromValue(`rediss://${name}@${redis.name}:6379`),
      REDIS_AUTH_FILE: plus.EnvValue.fromValue('/secrets/redis-auth'),
      REDIS_CA_FILE: plus.EnvValue.fromValue('/secrets/redis-ca.crt'),
      TMPDIR: plus.EnvValue.fromValue('/tmp'),
    },
    resources: bounded(256),
    securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false },
    startup: probe('/readyz'),
    liveness: probe('/livez'),
    readiness: probe('/readyz'),
    volumeMounts: [
      { path: '/secrets', volume: secretVolume, readOnly: true },
      { path: '/tmp', volume: temporary },
    ],
  });
  deployment.exposeViaService({ ports: [{ name: 'http', port: 5010 }] });
  const policy = new plus.NetworkPolicy(chart, `${name}-policy`, { selector: deployment });
  policy.addEgressRule(redis, [plus.NetworkPolicyPort.tcp(6379)]);
  policy.addIngressRule(plus.Namespaces.select(chart, `${name}-monitoring`, { names: ['monitoring'] }), [
    plus.NetworkPolicyPort.tcp(9464),
  ]);
  new plus.k8s.KubePodDisruptionBudget(chart, `${name}-budget`, {
    spec: {
      maxUnavailable: plus.k8s.IntOrString.fromNumber(1),
      selector: { matchLabels: { [plus.Pod.ADDRESS_LABEL]: name } },
    },
  });
}

function redisOf(chart: Chart, index: number): plus.StatefulSet {
  const name = `redis-${index}`;
  const serviceAccount = new plus.ServiceAccount(chart, `${name}-account`, { automountToken: false });
  const service = new plus.Service(chart, `${name}-service`, { ports: [{ name: 'redis', port: 6379 }] });
  const config = new plus.ConfigMap(chart, `${name}-config`, {
    data: { 'redis.conf': 'port 0\ntls-port 6379\naclfile /secrets/users.acl\ndir /data\nappendonly yes\n' },
  });
  const set = new plus.StatefulSet(chart, name, { ...confined(31691), serviceAccount, service, replicas: 1 });
  const secrets = plus.Secret.fromSecretName(chart, `${name}-secret`, `${name}.server`);
  const ping = plus.Probe.fromCommand(['sh', '-c', 'redis-cli --tls ping | grep -qx PONG']);
  set.addContainer({
    name,
    image,
    args: ['/config/redis.conf'],
    command: ['redis-server'],
    ports: [{ name: 'redis', number: 6379 }],
    resources: bounded(256),
    securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false },
    startup: ping,
    liveness: ping,
    readiness: ping,
    volumeMounts: [
      { path: '/config', volume: plus.Volume.fromConfigMap(chart, `${name}-files`, config), readOnly: true },
      { path: '/secrets', volume: plus.Volume.fromSecret(chart, `${name}-secrets`, secrets), readOnly: true },
    ],
  });
  new plus.NetworkPolicy(chart, `${name}-policy`, { selector: set });
  return set;
}
