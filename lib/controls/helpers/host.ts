import { posix } from 'node:path';
import type { At } from '../at';
import type { Miss } from '../control';
import { isSet, textOf, wrong } from './places';

/** Settings of the kernel that concern the container alone, by Pod Security of every supported Kubernetes. */
const ownSettings: readonly string[] = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports',
];

/** True for a setting of the kernel that no container but its own notices. */
export const isOwnSetting = (name: unknown): boolean => ownSettings.some((own) => own === name);

/** Kinds of volumes that bring nothing of the node and name no storage system: those of Pod Security's restricted level. */
const ownVolumes: readonly string[] = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** Misses of the volumes of a pod: kinds that are the node's, or that the node reaches by itself. */
export const volumeMisses = (volumes: At): readonly Miss[] =>
  volumes
    .list()
    .flatMap((volume) => volume.entries())
    .filter(([kind, at]) => kind !== 'name' && !ownVolumes.includes(kind) && isSet(at))
    .map(([, at]) => unwanted(at));

/**
 * Misses of what the node asks a container: with a host it asks somebody else, from the network of the node, which no
 * policy of the pod restricts.
 */
export const askingMisses = (container: At): readonly Miss[] =>
  [
    ...['startupProbe', 'livenessProbe', 'readinessProbe'].map((name) => container.at(name)),
    ...['postStart', 'preStop'].map((name) => container.at('lifecycle', name)),
  ]
    .flatMap((question) => [question.at('httpGet', 'host'), question.at('tcpSocket', 'host')])
    .filter((host) => isSet(host) && host.value !== '')
    .map((host) => wrong(host, 'nothing', 'remove it: the pod itself is asked'));

/** Types of SELinux that are those of a container. */
const containerTypes: readonly unknown[] = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

/** Misses of the SELinux options of a pod or container: what takes it out of its confinement. */
export const selinuxMisses = (options: At): readonly Miss[] => [
  ...[options.at('type')]
    .filter((type) => isSet(type) && !containerTypes.includes(type.value))
    .map((type) => wrong(type, 'container_t', 'leave it out')),
  ...[options.at('user'), options.at('role')]
    .filter((at) => isSet(at) && at.value !== '')
    .map((at) => wrong(at, 'nothing', 'leave it out')),
];

/**
 * True for an item of `security_opt` that takes a container out of SELinux, shows it all of /proc and /sys, or that no
 * control knows: what others judge are its profiles and no-new-privileges.
 */
export const opensHost = (option: unknown): boolean =>
  !/^(?:no-new-privileges|seccomp|apparmor)(?:[=:]|$)/.test(textOf(option)) &&
  !/^label[=:](?:level:.*|type:container(?:_init|_kvm)?_t)$/.test(textOf(option));

/** Misses of the places where something stands at all. */
export const setMisses = (...some: readonly At[]): readonly Miss[] =>
  some.filter((at) => isSet(at) && at.value !== false && at.value !== '' && !isEmpty(at.value)).map(unwanted);

/** A miss where nothing should stand. */
export const unwanted = (at: At): Miss => wrong(at, 'nothing', 'remove it');

/** True for a path below the folder of the project: neither absolute nor above it, nor known only to a shell. */
export function isOfProject(path: string): boolean {
  const plain = posix.normalize(path);
  return !/^[/~\\]|^[A-Za-z]:[\\/]|\$/.test(path) && !/^\.\.?\/*$|^\.\.\//.test(plain);
}

/** True for the folder where the secrets of every service of a project are. */
export const isOfSecrets = (path: string): boolean => /^secrets(?:\/|$)/.test(posix.normalize(path));

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
