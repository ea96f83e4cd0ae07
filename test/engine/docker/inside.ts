import { CGROUP_FILES, readCgroup, type CgroupLimits, type CgroupFile } from '../inside/cgroup';
import { once, shellIn, type Stack } from './stack';

/** What a container sees of itself, read by a shell in it. */
export interface Inside {
  /** /proc/1/status: name and value. */
  readonly status: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
  readonly limits: CgroupLimits;
  /** Mode, uid and gid of what is mounted. */
  readonly stat: Readonly<Record<string, string>>;
  /** Folders that a file could be made in, of those that were tried. */
  readonly writable: readonly string[];
  readonly tried: readonly string[];
}

export interface Mount {
  readonly path: string;
  readonly type: string;
  readonly options: readonly string[];
}

const TRIED = [
  '/',
  '/etc',
  '/usr',
  '/usr/local/bin',
  '/var',
  '/app',
  '/secrets',
  '/config',
  '/root',
  '/home',
  '/data',
  '/tmp',
  '/dev/shm',
];

const SCRIPT = `
section() { printf '\\n@@ %s\\n' "$1"; }
section status; cat /proc/1/status
section mounts; cat /proc/1/mounts
for f in ${CGROUP_FILES.join(' ')}; do if [ -r /sys/fs/cgroup/$f ]; then section "cgroup $f"; cat /sys/fs/cgroup/$f; fi; done
section stat; stat -c '%n %a %u %g' /tmp /data /secrets/* /config/* 2>/dev/null
section tried
for d in ${TRIED.join(' ')}; do
  if [ -d $d ]; then if ( : > $d/.try ) 2>/dev/null; then echo "yes $d"; rm -f $d/.try; else echo "no $d"; fi; fi
done
true
`;

export const inside = (stack: Stack, service: string): Promise<Inside> =>
  once(stack, `inside ${service}`, async () => parse(await shellIn(stack, service, SCRIPT)));

export function parse(text: string): Inside {
  const sections = new Map<string, string>();
  for (const part of text.split('\n@@ ').slice(1))
    sections.set(part.split('\n')[0] ?? '', part.slice(part.indexOf('\n') + 1));
  const rows = (name: string): string[][] =>
    (sections.get(name) ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split(/\s+/));
  const cgroup: Partial<Record<CgroupFile, string>> = {};
  for (const file of CGROUP_FILES) if (sections.has(`cgroup ${file}`)) cgroup[file] = sections.get(`cgroup ${file}`);
  const tried = rows('tried');
  return {
    status: Object.fromEntries(
      rows('status').map(([name, ...value]) => [(name ?? '').replace(/:$/, ''), value.join(' ')]),
    ),
    mounts: rows('mounts').map(([, path, type, options]) => ({
      path: path ?? '',
      type: type ?? '',
      options: (options ?? '').split(','),
    })),
    limits: readCgroup(cgroup),
    stat: Object.fromEntries(rows('stat').map(([path, ...rest]) => [path ?? '', rest.join(' ')])),
    writable: tried.filter(([answer]) => answer === 'yes').map(([, folder]) => folder ?? ''),
    tried: tried.map(([, folder]) => folder ?? ''),
  };
}
