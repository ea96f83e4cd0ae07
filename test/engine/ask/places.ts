import { statSync } from 'node:fs';
import { join } from 'node:path';
import { judged } from '../answers';
import { bytes } from '../docker/compose-file';
import { inspected, services, type Stack } from '../docker/stack';
import { inside } from '../docker/inside';
import type { Ask } from './ask';
import { inEach, same } from './values';

/** What every engine adds: in memory, limited, and counted against the container's own memory. */
const OF_THE_ENGINE = ['/dev/shm', '/dev/mqueue'];

/** `/tmp:rw,size=16m,mode=1777` as path and options. */
function tmpfs(text: string): { readonly path: string; readonly options: ReadonlyMap<string, string> } {
  const [path, list] = text.split(':');
  return {
    path: path ?? '',
    options: new Map((list ?? '').split(',').map((o) => [o.split('=')[0] ?? '', o.split('=')[1] ?? ''])),
  };
}

export const writablePlaces = inEach(({ said, inside: { mounts, writable, tried }, record }) => {
  const declared = [
    ...(said.tmpfs ?? []).map((text) => tmpfs(text).path),
    ...(said.volumes ?? []).map((v) => v.target),
  ].sort();
  const open = mounts
    .filter(({ path, options }) => options.includes('rw') && !/^\/(proc|sys|dev)(\/|$)/.test(path))
    .map(({ path }) => path);
  const loose = mounts.filter(
    ({ path, options }) => OF_THE_ENGINE.includes(path) && !(options.includes('noexec') && options.includes('nosuid')),
  );
  const couldWrite = writable.filter((folder) => !OF_THE_ENGINE.includes(folder));
  const recordedPlaces = [
    ...Object.keys(record.HostConfig.Tmpfs ?? {}),
    ...record.Mounts.filter((m) => m.RW).map((m) => m.Destination),
  ];
  const problems = [
    ...same('writable places', declared.join(), open.sort().join(), recordedPlaces.sort().join()),
    ...couldWrite.filter((folder) => !declared.includes(folder)).map((folder) => `a file can be made in ${folder}`),
    ...declared
      .filter((path) => tried.includes(path) && !couldWrite.includes(path))
      .map((path) => `no file can be made in ${path}`),
    ...loose.map(({ path }) => `${path} is not noexec, nosuid`),
  ];
  return {
    problems,
    seen: `${declared.join() || 'none'} (and ${OF_THE_ENGINE.join(', ')} of the engine's); tried ${tried.length} folders`,
  };
});

export const temporaryFiles = inEach(({ said, inside: { mounts, stat } }) => {
  const problems: string[] = [];
  const seen: string[] = [];
  for (const { path, options } of (said.tmpfs ?? []).map(tmpfs)) {
    const mount = mounts.find((candidate) => candidate.path === path);
    const size = /^size=(\d+)k$/.exec(mount?.options.find((option) => option.startsWith('size=')) ?? '')?.[1];
    problems.push(...same(`the type of ${path}`, 'tmpfs', mount?.type));
    problems.push(...same(`the size of ${path}`, bytes(options.get('size')), Number(size) * 1024));
    for (const option of ['noexec', 'nosuid', 'nodev'])
      if (!options.has(option) || !mount?.options.includes(option)) problems.push(`${path} is not ${option}`);
    // with stat: the list of mounts repeats what was asked for, even where the mode is another one
    problems.push(
      ...same(
        `mode and owner of ${path}`,
        ['mode', 'uid', 'gid'].map((name) => options.get(name)).join(' '),
        stat[path],
      ),
    );
    seen.push(`${path} ${size}k, ${stat[path]}`);
  }
  return { problems, seen: seen.join() || 'has none' };
});

/** What only the owner of the project may see on the host. */
function onTheHost(stack: Stack): readonly string[] {
  const folder = join(stack.folder, 'secrets');
  const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);
  const files = Object.values(stack.file.secrets ?? {}).map(({ file }) => join(stack.folder, file));
  return [
    ...same('the mode of the folder', '700', mode(folder)),
    ...same('the mode of the key of the authority', '600', mode(join(folder, 'ca.key'))),
    ...files.flatMap((file) => same(`the mode of ${file.slice(folder.length + 1)}`, '444', mode(file))),
  ];
}

export const secretFiles: Ask = async (stack) => {
  const problems = [...onTheHost(stack)];
  const seen: string[] = [];
  for (const service of services(stack)) {
    const said = stack.file.services[service];
    const declared = [...(said?.secrets ?? []), ...(said?.configs ?? [])].map(({ target }) => target).sort();
    const { stat, mounts } = await inside(stack, service);
    const there = Object.keys(stat)
      .filter((path) => /^\/(secrets|config)\//.test(path))
      .sort();
    problems.push(...same(`${service}: files`, declared.join(), there.join()));
    for (const path of declared) {
      if (!/^4[04]4 /.test(stat[path] ?? '') && !path.startsWith('/config/'))
        problems.push(`${service}: ${path} is ${stat[path]}`);
      if (mounts.find((mount) => mount.path === path)?.options.includes('ro') !== true)
        problems.push(`${service}: ${path} is not read-only`);
    }
    const written = (await inspected(stack, service)).Mounts.filter((m) => declared.includes(m.Destination) && m.RW);
    problems.push(...written.map((m) => `${service}: ${m.Destination} is writable on record`));
    seen.push(`${service}: ${there.length} files, read-only`);
  }
  return judged(
    problems,
    `${seen.join('; ')}; on the host 0444 in a folder 0700, the authority's key 0600 and mounted nowhere`,
  );
};
