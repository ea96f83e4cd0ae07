import { posix } from 'node:path';
import type { At } from '../at';
import type { Miss } from '../control';
import type { ImageUse } from '../subject';
import { setMisses } from './host';
import { isSet, textOf, wrong } from './places';

/** Misses of a build that makes another image than the Dockerfile of the contract does: it is that one that is judged. */
export function otherBuild({ build, dockerfile }: ImageUse): readonly Miss[] {
  if (build === undefined || dockerfile === undefined) return [];
  const context = typeof build.value === 'string' ? build : build.at('context');
  const [folder, file] = [textOf(context.value ?? '.'), textOf(build.at('dockerfile').value ?? 'Dockerfile')];
  const path = posix.join(posix.dirname(build.file), folder, file);
  const unwanted = [
    ...['dockerfile_inline', 'target', 'additional_contexts'].map((name) => build.at(name)),
    ...namesOf(build.at('args')).flatMap(([name, at]) => (name === 'BUILDKIT_SYNTAX' ? [at] : [])),
  ].filter(isSet);
  return [
    ...(isElsewhere(folder)
      ? [wrong(context, 'a folder', fix)]
      : leadsTo(path, dockerfile.at.file)
        ? []
        : [wrong(build.at('dockerfile'), `the path of ${dockerfile.at.file}`, fix)]),
    ...unwanted.map((at) => wrong(at, 'nothing', fix)),
  ];
}

/** Misses of a build that is given more than its context: of the host, or of whoever builds. */
export const openBuild = (build: At): readonly Miss[] => [
  ...setMisses(...['privileged', 'entitlements', 'ssh', 'secrets'].map((name) => build.at(name))),
  ...setMisses(build.at('network')).filter(({ got }) => got !== 'default' && got !== 'none'),
];

/** Mutations of a service whose image is built here: each gives the build more than its context. */
export const buildsGiven = (
  [
    ['a build on the network of the host', 'network', 'host'],
    ['a privileged build', 'privileged', true],
    ['a build that may ask for more', 'entitlements', ['security.insecure']],
    ['the keys of whoever builds', 'ssh', ['default']],
    ['secrets for the build', 'secrets', ['ca.crt']],
  ] as const
).map(([name, key, value]) => ({
  name,
  when: ({ at }: { readonly at: At }) => isSet(at.at('build', 'context')),
  do: ({ at }: { readonly at: At }) => at.at('build', key).set(value),
}));

const fix = 'leave the build as synth writes it: what is judged is the Dockerfile of the contract';

/** An address, a volume of Git, or what only a shell knows, in place of a folder. */
const isElsewhere = (context: string): boolean => /^[\w.+-]+:|^[\w.-]+@|^github\.com\/|\$/.test(context);

/**
 * Whether a path is that of a file of the contract. Both start at its folder, whose own name nobody says here: a path that
 * leaves it may come back by as many names.
 */
function leadsTo(path: string, file: string): boolean {
  const parts = path.split('/');
  const left = parts.filter((part) => part === '..').length;
  return parts.slice(2 * left).join('/') === file;
}

/** Names of a mapping, or of a list of `NAME=value`. */
const namesOf = (at: At): readonly (readonly [string, At])[] => [
  ...at.entries(),
  ...at.list().map((item) => [textOf(item.value).split('=')[0] ?? '', item] as const),
];
