import { existsSync, readdirSync, readFileSync, readlinkSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { run, sleep } from '../run/command';
import { enginePrograms } from './engine-programs';

/** What an engine could leave on the machine, by kind. */
export type Found = Readonly<
  Record<'processes' | 'mounts' | 'network links' | 'packet filter rules' | 'control groups', readonly string[]>
>;

/** The name of this run: in the environment of all that we start, and the name of the control group of its containers. */
export const RUN = `cdk8s-hardened-${process.pid}`;
const MARK = 'CDK8S_HARDENED_ENGINE';
process.env[MARK] = RUN;

export async function findAll(): Promise<Found> {
  const { path } = await enginePrograms();
  const env = { ...process.env, PATH: `${path}:${process.env['PATH']}` };
  const lines = async (file: string, ...args: string[]): Promise<string[]> =>
    (await run(file, args, { env, mayFail: true })).out.split('\n').filter((line) => line !== '');
  const rules = [...(await lines('iptables-save')), ...(await lines('ip6tables-save'))];
  return {
    processes: ourProcesses(),
    mounts: readFileSync('/proc/self/mounts', 'utf8').split('\n').filter(Boolean),
    'network links': (await lines('ip', '-br', 'link')).map((line) => line.split(/\s/)[0] ?? ''),
    'packet filter rules': rules.filter((line) => /^[-:]/.test(line)).map((line) => line.replace(/ \[\d+:\d+\]$/, '')),
    'control groups': cgroupFolders().flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name === RUN)
        .map((name) => join(folder, name)),
    ),
  };
}

/** Processes with our mark, but for this one and its parents; and all that share a name space with them. */
function ourProcesses(): string[] {
  const mine = new Set<string>();
  for (let pid = String(process.pid); pid !== '0' && pid !== ''; pid = parentOf(pid)) mine.add(pid);
  const found: string[] = [];
  const own = link('self', 'pid');
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name) && !mine.has(name))) {
    if (text(pid, 'cmdline').includes('esbuild')) continue; // it compiles these very files
    const marked = text(pid, 'environ').includes(`${MARK}=${RUN}\0`);
    const inside = link(pid, 'pid') !== own && link(pid, 'pid') !== '' && text(pid, 'cgroup').includes(`/${RUN}/`);
    if (marked || inside) found.push(`${pid} ${text(pid, 'cmdline').replaceAll('\0', ' ').slice(0, 120)}`);
  }
  return found;
}

function text(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // it has ended
  }
}

function link(pid: string, ns: string): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/${ns}`);
  } catch {
    return '';
  }
}

const parentOf = (pid: string): string => /^PPid:\s*(\d+)/m.exec(text(pid, 'status'))?.[1] ?? '';

/** What is there now and was not there before. What ends a moment later is no leftover. */
export async function leftSince(before: Found): Promise<readonly string[]> {
  let left: string[] = [];
  for (let attempt = 0; attempt < 20; attempt++, await sleep(500)) {
    const now = await findAll();
    left = (Object.keys(before) as (keyof Found)[]).flatMap((kind) => {
      const rest = [...before[kind]];
      return now[kind]
        .filter((line) => {
          const at = rest.indexOf(line);
          if (at >= 0) rest.splice(at, 1);
          return at < 0;
        })
        .map((line) => `${kind}: ${line}`);
    });
    if (left.length === 0) break;
  }
  return left;
}

export const counts = (found: Found): string =>
  Object.entries(found)
    .map(([kind, lines]) => `${lines.length} ${kind}`)
    .join(', ');

function cgroupFolders(): string[] {
  const root = '/sys/fs/cgroup';
  if (existsSync(join(root, 'cgroup.controllers'))) return [root];
  return existsSync(root)
    ? readdirSync(root)
        .map((name) => join(root, name))
        .filter((folder) => existsSync(join(folder, 'tasks')))
    : [];
}

/** A control group is an empty folder once its processes have ended; the engine leaves the outermost ones. */
export async function removeCgroups(): Promise<void> {
  const remove = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true }))
      if (entry.isDirectory()) remove(join(folder, entry.name));
    rmdirSync(folder);
  };
  for (const folder of cgroupFolders()
    .map((root) => join(root, RUN))
    .filter(existsSync)) {
    for (let attempt = 0; attempt < 20 && existsSync(folder); attempt++) {
      try {
        remove(folder);
      } catch {
        await sleep(250); // a process is still on its way out
      }
    }
  }
}
