import { posix } from 'node:path';
import type { At } from '../../../controls/at';
import type { ComposeWorkload, SecretMount, TmpfsMount } from '../../../controls/subject';
import { numberOf, textOf } from '../../values';
import { flagOf } from './forms';
import { splitOutsideVariables } from './interpolation';

/** A bind mount or volume of a service. */
export type Mount = ComposeWorkload['mounts'][number];

/** Bind mounts and volumes, short and long form alike. An anonymous volume has the source `''`. */
export function mountsOf(service: At): readonly Mount[] {
  return service
    .at('volumes')
    .list()
    .flatMap((at) => {
      const short = textOf(at);
      if (short !== undefined) return [shortMount(short, at)];
      if (textOf(at.at('type')) === 'tmpfs') return [];
      const [source = '', target = ''] = [textOf(at.at('source')), textOf(at.at('target'))];
      return [{ source, target, readOnly: flagOf(at.at('read_only')) === true, at }];
    });
}

function shortMount(text: string, at: At): Mount {
  const parts = splitOutsideVariables(text, ':');
  if (parts.length === 1) return { source: '', target: text, readOnly: false, at };
  const [source = '', target = '', mode = ''] = parts;
  return { source, target, readOnly: mode.split(',').includes('ro'), at };
}

/** Memory-backed mounts: `tmpfs` as a string or a list, and volumes of type `tmpfs`. */
export function tmpfsOf(service: At): readonly TmpfsMount[] {
  const tmpfs = service.at('tmpfs');
  const short = (textOf(tmpfs) === undefined ? tmpfs.list() : [tmpfs]).map((at) => {
    const [target = '', options = ''] = splitOutsideVariables(textOf(at) ?? '', ':');
    return { target, options: Object.fromEntries(options.split(',').filter(Boolean).map(option)), at };
  });
  const long = service
    .at('volumes')
    .list()
    .filter((at) => textOf(at.at('type')) === 'tmpfs');
  return [...short, ...long.map(longTmpfs)];
}

function option(text: string): [string, string] {
  const cut = text.indexOf('=');
  return cut < 0 ? [text, ''] : [text.slice(0, cut), text.slice(cut + 1)];
}

function longTmpfs(at: At): TmpfsMount {
  const [size, mode] = [textOf(at.at('tmpfs', 'size')), numberOf(at.at('tmpfs', 'mode'))];
  const options = {
    ...(size === undefined ? {} : { size }),
    ...(mode === undefined ? {} : { mode: mode.toString(8) }),
    ...(flagOf(at.at('read_only')) === true ? { ro: '' } : {}),
  };
  return { target: textOf(at.at('target')) ?? '', options, at };
}

/** A file that Compose itself brings into a container: a secret or a config. */
interface Brought {
  readonly source: string;
  readonly path: string;
  readonly mode: number | undefined;
  readonly at: At;
}

/** File secrets of a service. They are mounted read-only, whatever the mode of the file says. */
export function secretMountsOf(root: At, service: At): readonly SecretMount[] {
  return filesOf(service, 'secrets').map(({ path, mode, source, at }) => ({
    path,
    mode,
    readOnly: true,
    source: posix.normalize(textOf(root.at('secrets', source, 'file')) ?? `${source}, which is no file`),
    at,
  }));
}

/** Files that the secrets or configs of a service are. */
export function filesOf(service: At, key: 'secrets' | 'configs'): readonly Brought[] {
  const folder = key === 'secrets' ? '/run/secrets' : '/';
  return service
    .at(key)
    .list()
    .map((at) => {
      const short = textOf(at);
      const source = short ?? textOf(at.at('source')) ?? '';
      const target = textOf(at.at('target')) ?? source;
      const mode = at.at('mode').value;
      return {
        source,
        path: posix.resolve(folder, target),
        // Text is octal here; a plain `0440` is one already.
        mode: typeof mode === 'string' && /^[0-7]+$/.test(mode) ? parseInt(mode, 8) : numberOf(at.at('mode')),
        at,
      };
    });
}

/** The text a service finds at a path, where a config or a bind mount of a file of the project brings it. */
export function configFileAt(root: At, service: At, path: string, files: readonly At[]): At | undefined {
  const wanted = posix.normalize(path);
  const fileAt = (relative: string): At | undefined => {
    const file = posix.join(posix.dirname(root.file), relative);
    return files.find((at) => at.file === file && at.document === 0);
  };
  const config = filesOf(service, 'configs').findLast((item) => item.path === wanted);
  if (config !== undefined) {
    const definition = root.at('configs', config.source);
    const file = textOf(definition.at('file'));
    return file === undefined ? definition.at('content') : fileAt(file);
  }
  for (const { source, target } of mountsOf(service)) {
    const below = posix.relative(target, wanted);
    if (source.startsWith('.') && !below.startsWith('..')) return fileAt(posix.join(source, below));
  }
  return undefined;
}
