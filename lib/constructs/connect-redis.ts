import { checkCommands, checkPatterns, redisAccesses, serverUsers } from '../model/redis';
import { checkCallee, checkStart, takePrefix } from './caller';
import { chartOf, type Member } from './chart-members';
import { checkNames } from './check-names';
import { redisConnectionNames, type RedisConnectionProps } from './connection';
import { reporter } from './problems';
import { readTexts } from './shape';
import { addPolicy } from './workload-objects';

/** Connects a workload to a Redis of its chart: network path, credential, TLS trust and an ACL user of its own. */
export function connectRedis(caller: Member, redis: Member, props: RedisConnectionProps | undefined): void {
  const report = reporter(caller);
  if (props === undefined) {
    const fix = `write connectTo(${redis.node.id}, { keys: ['${caller.base.name}:*'], access: 'read-write' })`;
    return report(`connectTo(${redis.node.id})`, props, 'keys and access', fix);
  }
  const members = chartOf(caller);
  const callee = redis.node.id;
  const { name } = caller.base;
  const prop = `connectTo(${callee})`;
  const { as: prefix = 'REDIS', start = 'after-ready' } = props;
  const known = redisAccesses.includes(props.access);
  const access = known ? props.access : 'read-only';
  const keys = readTexts(props.keys, `${prop}.keys`, report) ?? [];
  const channels = readTexts(props.channels, `${prop}.channels`, report) ?? [];
  const commands = readTexts(props.commands, `${prop}.commands`, report) ?? [];
  checkCallee(caller, redis, prop);
  checkNames(props, prop, { names: redisConnectionNames }, report);
  if (!known) report(`${prop}.access`, props.access, redisAccesses.join(' | '), 'choose one');
  checkPatterns({ access, keys, channels, commands, prop }, report);
  checkCommands(commands, `${prop}.commands`, report);
  takePrefix(caller, prefix, prop);
  checkStart(caller, start, prop);
  if (serverUsers.includes(name))
    report(prop, name, 'a caller whose name is no ACL user of the server itself', 'rename the workload');
  members.connections.push({
    caller: name,
    callee,
    ...(caller.base.of === callee && { host: 'localhost' }),
    port: redis.base.ports[0]?.number ?? 0,
    prefix,
    access,
    keys,
    channels,
    commands,
    start,
  });
  addPolicy(caller, members);
  if (chartOf(redis) === members) addPolicy(redis, members);
}
