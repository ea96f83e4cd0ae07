import { judged, type Answer } from '../../engine/answers';
import { WORKLOADS, type Running, type WorkloadName } from '../running';

const CAPABILITIES = ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'];

/** Of each process in the container, not of the first alone. */
const STATUS = 'for p in /proc/[0-9]*; do echo "@ $p"; cat $p/status 2>/dev/null; done';

async function eachProcess(running: Running, workload: WorkloadName): Promise<readonly ReadonlyMap<string, string>[]> {
  const text = await running.shell(workload, STATUS);
  return (
    text
      .split(/^@ .*$/m)
      .map(
        (part) =>
          new Map(
            part
              .split('\n')
              .filter((line) => line.includes(':'))
              .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
          ),
      )
      .filter((status) => status.has('Uid'))
      // the runtime itself, on its way to become a health check: it gives up what it has before it starts one
      .filter((status) => !status.get('Name')?.startsWith('runc:'))
  );
}

export async function processes(running: Running): Promise<Answer> {
  const problems: string[] = [];
  const seen: string[] = [];
  for (const workload of WORKLOADS) {
    const all = await eachProcess(running, workload);
    const name = (status: ReadonlyMap<string, string>): string => `${workload}, ${status.get('Name')}`;
    if (all.length === 0) problems.push(`${workload}: no process is seen`);
    for (const status of all) {
      const ids = `${status.get('Uid')} ${status.get('Gid')} ${status.get('Groups')}`.split(/\s+/);
      if (ids.includes('0')) problems.push(`${name(status)}: root among ${ids.join(' ')}`);
      for (const set of CAPABILITIES)
        if (!/^0+$/.test(status.get(set) ?? '')) problems.push(`${name(status)}: ${set} is ${status.get(set)}`);
      if (status.get('NoNewPrivs') !== '1') problems.push(`${name(status)}: NoNewPrivs ${status.get('NoNewPrivs')}`);
      if (status.get('Seccomp') !== '2') problems.push(`${name(status)}: Seccomp ${status.get('Seccomp')}`);
    }
    seen.push(`${workload}: ${all.length} as ${all[0]?.get('Uid')?.split(/\s+/)[0]}`);
  }
  return judged(problems, seen.join('; '));
}

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

export async function writable(running: Running): Promise<Answer> {
  const problems: string[] = [];
  const seen: string[] = [];
  for (const workload of WORKLOADS) {
    const lines = (await running.shell(workload, TRY)).trim().split('\n');
    const open = new Set(lines.slice(0, -1).filter((folder) => !OF_THE_ENGINE.includes(folder)));
    const declared = WRITABLE[workload];
    for (const folder of open)
      if (!declared.some((path) => folder === path || folder.startsWith(`${path}/`)))
        problems.push(`${workload}: a file can be made in ${folder}`);
    for (const path of declared) if (!open.has(path)) problems.push(`${workload}: no file can be made in ${path}`);
    seen.push(`${workload}: ${[...declared].join()}, ${lines.at(-1)} folders`);
  }
  return judged(problems, seen.join('; '));
}

const SECRETS: Readonly<Record<WorkloadName, readonly string[]>> = {
  redis: ['ca.crt', 'health', 'reload', 'tls.crt', 'tls.key', 'users.acl'],
  web1: ['ca.crt', 'redis-auth', 'redis-ca.crt', 'tls.crt', 'tls.key'],
  web2: ['ca.crt', 'redis-auth', 'redis-ca.crt', 'tls.crt', 'tls.key'],
  nginx: ['web1-ca.crt', 'web2-ca.crt'],
};

export async function ownSecrets(running: Running): Promise<Answer> {
  const problems: string[] = [];
  const passwords = new Map<string, string>();
  for (const workload of WORKLOADS) {
    const found = (await running.shell(workload, 'ls /secrets; true')).trim().split(/\s+/).sort();
    if (found.join() !== SECRETS[workload].join())
      problems.push(`${workload}: ${found.join()}, and not ${SECRETS[workload].join()}`);
    // a digest, so that no value comes out of the container
    const digest = await running.shell(workload, 'cat /secrets/redis-auth 2>/dev/null | sha256sum | cut -c1-16');
    if (workload.startsWith('web')) passwords.set(workload, digest.trim());
  }
  if (new Set(passwords.values()).size !== passwords.size) problems.push('web1 and web2 have the same password');
  return judged(problems, `${Object.values(SECRETS).flat().length} files, each where it belongs; two passwords`);
}
