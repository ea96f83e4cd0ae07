import { Construct } from 'constructs';
import { isMarked } from './brand';
import { isCompanion } from './chart-members';

/** What `connectTo` takes, in words. */
export const CALLEES = 'a workload, a Peer, an ExternalRedis or an ExternalService';

/** Whether a value is something to connect to; a program in JavaScript may pass anything. */
export function isCallee(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Construct.isConstruct(value)) return isMarked(value, 'workload') && !isCompanion(value);
  return 'kind' in value && ['external', 'namespace', 'host', 'cidr'].includes(String(value.kind));
}
