import type { UserIds, WorkloadImage } from '../model/image';
import { checkLabel, checkPort, checkPortName } from '../model/names';
import type { Report } from '../model/problem';
import { MEBIBYTE } from '../model/quantities';
import type { Settings } from '../model/settings';
import { userOf } from '../model/user-ids';
import type { NamedPort, Workload } from '../model/workload';
import { readConfinement } from './read-confinement';
import { readCommandLine, readMapping, readWords } from './shape';
import { readCount, readSeconds, readSize } from './units';
import type { WorkloadProps } from './workload-props';

/** Named ports, the main one first where there is one: each a valid number and name, no number twice. */
export function readPorts(
  main: NamedPort | undefined,
  further: Readonly<Record<string, number>>,
  report: Report,
): readonly NamedPort[] {
  const ports = [...(main ? [main] : []), ...Object.entries(further).map(([name, number]) => ({ name, number }))];
  ports.forEach(({ name, number }, index) => {
    const isMain = main !== undefined && index === 0;
    const prop = isMain ? 'port' : `ports.${name}`;
    if (!isMain) checkPortName(name, prop, report);
    if (checkPort(number, prop, report) && ports.findIndex((port) => port.number === number) < index)
      report(prop, number, 'a port of its own', `port ${number} is taken: choose another`);
    if (ports.findIndex((port) => port.name === name) < index)
      report(prop, name, 'a name of its own', `'${name}' names the main port: choose another`);
  });
  return ports;
}

/** The user a workload runs as, and whether Kubernetes assigns another. */
export const readUser = (
  given: WorkloadProps['user'],
  image: WorkloadImage,
  { assigned }: Pick<Settings, 'assigned'>,
  report: Report,
): Pick<Workload, 'user' | 'assigned'> => ({
  user: readIds(given, image, report),
  assigned: assigned || given === 'assigned',
});

function readIds(user: WorkloadProps['user'], image: WorkloadImage, report: Report): UserIds {
  if (user === undefined || user === 'assigned') return userOf(image.reference.name);
  const ids = typeof user === 'number' ? { uid: user, gid: user } : user;
  const isId = (id: number): boolean => Number.isInteger(id) && id >= 0 && id <= 4_294_967_294;
  if (!isId(ids.uid) || !isId(ids.gid))
    report('user', user, "a whole number, { uid, gid }, or 'assigned'", 'for instance 10001');
  return ids;
}

/** What is left of the common props. */
export const readRest = (
  props: WorkloadProps,
  report: Report,
): Pick<Workload, 'stopGraceSeconds' | 'logs' | 'labels' | 'command' | 'args' | 'appArmor' | 'seLinux'> => {
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
    ...readConfinement(props, report),
    command: readCommandLine(
      props.command,
      'command',
      "command: ['node', 'server.js']; leave it out for the command of the image",
      report,
    ),
    args: readWords(props.args, 'args', report),
  };
};
