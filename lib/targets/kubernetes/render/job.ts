import { createHash } from 'node:crypto';
import type { Project } from '../../../model/project';
import type { Run, Schedule } from '../../../model/run';
import type { Workload } from '../../../model/workload';
import type { KubernetesObject, Metadata, PodTemplate } from './types';
import { podTemplate } from './pod';

/** `apiVersion` and `kind` of what `jobObject` makes. */
export const jobKind = ({ schedule }: Run) => ({ apiVersion: 'batch/v1', kind: schedule ? 'CronJob' : 'Job' });

/** The Job of a workload that ends, or its CronJob. */
export function jobObject(
  project: Project,
  workload: Workload,
  run: Run,
  metadata: Metadata,
): KubernetesObject & { readonly spec: object } {
  const job = jobSpec(run, podTemplate(project, workload));
  return { ...jobKind(run), metadata, spec: run.schedule ? cronSpec(run.schedule, job) : job };
}

const jobSpec = ({ retries, deadlineSeconds, keepSeconds }: Run, template: PodTemplate) => ({
  backoffLimit: retries,
  activeDeadlineSeconds: deadlineSeconds,
  ttlSecondsAfterFinished: keepSeconds,
  template,
});

/** One at a time: the next is left out while one runs. */
const cronSpec = ({ cron, timeZone, startWithinSeconds }: Schedule, spec: object) => ({
  schedule: cron,
  timeZone,
  concurrencyPolicy: 'Forbid',
  startingDeadlineSeconds: startWithinSeconds,
  successfulJobsHistoryLimit: 1,
  failedJobsHistoryLimit: 3,
  jobTemplate: { spec },
});

/**
 * The name of a Job ends in a digest of its pod template as it is written, patches included: a template cannot be changed
 * once it is applied, so another one is another Job, and the same one is the same.
 */
export function withDigest(job: unknown): unknown {
  const { metadata, spec } = job as { readonly metadata: { readonly name: string }; readonly spec: object };
  const template = JSON.stringify('template' in spec ? spec.template : undefined);
  const digest = createHash('sha256').update(template).digest('hex').slice(0, 8);
  return { ...(job as object), metadata: { ...metadata, name: `${metadata.name}-${digest}` } };
}
