import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { run, sleep } from '../run/command';
import { cgroupFolders } from './cgroup-folders';
import type { EnginePrograms } from './engine-programs';
import { MARK, RUN, workParent } from './this-run';

/** What an engine could leave on the machine, by kind. */
export type Found = Readonly<
  Record<
    'processes' | 'mounts' | 'network links' | 'packet filter rules' | 'control groups' | 'work folders',
    readonly string[]
  >
>;

export async function findAll({ path }: EnginePrograms): Promise<Found> {
  const env = { ...process.env, PATH: `${path}:${process.env['PATH']}` };
  const lines = async (file: string, ...args: string[]): Promise<string[]> =>
    (await run(file, args, { env, mayFail: true })).out.split('\n').filter((line) => line !== '');
  const rules = [...(await lines('iptables-save')), ...(await lines('ip6tables-save'))];
  return {
    processes: ourProcesses(),
    mounts: readFileSync('/proc/self/mounts', 'utf8').split('\n').filter(Boolean),
    'network links': (await lines('ip', '-br', 'link')).map((line) => line.split(/\s/)[0] ?? ''),
    'packet filter rules': rules.filter((line) => /^[-:]/.test(line)).map((line) => line.replace(/ \[\d+:\d+\]$/, '')),
    'work folders': readdirSync(workParent).filter((name) => name.startsWith(`${RUN}-`)),
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
export async function leftSince(before: Found, programs: EnginePrograms): Promise<readonly string[]> {
  let left: string[] = [];
  for (let attempt = 0; attempt < 20; attempt++, await sleep(500)) {
    const now = await findAll(programs);
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
