import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { run } from '../run/command';
import { downloadWithDependencies } from './packages';

const LEFT_OUT = ['doc', 'man', 'locale', 'info'].map((name) => `--exclude=./usr/share/${name}/*`);

/**
 * A root file system from Debian packages: unpacked over the merged /usr, without any maintainer script, so the same
 * packages give the same bytes.
 */
export async function makeRoot(folder: string, packages: readonly string[]): Promise<string> {
  const debs = await downloadWithDependencies(folder, packages);
  const root = join(folder, 'root');
  for (const dir of ['bin', 'sbin', 'lib', 'lib64']) {
    mkdirSync(join(root, 'usr', dir), { recursive: true });
    symlinkSync(`usr/${dir}`, join(root, dir));
  }
  for (const deb of readdirSync(debs)
    .filter((name) => name.endsWith('.deb'))
    .sort()) {
    const tar = join(folder, 'data.tar');
    await run('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" > "$2"', 'sh', join(debs, deb), tar]);
    await run('tar', ['-x', '-f', tar, '-C', root, '--keep-directory-symlink', ...LEFT_OUT]);
  }
  for (const [name, master] of [
    ['passwd', 'passwd.master'],
    ['group', 'group.master'],
  ] as const)
    writeFileSync(join(root, 'etc', name), readFileSync(join(root, 'usr/share/base-passwd', master)));
  for (const dir of ['proc', 'sys', 'dev', 'run', 'root', 'tmp', 'var/tmp'])
    mkdirSync(join(root, dir), { recursive: true });
  for (const dir of ['tmp', 'var/tmp']) chmodSync(join(root, dir), 0o1777);
  return root;
}

export function addUser(root: string, name: string, uid: number, gid: number, home: string): void {
  for (const file of ['passwd', 'group']) {
    const path = join(root, 'etc', file);
    const others = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith(`${name}:`));
    writeFileSync(path, `${others.join('\n')}\n`);
  }
  appendFileSync(join(root, 'etc/passwd'), `${name}:x:${uid}:${gid}::${home}:/bin/sh\n`);
  appendFileSync(join(root, 'etc/group'), `${name}:x:${gid}:\n`);
  if (!existsSync(join(root, home))) mkdirSync(join(root, home), { recursive: true });
}

export function addProgram(root: string, path: string, text: string): void {
  const file = join(root, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}
