import { imageText } from '../../../model/image';
import { bytesText, cpuText } from '../../../model/quantities';
import type { Project } from '../../../model/project';
import { handedOver, type Workload } from '../../../model/workload';
import { some } from '../../../model/some';
import { escapeDollars } from './escape';
import { probes } from './probes';
import type { Container, ContainerSecurityContext, EnvVar, PreStop } from './types';
import type { Mounted } from './volumes';

/** The container of a workload. */
export function container(project: Project, workload: Workload, { mounts }: Mounted): Container {
  const { image, command, args, ports, health } = workload;
  const env = environment(workload);
  return {
    name: workload.name,
    image: imageText(image.reference),
    imagePullPolicy: 'Always',
    command: command?.map(escapeDollars),
    args: args?.map(escapeDollars),
    ports: some(ports.map(({ name, number }) => ({ name, containerPort: number, protocol: 'TCP' as const }))),
    env: some(env),
    securityContext: securityContext(workload),
    resources: resources(workload),
    ...(health ? probes(health) : {}),
    lifecycle: drained(project, workload),
    volumeMounts: some(mounts),
  };
}

/** Literals by name, then values from Secrets where an exception permits them. */
function environment(workload: Workload): readonly EnvVar[] {
  const literals = workload.env.map(({ name, value, kubernetes }): EnvVar => ({
    name,
    value: escapeDollars(kubernetes ?? value),
  }));
  const values = handedOver(workload).map(({ kubernetes, valueVariable }): EnvVar => ({
    name: valueVariable,
    valueFrom: { secretKeyRef: { name: kubernetes.secret, key: kubernetes.key } },
  }));
  return [...literals, ...values];
}

/** A load balancer goes on sending until it has noticed a stop: the signal waits for that. */
function drained({ kubernetesMinor }: Project, workload: Workload): { readonly preStop: PreStop } | undefined {
  const { drainsBySleep, drainSeconds: seconds } = workload;
  if (!drainsBySleep || seconds === 0) return undefined;
  const native = kubernetesMinor >= NATIVE_SLEEP;
  return { preStop: native ? { sleep: { seconds } } : { exec: { command: ['sleep', String(seconds)] } } };
}

/** The minor release that sleeps by itself; before it, the image needs a `sleep`. */
const NATIVE_SLEEP = 30;

const securityContext = ({ posture, appArmor, seLinux }: Workload): ContainerSecurityContext => ({
  allowPrivilegeEscalation: posture.privilegeEscalation,
  capabilities: posture.defaultCapabilities ? undefined : { drop: ['ALL'] },
  readOnlyRootFilesystem: !posture.writableRoot,
  appArmorProfile: appArmor === undefined ? undefined : { type: 'Localhost', localhostProfile: appArmor },
  seLinuxOptions: seLinux,
});

function resources({ resources, posture }: Workload): Container['resources'] {
  const same = { memory: bytesText(resources.memoryBytes), 'ephemeral-storage': bytesText(resources.ephemeralBytes) };
  return {
    requests: { cpu: cpuText(resources.cpuRequestMilli), ...same },
    limits: { cpu: posture.noCpuLimit ? undefined : cpuText(resources.cpuMilli), ...same },
  };
}
