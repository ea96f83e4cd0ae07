import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  diskBytes,
  type ConfigFile,
  type EnvVariable,
  type NamedPort,
  type Resources,
  type SecretUse,
  type Storage,
  type Workload,
  type WritablePath,
} from '../model/workload';
import type { UserIds, WorkloadImage } from '../model/image';
import {
  checkContainerPath,
  checkFileName,
  checkLabel,
  checkObjectName,
  checkPort,
  checkPortName,
  checkSecretKey,
  checkVariable,
} from '../model/names';
import { bytesText, MEBIBYTE, parseCpu } from '../model/quantities';
import { looksLikeCredential } from '../model/credential';
import { said, type Report } from '../model/problem';
import { userOf } from '../model/user-ids';
import { isText, readMapping, readTexts } from './shape';
import { readCount, readSeconds, readSize } from './units';
import type { ConfigSource, SecretProps, StorageProps, WorkloadProps, WritableProps } from './workload-props';

/** What a construct decides where its props say nothing. */
export interface WorkloadDefaults {
  readonly memoryBytes: number;
  /** Least memory the process runs in, memory-backed folders not counted. */
  readonly leastMemoryBytes: number;
  readonly cpuMilli: number;
  readonly leastPids: number;
}

/** Named ports: each a valid number and name, no number twice. */
export function readPorts(
  main: NamedPort,
  further: Readonly<Record<string, number>>,
  report: Report,
): readonly NamedPort[] {
  const ports = [main, ...Object.entries(further).map(([name, number]) => ({ name, number }))];
  ports.forEach(({ name, number }, index) => {
    const prop = index === 0 ? 'port' : `ports.${name}`;
    if (index > 0) checkPortName(name, prop, report);
    if (checkPort(number, prop, report) && ports.findIndex((port) => port.number === number) < index)
      report(prop, number, 'a port of its own', `port ${number} is taken: choose another`);
    if (ports.findIndex((port) => port.name === name) < index)
      report(prop, name, 'a name of its own', `'${name}' names the main port: choose another`);
  });
  return ports;
}

/** Switches off the checks of certificates, or loads code before the program. */
const UNSAFE = new Set(['NODE_TLS_REJECT_UNAUTHORIZED', 'LD_PRELOAD', 'LD_AUDIT', 'LD_LIBRARY_PATH']);

/** Literal environment, by name. A text that looks like a credential is refused, and never repeated in the message. */
export function readEnv(
  env: Readonly<Record<string, string>>,
  taken: readonly EnvVariable[],
  report: Report,
): readonly EnvVariable[] {
  taken.forEach(({ name }, index) => {
    if (taken.findIndex((variable) => variable.name === name) < index)
      report(
        `env.${name}`,
        name,
        'each variable once',
        'the construct sets it itself, or two secrets name it: rename one',
      );
  });
  const given = Object.entries(env).filter(([name, value]) => isText(value, `env.${name}`, report));
  for (const [name, value] of given) {
    checkVariable(name, `env.${name}`, report);
    if (UNSAFE.has(name))
      report(`env.${name}`, name, 'variables that weaken neither TLS nor the program itself', 'remove it');
    if (taken.some((variable) => variable.name === name))
      report(
        `env.${name}`,
        name,
        'a variable that the construct does not set itself',
        'remove it, or use the prop that sets it',
      );
    const kind = looksLikeCredential(value);
    if (kind !== undefined)
      report(
        `env.${name}`,
        said(`a value that looks like ${kind} (not shown)`),
        'no credentials in env',
        'use secrets: the value stays in a file outside the output',
      );
  }
  const all = [...taken, ...given.map(([name, value]) => ({ name, value }))];
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Configuration files with their content. */
export function readFiles(
  files: Readonly<Record<string, ConfigSource>>,
  root: string,
  report: Report,
): readonly ConfigFile[] {
  return Object.entries(files).map(([name, source]) => {
    checkFileName(name, `files.${name}`, report);
    if (typeof source !== 'object' || source === null || !('text' in source || 'path' in source)) {
      report(`files.${name}`, source, '{ text } or { path }', "for instance { path: 'config/app.json' }");
      return { name, content: '' };
    }
    const content =
      'text' in source ? source.text : readConfig(join(root, source.path), `files.${name}`, source.path, report);
    const kind = looksLikeCredential(content);
    if (kind !== undefined)
      report(
        `files.${name}`,
        said(`content that looks like ${kind} (not shown)`),
        'no credentials in configuration files',
        'use secrets',
      );
    return { name, content };
  });
}

function readConfig(file: string, prop: string, path: string, report: Report): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    report(prop, path, "a readable file, relative to the program's root", 'create it, or correct the path');
    return '';
  }
}

/** Secrets that somebody else makes. */
export function readSecrets(secrets: readonly SecretProps[], report: Report): readonly SecretUse[] {
  secrets.forEach(({ name, kubernetes, fileVariable, valueVariable }, index) => {
    if (kubernetes !== undefined) {
      checkObjectName(kubernetes.secret, `secrets[${index}].kubernetes.secret`, report);
      checkSecretKey(kubernetes.key, `secrets[${index}].kubernetes.key`, report);
    }
    checkFileName(name, `secrets[${index}].name`, report);
    if (fileVariable !== undefined) checkVariable(fileVariable, `secrets[${index}].fileVariable`, report);
    if (valueVariable !== undefined) checkVariable(valueVariable, `secrets[${index}].valueVariable`, report);
    if (secrets.findIndex((secret) => secret.name === name) < index)
      report(`secrets[${index}].name`, name, 'each name once', 'remove the second one');
  });
  return secrets.map(({ name, kubernetes, valueVariable, fileVariable }) => ({
    file: name,
    source: name,
    kubernetes: kubernetes ?? { secret: name.toLowerCase().replace(/[^a-z0-9-]/g, '-'), key: name },
    fileVariable,
    valueVariable,
  }));
}

/** Writable folders: none inside another. */
export function readWritable(
  writable: readonly WritableProps[],
  others: readonly string[],
  report: Report,
): readonly WritablePath[] {
  return writable.map(({ path, size, medium = 'memory' }, index): WritablePath => {
    const prop = `writable[${index}]`;
    checkContainerPath(path, `${prop}.path`, report);
    const before = [...others, ...writable.slice(0, index).map((earlier) => earlier.path)];
    const met = before.find((other) => other === path || path.startsWith(`${other}/`) || other.startsWith(`${path}/`));
    if (met !== undefined)
      report(`${prop}.path`, path, 'folders that do not overlap', `it overlaps ${met}: keep one of them`);
    if (medium !== 'memory' && medium !== 'disk') report(`${prop}.medium`, medium, 'memory | disk', 'choose one');
    return { path, bytes: readSize(size, `${prop}.size`, MEBIBYTE, 4096, report), medium };
  });
}

/** Storage that outlives the container. */
export function readStorage({ path, size }: StorageProps, report: Report): Storage {
  checkContainerPath(path, 'storage.path', report);
  return { path, bytes: readSize(size, 'storage.size', 1024 * MEBIBYTE, MEBIBYTE, report) };
}

/** Limits of the container. */
export function readResources(
  props: WorkloadProps,
  writable: readonly WritablePath[],
  defaults: WorkloadDefaults,
  report: Report,
): Resources {
  const inMemory = writable.reduce((sum, path) => sum + (path.medium === 'memory' ? path.bytes : 0), 0);
  const memoryBytes = readSize(
    props.memory,
    'memory',
    Math.max(defaults.memoryBytes, defaults.leastMemoryBytes + inMemory),
    4096,
    report,
  );
  const left = memoryBytes - inMemory;
  if (left < defaults.leastMemoryBytes)
    report(
      'memory',
      bytesText(memoryBytes),
      `at least ${bytesText(defaults.leastMemoryBytes + inMemory)}: ${bytesText(defaults.leastMemoryBytes)} for the process and ${bytesText(inMemory)} for folders in memory`,
      'give it more, or move folders to disk',
    );
  const cpuMilli = (props.cpu === undefined ? undefined : parseCpu(props.cpu, 'cpu', report)) ?? defaults.cpuMilli;
  const asked = props.cpuRequest === undefined ? undefined : parseCpu(props.cpuRequest, 'cpuRequest', report);
  if (asked !== undefined && asked > cpuMilli) report('cpuRequest', props.cpuRequest, 'no more than cpu', 'lower it');
  const ephemeral = 64 * MEBIBYTE + diskBytes(writable);
  return {
    cpuMilli,
    cpuRequestMilli: asked ?? Math.min(100, cpuMilli),
    memoryBytes,
    ephemeralBytes: readSize(
      props.ephemeralStorage,
      'ephemeralStorage',
      ephemeral,
      diskBytes(writable) + MEBIBYTE,
      report,
    ),
    pids: readCount(props.pids, 'pids', Math.max(100, defaults.leastPids), [defaults.leastPids, 100_000], report),
  };
}

/** The user a workload runs as. */
export function readUser(user: WorkloadProps['user'], image: WorkloadImage, report: Report): UserIds {
  if (user === undefined) return userOf(image.reference.name);
  const ids = typeof user === 'number' ? { uid: user, gid: user } : user;
  const isId = (id: number): boolean => Number.isInteger(id) && id >= 0 && id <= 4_294_967_294;
  if (!isId(ids.uid) || !isId(ids.gid)) report('user', user, 'a whole number, or { uid, gid }', 'for instance 10001');
  return ids;
}

/** What is left of the common props. */
export const readRest = (
  props: WorkloadProps,
  report: Report,
): Pick<Workload, 'stopGraceSeconds' | 'logs' | 'labels' | 'command' | 'args'> => {
  for (const [key, value] of Object.entries(readMapping(props.labels, 'labels', report))) {
    checkLabel(key, value, `labels.${key}`, report);
    if (/^(app\.kubernetes\.io\/(name|part-of|managed-by)$|cdk8s-hardened\/)/.test(key))
      report(`labels.${key}`, key, 'labels that the library does not set itself', 'remove it: selectors depend on it');
  }
  return {
    stopGraceSeconds: readSeconds(props.stopGrace, 'stopGrace', 30, [5, 3600], report),
    logs: {
      maxBytes: readSize(props.logMaxSize, 'logMaxSize', 10 * MEBIBYTE, 4096, report),
      maxFiles: readCount(props.logMaxFiles, 'logMaxFiles', 3, [1, 100], report),
    },
    labels: { ...props.labels },
    command: readTexts(props.command, 'command', report),
    args: readTexts(props.args, 'args', report),
  };
};

/** Reports data on disk at a path that nobody can own: Compose keeps the owner that the image gave the path. */
export function checkOwnership(workload: Pick<Workload, 'image' | 'storage' | 'writable'>, report: Report): void {
  if (workload.image.build) return;
  const paths = [
    ...(workload.storage ? [workload.storage.path] : []),
    ...workload.writable.filter(({ medium }) => medium === 'disk').map(({ path }) => path),
  ];
  for (const path of paths)
    if (!workload.image.owner || !workload.image.owns.includes(path))
      report(
        'image',
        said(`${workload.image.reference.name} with data at ${path}`),
        'an image whose user owns that path',
        `say so: Image.of(…, { owner: { uid, gid }, owns: ['${path}'] })`,
      );
}
