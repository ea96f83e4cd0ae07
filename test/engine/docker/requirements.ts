import { existsSync, readFileSync } from 'node:fs';
import { run } from '../run/command';
import { mirror } from './packages';

const PROGRAMS = [
  'apt-get',
  'dpkg-deb',
  'tar',
  'unshare',
  'nsenter',
  'mount',
  'ip',
  'openssl',
  'curl',
  'git',
  'npm',
  'bash',
];

/** What this machine lacks to start an engine of its own; nothing if it can. */
export async function missing(): Promise<readonly string[]> {
  const lacking: string[] = [];
  if (process.platform !== 'linux') return ['Linux'];
  if (process.getuid?.() !== 0) lacking.push('root');
  if (!existsSync('/etc/debian_version')) return [...lacking, 'Debian (the engine comes from its packages)'];
  if (mirror() === undefined) lacking.push("a mirror of Debian's in apt's sources");
  const groups = ['/sys/fs/cgroup/memory', '/sys/fs/cgroup/cgroup.controllers'];
  if (!groups.some(existsSync)) lacking.push('control groups below /sys/fs/cgroup');
  if (!/\boverlay$/m.test(readFileSync('/proc/filesystems', 'utf8'))) lacking.push('overlay in the kernel');
  for (const program of PROGRAMS) {
    const found = await run('sh', ['-c', `command -v ${program}`], { mayFail: true });
    if (found.code !== 0) lacking.push(`the program ${program}`);
  }
  return lacking;
}
