import { checkCommands, checkKeys, redisAccesses } from '../model/redis';
import { checkCallee, checkStart, takePrefix } from './caller';
import { chartOf, type Member } from './chart-members';
import type { RedisConnectionProps } from './connection';
import { reporter } from './problems';
import { readTexts } from './shape';
import { addPolicy } from './workload-objects';

/** Connects a workload to a Redis of its chart: network path, credential, TLS trust and an ACL user of its own. */
export function connectRedis(caller: Member, redis: Member, props: RedisConnectionProps): void {
  const report = reporter(caller);
  const members = chartOf(caller);
  const callee = redis.node.id;
  const prop = `connectTo(${callee})`;
  const { as: prefix = 'REDIS', start = 'after-ready', access } = props;
  const keys = readTexts(props.keys, `${prop}.keys`, report) ?? [];
  const commands = readTexts(props.commands, `${prop}.commands`, report) ?? [];
  checkCallee(caller, redis, prop);
  checkKeys(keys, `${prop}.keys`, report);
  checkCommands(commands, `${prop}.commands`, report);
  if (!redisAccesses.includes(access)) report(`${prop}.access`, access, redisAccesses.join(' | '), 'choose one');
  takePrefix(caller, prefix, prop);
  checkStart(caller, start, prop);
  if (['default', 'health'].includes(caller.node.id))
    report(prop, caller.node.id, 'a caller whose name is no ACL user of the server itself', 'rename the workload');
  members.connections.push({
    caller: caller.node.id,
    callee,
    port: redis.base.ports[0]?.number ?? 0,
    prefix,
    keys,
    access: redisAccesses.includes(access) ? access : 'read-only',
    commands,
    start,
  });
  addPolicy(caller, members);
  if (chartOf(redis) === members) addPolicy(redis, members);
}
