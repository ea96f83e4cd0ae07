import { Construct } from 'constructs';
import { isMarked } from './brand';
import type { Member } from './chart-members';

/** What `connectTo` takes, in words. */
export const CALLEES = 'a workload, a sidecar, a Peer, an ExternalRedis or an ExternalService';

/** Whether a value is something to connect to; a program in JavaScript may pass anything. */
export function isCallee(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Construct.isConstruct(value)) return isMarked(value, 'workload') && (value as Member).base.kind !== 'init';
  return 'kind' in value && ['external', 'namespace', 'host', 'cidr'].includes(String(value.kind));
}
