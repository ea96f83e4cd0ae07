import { judged, type Answer } from '../../engine/answers';
import { WORKLOADS, type Running, type Visits, type WorkloadName } from '../running';

const CAPABILITIES = ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'];

/** What the kernel says of a process: `/proc/<pid>/status`, name and value. */
type Status = ReadonlyMap<string, string>;

export const statusIn = (text: string): Status =>
  new Map(
    text
      .split('\n')
      .filter((line) => line.includes(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );

/** Of each process in the container, not of the first alone; one that ends meanwhile is no failure. */
const STATUS = 'for p in /proc/[0-9]*; do echo "@ $p"; cat $p/status 2>/dev/null; done; true';

async function eachProcess<W extends string>(running: Running<W>, workload: W): Promise<readonly Status[]> {
  const text = await running.shell(workload, STATUS);
  return (
    text
      .split(/^@ .*$/m)
      .map(statusIn)
      .filter((status) => status.has('Uid'))
      // the runtime itself, on its way to become a health check: it gives up what it has before it starts one
      .filter((status) => !status.get('Name')?.startsWith('runc:'))
  );
}

/** What is too much in the status of a process. */
export function tooMuch(status: Status): readonly string[] {
  const ids = `${status.get('Uid')} ${status.get('Gid')} ${status.get('Groups')}`.split(/\s+/);
  return [
    ...(ids.includes('0') ? [`root among ${ids.join(' ')}`] : []),
    ...CAPABILITIES.filter((set) => !/^0+$/.test(status.get(set) ?? '')).map((set) => `${set} is ${status.get(set)}`),
    ...(status.get('NoNewPrivs') === '1' ? [] : [`NoNewPrivs ${status.get('NoNewPrivs')}`]),
    ...(status.get('Seccomp') === '2' ? [] : [`Seccomp ${status.get('Seccomp')}`]),
  ];
}

/** Of every process in every container. */
export async function processesOf<W extends string>(running: Running<W>, workloads: readonly W[]): Promise<Answer> {
  const problems: string[] = [];
  const seen: string[] = [];
  for (const workload of workloads) {
    const all = await eachProcess(running, workload);
    if (all.length === 0) problems.push(`${workload}: no process is seen`);
    for (const status of all)
      problems.push(...tooMuch(status).map((what) => `${workload}, ${status.get('Name')}: ${what}`));
    seen.push(`${workload}: ${all.length} as ${all[0]?.get('Uid')?.split(/\s+/)[0]}`);
  }
  return judged(problems, seen.join('; '));
}

export const processes = (running: Visits): Promise<Answer> => processesOf(running, WORKLOADS);

/** What the program declares, and what every engine adds in memory. */
const WRITABLE: Readonly<Record<WorkloadName, readonly string[]>> = {
  redis: ['/data'],
  web1: ['/tmp'],
  web2: ['/tmp'],
  nginx: ['/tmp'],
};
const OF_THE_ENGINE = ['/dev/shm', '/dev/mqueue', '/dev/termination-log', '/etc/hosts', '/dev'];

/** Every folder of the image, not a few. */
const TRY = `find / -xdev -type d 2>/dev/null > /dev/shm/all; cut -d' ' -f2 /proc/1/mounts >> /dev/shm/all
while read d; do if [ -d "$d" ] && ( : > "$d/.try" ) 2>/dev/null; then echo "$d"; rm -f "$d/.try"; fi; done < /dev/shm/all
echo "tried $(wc -l < /dev/shm/all)"; rm -f /dev/shm/all`;

/** Of the declared folders, which each workload must be able to write. */
export async function writableOf<W extends string>(
  running: Running<W>,
  declaredOf: Readonly<Partial<Record<W, readonly string[]>>>,
): Promise<Answer> {
  const problems: string[] = [];
  const seen: string[] = [];
  for (const [workload, declared] of Object.entries(declaredOf) as [W, readonly string[]][]) {
    const lines = (await running.shell(workload, TRY)).trim().split('\n');
    const open = new Set(lines.slice(0, -1).filter((folder) => !OF_THE_ENGINE.includes(folder)));
    for (const folder of open)
      if (!declared.some((path) => folder === path || folder.startsWith(`${path}/`)))
        problems.push(`${workload}: a file can be made in ${folder}`);
    for (const path of declared) if (!open.has(path)) problems.push(`${workload}: no file can be made in ${path}`);
    seen.push(`${workload}: ${declared.join() || 'nothing'}, ${lines.at(-1)} folders`);
  }
  return judged(problems, seen.join('; '));
}

export const writable = (running: Visits): Promise<Answer> => writableOf(running, WRITABLE);

const SECRETS: Readonly<Record<WorkloadName, readonly string[]>> = {
  redis: ['ca.crt', 'health', 'reload', 'tls.crt', 'tls.key', 'users.acl'],
  web1: ['ca.crt', 'redis-auth', 'redis-ca.crt', 'tls.crt', 'tls.key'],
  web2: ['ca.crt', 'redis-auth', 'redis-ca.crt', 'tls.crt', 'tls.key'],
  nginx: ['web1-ca.crt', 'web2-ca.crt'],
};

/** The files of each workload, and that no two have the same password. */
export async function secretsOf<W extends string>(
  running: Running<W>,
  declaredOf: Readonly<Partial<Record<W, readonly string[]>>>,
): Promise<Answer> {
  const problems: string[] = [];
  const passwords: string[] = [];
  for (const [workload, declared] of Object.entries(declaredOf) as [W, readonly string[]][]) {
    const found = (await running.shell(workload, 'ls /secrets 2>/dev/null; true')).trim().split(/\s+/).sort();
    if (found.join() !== declared.join())
      problems.push(`${workload}: ${found.join() || 'none'}, and not ${declared.join() || 'none'}`);
    if (!declared.includes('redis-auth')) continue;
    // a digest, so that no value comes out of the container
    passwords.push((await running.shell(workload, 'sha256sum < /secrets/redis-auth | cut -c1-16')).trim());
  }
  if (new Set(passwords).size !== passwords.length) problems.push('two have the same password');
  const files = Object.values<readonly string[] | undefined>(declaredOf).flatMap((names) => names ?? []);
  return judged(problems, `${files.length} files, each where it belongs; ${passwords.length} passwords`);
}

export const ownSecrets = (running: Visits): Promise<Answer> => secretsOf(running, SECRETS);
