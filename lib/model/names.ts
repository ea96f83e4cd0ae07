import type { Report } from './problem';

const LABEL = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
const FILE = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const HOST = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const LABEL_KEY = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

/**
 * Longest name of a workload: Kubernetes appends up to 11 characters for pods of a Deployment, and a controller's
 * revision label must still fit 63.
 */
const LONGEST = 52;

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

/** Reports a port that is no unprivileged TCP port. */
export function checkPort(port: number, prop: string, report: Report): boolean {
  const good = Number.isInteger(port) && port >= 1024 && port <= 65535;
  if (!good) report(prop, port, '1024 to 65535', 'listen on a higher port: a non-root process cannot bind lower ones');
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
  if (!LABEL_KEY.test(key) || !LABEL_VALUE.test(value))
    report(
      prop,
      `${key}=${value}`,
      'a Kubernetes label: at most 63 letters, digits, . _ - on either side',
      'shorten it',
    );
}

/** Reports an absolute path in a container that is not in its shortest form, or that a read-only root must not lose. */
export function checkContainerPath(path: string, prop: string, report: Report): boolean {
  const parts = path.split('/').slice(1);
  const plain =
    path.startsWith('/') && parts.every((part) => /^[A-Za-z0-9._-]+$/.test(part) && part !== '.' && part !== '..');
  const reserved = ['proc', 'sys', 'dev', 'etc', 'bin', 'sbin', 'lib', 'lib64', 'usr', 'run', 'secrets', 'config'];
  const good = plain && !(reserved.includes(parts[0] ?? '') && !path.startsWith('/usr/local/var/'));
  if (!good)
    report(
      prop,
      path,
      'an absolute path outside /etc, /usr, /bin, /lib, /run, /proc, /sys, /dev, /secrets, /config',
      'choose another folder, for instance /tmp or /data',
    );
  return good;
}
