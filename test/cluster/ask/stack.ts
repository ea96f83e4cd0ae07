import { join } from 'node:path';
import { readComposeFile } from '../../engine/docker/compose-file';
import { COMPOSE, REPOSITORY } from '../../engine/docker/copy';
import { presets } from '../../engine/docker/presets';
import type { Stack } from '../../engine/docker/stack';
import { NAMESPACE, podOf, type Cluster } from './cluster';

/**
 * The cluster as far as the questions to Redis see an engine: which container there is, and running a program in it. So
 * both engines answer the very same questions.
 */
export function asStack(cluster: Cluster): Stack {
  const docker: Stack['engine']['docker'] = async (args, options) => {
    const [command, ...rest] = args;
    if (command === 'compose' && rest[0] === 'ps') {
      const { metadata } = await podOf(cluster, rest.at(-1) ?? '');
      return { code: 0, out: metadata.name, err: '' };
    }
    if (command !== 'exec') throw new Error(`a cluster has no 'docker ${args.join(' ')}'`);
    const at = rest.findIndex((word, index) => !word.startsWith('-') && rest[index - 1] !== '-e');
    const variables = rest.flatMap((word, index) => (index < at && rest[index - 1] === '-e' ? [word] : []));
    const argv = ['exec', '-i', '-n', NAMESPACE, rest[at] ?? '', '--', 'env', ...variables, ...rest.slice(at + 1)];
    return cluster.kubectl(argv, { ...options, cwd: undefined, env: undefined, mayFail: true });
  };
  const { work, env, sandbox, outside, strangersAuthority } = cluster;
  return {
    engine: { work, env, sandbox, outside, version: 'kubernetes', docker },
    folder: join(cluster.copy, COMPOSE),
    file: readComposeFile(join(REPOSITORY, COMPOSE)),
    memory: cluster.memory,
    twin: 'twin',
    strangersAuthority,
    presets,
    leaving: ['caller'],
    overlay: [],
    readme: cluster.readme,
  };
}
