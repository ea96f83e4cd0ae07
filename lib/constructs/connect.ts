import { CALLEES, isCallee } from './callee';
import type { Member } from './chart-members';
import { connectExternal } from './connect-external';
import { connectPeer } from './connect-peer';
import { connectRedis } from './connect-redis';
import { connectWorkload } from './connect-workload';
import type { RedisConnectionProps } from './connection';
import type { External } from './external';
import type { Peer } from './peer';
import { reporter } from './problems';

/** Whatever can be connected to. */
export type Callee = Member | Peer | External;

/** Connects a container to whatever is given: one kind of connection for each kind of callee. */
export function connect(caller: Member, target: Callee, props: object | undefined): void {
  if (!isCallee(target))
    return reporter(caller)('connectTo', target, CALLEES, "pass the construct, or name the peer: Peer.host('…', 443)");
  if (!('kind' in target)) {
    if (target.base.kind === 'redis') connectRedis(caller, target, props as RedisConnectionProps | undefined);
    else connectWorkload(caller, target, props ?? {});
  } else if (target.kind === 'external') connectExternal(caller, target, props);
  else connectPeer(caller, target, props);
}
