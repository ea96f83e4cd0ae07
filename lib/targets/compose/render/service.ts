import { posix } from 'node:path';
import { readyCommand, STARTUP_PERIOD, type Health } from '../../../model/health';
import { imageText } from '../../../model/image';
import type { Project } from '../../../model/project';
import { handedOver, type Workload } from '../../../model/workload';
import { restartDigests } from '../../../model/restart-digests';
import { some } from '../../../model/some';
import { dependsOn } from './depends-on';
import { mounts, serviceUser } from './mounts';
import { connection } from './networks';
import { byteText, escapeDollars, exceptionBlock } from './text';
import type { Healthcheck, PublishedPort, Service } from './types';

/** The root of the program, seen from the Compose file at `deploy/compose/<chart>/`. */
const ROOT = '../../..';

/** A workload as a Compose service. */
export function service(project: Project, workload: Workload): Service {
  const { posture, health, resources, command, args, appArmor, seLinux } = workload;
  const user = serviceUser(workload);
  const options = [
    ...(posture.privilegeEscalation ? [] : ['no-new-privileges:true']),
    ...(posture.seccompUnconfined ? ['seccomp:unconfined'] : []),
    ...(appArmor === undefined ? [] : [`apparmor=${appArmor}`]),
    ...Object.entries(seLinux ?? {}).map(([key, value]) => `label=${key}:${value}`),
  ];
  const exceptions = exceptionBlock(workload.exceptions);
  const ports = published(project, workload);
  const waits = dependsOn(project, workload);
  return {
    profiles: isScheduled(project, workload) ? ['cron-jobs'] : undefined,
    ...image(workload),
    entrypoint: command?.map(escapeDollars),
    command: args?.map(escapeDollars),
    user: `${user.uid}:${user.gid}`,
    read_only: posture.writableRoot ? undefined : true,
    cap_drop: posture.defaultCapabilities ? undefined : ['ALL'],
    security_opt: some(options),
    ...environment(workload),
    ...mounts(project, workload),
    ...network(project, workload),
    ports: some(ports),
    depends_on: waits,
    healthcheck: health && healthcheck(health),
    restart: restart(workload),
    stop_grace_period: `${workload.stopGraceSeconds}s`,
    memswap_limit: byteText(resources.memoryBytes),
    deploy: {
      resources: {
        limits: {
          cpus: posture.noCpuLimit ? undefined : String(resources.cpuMilli / 1000),
          memory: byteText(resources.memoryBytes),
          pids: resources.pids,
        },
      },
    },
    logging: {
      driver: 'json-file',
      options: { 'max-size': byteText(workload.logs.maxBytes), 'max-file': String(workload.logs.maxFiles) },
    },
    labels: labels(project, workload),
    'x-hardened': exceptions,
  };
}

/** What the chart says of everything, and digests whose change makes `up` recreate the container. Compose has no annotations. */
function labels(project: Project, workload: Workload): Service['labels'] {
  const { labels: given, annotations } = project.settings;
  const all = { ...given, ...workload.labels, ...annotations };
  const escaped = Object.entries(all).map(([key, value]) => [key, escapeDollars(value)] as const);
  const digests = restartDigests(project, workload);
  return escaped.length > 0 ? { ...Object.fromEntries(escaped), ...digests } : digests;
}

/** A built image carries no digest: the builder refuses one, and without the policy the engine would ask a registry first. */
function image({ image: { reference, build } }: Workload): Pick<Service, 'image' | 'pull_policy' | 'build'> {
  if (!build) return { image: imageText(reference) };
  return {
    image: imageText({ ...reference, digest: undefined }),
    pull_policy: 'build',
    build: { context: posix.join(ROOT, build.context), dockerfile: build.dockerfile },
  };
}

/** A sidecar is on the network of its workload; an init container, which runs before it, has its own. */
const network = (project: Project, { kind, name, of }: Workload): Pick<Service, 'network_mode' | 'networks' | 'dns'> =>
  kind === 'sidecar' ? { network_mode: `service:${of ?? ''}` } : connection(project, name);

/** What is run by hand, with whatever belongs to it. */
function isScheduled({ workloads }: Project, { run, of }: Workload): boolean {
  const owner = of === undefined ? undefined : workloads.find(({ name }) => name === of);
  return (owner?.run ?? run)?.schedule !== undefined;
}

function environment(workload: Workload): Pick<Service, 'environment' | 'env_file'> {
  const literals = Object.fromEntries(workload.env.map(({ name, value }) => [name, escapeDollars(value)]));
  return {
    environment: workload.env.length > 0 ? literals : undefined,
    env_file: handedOver(workload).length > 0 ? [`./secrets/${workload.name}.env`] : undefined,
  };
}

const published = (project: Project, workload: Workload): readonly PublishedPort[] =>
  project.exposures
    .filter((exposure) => exposure.workload === workload.name)
    .map(({ port, address, published }) => ({
      target: port,
      host_ip: address,
      published: String(published),
      protocol: 'tcp',
    }));

/** What ends is started again only after it failed; who starts a cron job by hand sees for himself. */
function restart({ run, kind }: Workload): Service['restart'] {
  if (kind === 'init') return 'on-failure:3';
  if (!run) return 'unless-stopped';
  return run.schedule || run.retries === 0 ? 'no' : `on-failure:${run.retries}`;
}

const healthcheck = (health: Health): Healthcheck => ({
  test: ['CMD', ...readyCommand(health).map(escapeDollars)],
  interval: `${health.periodSeconds}s`,
  timeout: `${health.timeoutSeconds}s`,
  retries: health.failures,
  start_period: `${health.startupSeconds}s`,
  start_interval: `${STARTUP_PERIOD}s`,
});
