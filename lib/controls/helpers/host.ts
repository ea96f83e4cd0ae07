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

/** True for an item of `security_opt` that takes a container out of SELinux, or shows it all of /proc and /sys. */
export const opensHost = (option: unknown): boolean =>
  /^(?:label|systempaths)[=:]/.test(textOf(option)) &&
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
