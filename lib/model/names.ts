import type { Report } from './problem';

const LABEL = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
const FILE = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const HOST = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const LABEL_KEY =
  /^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

/**
 * Longest name of a workload: Kubernetes appends up to 11 characters for pods of a Deployment, and a controller's
 * revision label must still fit 63.
 */
const LONGEST = 52;

/** Folders that hold programs, devices or what the library mounts itself; whole top folders that hold others' data. */
const RESERVED =
  /^\/((proc|sys|dev|etc|bin|sbin|lib|lib32|lib64|libx32|usr|run|boot|root|secrets|config)(\/|$)|var\/run(\/|$)|(app|var|opt|home|srv|mnt|media)$)/;

/** Reports a name that is no DNS label: it becomes `metadata.name`, the Compose service and the DNS name in both targets. */
export function checkName(name: string, prop: string, report: Report): void {
  if (!LABEL.test(name) || name.length > LONGEST)
    report(
      prop,
      name,
      `a DNS label: lower case letters, digits and '-', first a letter, at most ${LONGEST} characters`,
      'rename it: the same name is used in Kubernetes, in Compose and in DNS',
    );
}

/** Reports the name of a namespace that Kubernetes does not take: a DNS label, which may begin with a digit. */
export function checkNamespace(name: string, prop: string, report: Report): void {
  if (typeof name !== 'string' || !/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) || name.length > 63)
    report(prop, name, "a DNS label: lower case letters, digits and '-', at most 63 characters", 'correct the name');
}

/** Reports the name of a Kubernetes object that is no DNS subdomain. */
export function checkObjectName(name: string, prop: string, report: Report): void {
  if (
    typeof name !== 'string' ||
    !/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(name) ||
    name.length > 253
  )
    report(
      prop,
      name,
      "a name of a Kubernetes object: lower case letters, digits, '-' and '.', at most 253 characters",
      'correct the name',
    );
}

/** Reports a key of a Kubernetes Secret that it does not take. */
export function checkSecretKey(key: string, prop: string, report: Report): void {
  if (typeof key !== 'string' || !/^[A-Za-z0-9._-]{1,253}$/.test(key) || /^\.\.?$/.test(key))
    report(prop, key, "letters, digits, '.', '_' and '-'", 'correct the key');
}

/** Reports a folder or file, relative to another, that is not plain: it becomes part of Dockerfiles and Compose files. */
export function checkRelativePath(path: string, prop: string, report: Report): void {
  if (typeof path !== 'string' || !/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/.test(path))
    report(prop, path, "a relative path of letters, digits, '.', '_', '-' and '/'", 'rename the folder or file');
}

/** Reports a port that is no unprivileged TCP port. */
export function checkPort(port: number, prop: string, report: Report): boolean {
  const good = Number.isInteger(port) && port >= 1024 && port <= 65535;
  const low = 'listen on a higher port: a non-root process cannot bind lower ones';
  const number = typeof port === 'string' && /^\d+$/.test(port) ? port : '3000';
  if (typeof port !== 'number')
    report(prop, port, 'a number from 1024 to 65535', `write it as a number, for instance ${number}`);
  else if (!good) report(prop, port, '1024 to 65535', port < 1024 ? low : 'choose a whole number in between');
  return good;
}

/** Reports a port name that Kubernetes does not take (an IANA service name). */
export function checkPortName(name: string, prop: string, report: Report): void {
  if (!LABEL.test(name) || name.length > 15 || name.includes('--'))
    report(prop, name, "lower case letters, digits and '-', first a letter, at most 15 characters", 'rename the port');
}

/** Reports a host that is no fully qualified DNS name. */
export function checkHost(host: string, prop: string, report: Report): void {
  if (!HOST.test(host) || host.length > 253)
    report(
      prop,
      host,
      "a DNS name such as 'shop.example.com', without wildcard, port or scheme",
      'write the host only',
    );
}

/** Reports a file name that is more than one plain path part. */
export function checkFileName(name: string, prop: string, report: Report): void {
  if (!FILE.test(name) || name.length > 100)
    report(prop, name, "letters, digits, '.', '_' and '-', no '/'", 'name the file only: the folder is fixed');
}

/** Reports an environment variable name that shells and Compose do not take. */
export function checkVariable(name: string, prop: string, report: Report): void {
  if (!VARIABLE.test(name)) report(prop, name, "letters, digits and '_', first no digit", 'rename the variable');
}

/** Reports a label that Kubernetes does not take. */
export function checkLabel(key: string, value: string, prop: string, report: Report): void {
  if (!LABEL_KEY.test(key) || key.length > 300 || typeof value !== 'string' || !LABEL_VALUE.test(value))
    report(
      prop,
      `${key}=${value}`,
      'a Kubernetes label: at most 63 letters, digits, . _ - on either side',
      'shorten it',
    );
}

/** Reports an annotation that Kubernetes does not take, or that is no text of a line. */
export function checkAnnotation(key: string, value: string, prop: string, report: Report): void {
  if (!LABEL_KEY.test(key) || key.length > 300)
    report(prop, key, 'the key of an annotation: at most 63 letters, digits, . _ - after a domain', 'correct the key');
  if (typeof value !== 'string' || /[\x00-\x1f\x7f]/.test(value) || value.length > 4096)
    report(prop, value, 'a text of one line, at most 4096 characters', 'shorten it');
}

/** Folders of the kernel and of programs, what the engine writes itself, and what loads code into every program. */
const NO_CONFIGURATION =
  /^\/((proc|sys|dev|run|boot|bin|sbin|lib|lib32|lib64|libx32|secrets|config)(\/|$)|usr\/(local\/)?(bin|sbin|lib\w*)\/|var\/run\/|etc\/(hosts|hostname|resolv\.conf|ld\.so\.[a-z.]+|passwd|group|shadow)$)/;

/** Whether a path is absolute and in its shortest form, in letters that need no quoting anywhere. */
const isPlainPath = (path: unknown): path is string =>
  typeof path === 'string' && /^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._-]+)+$/.test(path);

/** Reports a path in a container where no configuration file belongs; `folders` are written by the process itself. */
export function checkConfigPath(path: string, prop: string, folders: readonly string[], report: Report): void {
  if (!isPlainPath(path) || NO_CONFIGURATION.test(path))
    report(
      prop,
      path,
      'an absolute path of a file outside the folders of programs, of the kernel, of secrets and of /config',
      "for instance '/etc/nginx/conf.d/default.conf'; leave it out for /config/<name>",
    );
  const folder = folders.find((other) => path === other || path.startsWith(`${other}/`));
  if (folder !== undefined)
    report(prop, path, 'a path outside of writable folders', `choose another: the process writes to ${folder} itself`);
}

/** Reports a file that is not below one of the folders a process may write. */
export function checkWrittenFile(path: string, prop: string, folders: readonly string[], report: Report): void {
  if (!isPlainPath(path) || !folders.some((folder) => path.startsWith(`${folder}/`)))
    report(
      prop,
      path,
      `a file below a writable folder: ${folders.join(', ') || 'none'}`,
      "for instance '/tmp/alive', with '/tmp' among writable",
    );
}

/** Reports an absolute path in a container that is not in its shortest form, or that a read-only root must not lose. */
export function checkContainerPath(path: string, prop: string, report: Report): boolean {
  const parts = path.split('/').slice(1);
  const plain =
    path.startsWith('/') && parts.every((part) => /^[A-Za-z0-9._-]+$/.test(part) && part !== '.' && part !== '..');
  const good = plain && !RESERVED.test(path) && parts.length > 0;
  if (!good)
    report(
      prop,
      path,
      'an absolute path outside the folders of the system, of the program (/app), of secrets and of configuration',
      'choose another folder, for instance /tmp or /data',
    );
  return good;
}
