import type { At } from '../controls/at';
import type { RedisServer } from '../controls/subject';
import type { RedisContract } from '../model/contract';
import { expectedCallers } from './expected';
import { absentIn, type PlacedProject } from './placing';
import { readRedisText, type RedisCommand } from './redis-text';
import { textOf } from './values';

/** A Redis server of a contract. */
export interface RedisPlace {
  readonly project: string;
  readonly contract: RedisContract;
  /** Its entry in the contract's text. */
  readonly rules: At;
  readonly callers: readonly string[];
  /** Name of the label or annotation that carries the digest of its rules. */
  readonly label: string;
}

/** What a target says about a Redis server. */
export interface RedisParts {
  readonly at: At;
  /** `undefined` where what starts is no Redis server, or cannot be seen. */
  readonly command: RedisCommand | undefined;
  /** The text of the file that the command names, where the output brings it. */
  readonly configuration: At | undefined;
  readonly digest: At | undefined;
  readonly secretPaths: readonly string[];
}

/** Every Redis server that the contract of a project promises. */
export function redisPlaces({ id, contract, contractAt }: PlacedProject): readonly RedisPlace[] {
  return contract.redis.map((redis, index) => ({
    project: id,
    contract: redis,
    rules: contractAt.at('redis', index),
    callers: expectedCallers(contract, redis.workload).flatMap(({ from, user, container }) =>
      'workload' in from ? [user ?? container ?? from.workload] : [],
    ),
    label: 'cdk8s-hardened/acl',
  }));
}

/** Joins both. A server without a configuration that can be read has no directives, and so proves nothing. */
export function redisServer(place: RedisPlace, parts: RedisParts): RedisServer {
  const { project, contract, rules, callers } = place;
  const { at, command, configuration } = parts;
  return {
    id: `${project}/${contract.workload}`,
    project,
    workload: contract.workload,
    at,
    configuration: configuration ?? absentIn(at.file),
    directives: readRedisText(textOf(configuration) ?? '').directives,
    overrides: command?.overrides ?? [],
    started: command !== undefined && configuration?.value !== undefined,
    rules,
    contract,
    callers,
    aclDigest: parts.digest,
    secretPaths: parts.secretPaths,
  };
}
