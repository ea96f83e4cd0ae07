import { checkCallee } from './caller';
import type { Member } from './chart-members';
import { reporter } from './problems';

/** Connects a workload to another of its chart that is no Redis. */
export function connectWorkload(caller: Member, callee: Member): void {
  const prop = `connectTo(${callee.node.id})`;
  checkCallee(caller, callee, prop);
  reporter(caller)(prop, callee.node.path, 'a Redis', 'connect to a Redis: edges to other services are not built yet');
}
