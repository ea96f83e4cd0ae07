import { ApiObject, JsonPatch } from 'cdk8s';
import { said, type Report } from '../model/problem';
import type { Member } from './chart-members';

/** What cdk8s-plus asks of the target of an autoscaler; see `PodInterop` for `never`. */
export interface ScalingTarget {
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
  readonly containers: never[];
}

/** Leaves the number of pods to an autoscaler: a number in the manifest would be set again by every apply. */
export function leaveReplicas(workload: Member, scaled: boolean, report: Report): void {
  const { kind, storage } = workload.base;
  if (scaled)
    report(
      'HorizontalPodAutoscaler',
      said('a second one for the same workload'),
      'one',
      'remove one of them: they work against each other',
    );
  else if (kind === 'redis' || storage)
    report(
      'HorizontalPodAutoscaler',
      said(kind === 'redis' ? 'a Redis' : 'a workload with storage'),
      'a workload of which there may be several',
      'remove it: one process writes the data',
    );
  else ApiObject.of(workload).addJsonPatch(JsonPatch.remove('/spec/replicas'));
}

/** The workload as the target of an autoscaler. Its containers have limits, and that is all that is asked of them. */
export function scalingTarget(workload: Member): ScalingTarget {
  const { kind, apiVersion, name } = ApiObject.of(workload);
  const limited = { resources: { cpu: { limit: true }, memory: { limit: true } } } as unknown as never;
  return { kind, apiVersion, name, containers: [limited] };
}
