import { companionsOf } from '../../../model/companions';
import type { Project } from '../../../model/project';
import type { Workload } from '../../../model/workload';

/** Who makes ReplicaSets and Pods: each controller under its own account, or all of them as the manager. */
const controller = (name: string): string =>
  `request.userInfo.username in ${list([`system:serviceaccount:kube-system:${name}-controller`, 'system:kube-controller-manager'])}`;

const list = (texts: readonly string[]): string => `[${texts.map((text) => JSON.stringify(text)).join(', ')}]`;

/**
 * Workloads that an exception of a control covers, those of which it is a consequence included. Whoever comes after a job
 * that is covered carries a container of its, so it is exempt too, as is whoever has an init container or a sidecar that is
 * covered: a policy sees an object as a whole.
 */
export const exemptFrom = (project: Project, control: string): readonly Workload[] => {
  const names = new Set(
    project.exceptions
      .filter((exception) => exception.control === control || exception.also.includes(control))
      .flatMap(({ workloads }) => workloads),
  );
  return project.workloads.filter(
    ({ name, after, of }) =>
      of === undefined &&
      [name, ...after].some((one) => names.has(one) || companionsOf(project, one).some((part) => names.has(part.name))),
  );
};

/** Names of Jobs, which end in a digest. */
const digested = (names: readonly string[]): string => `^(${names.join('|')})-[0-9a-f]{8}$`;

/**
 * CEL that is true for the objects of these workloads: their own, by kind and name, and those that a controller of the
 * cluster makes of them. Nothing that the sender of an object may write about itself counts: a pod that only says whose it
 * is, by a label, an annotation or an owner, is judged.
 */
export function isOneOf(workloads: readonly Workload[], { namespace }: Project): string {
  const named = (which: (workload: Workload) => boolean): readonly string[] =>
    workloads.filter(which).map(({ name }) => name);
  const deployments = named(({ run, storage }) => !run && !storage);
  const statefulSets = named(({ run, storage }) => !run && storage !== undefined);
  const jobs = named(({ run }) => run !== undefined && !run.schedule);
  const cronJobs = named(({ run }) => run?.schedule !== undefined);
  const own = (kinds: readonly string[], names: readonly string[]): string =>
    `object.kind in ${list(kinds)} && object.metadata.name in ${list(names)}`;
  const madeFrom = (kind: string, name: string, owner: string, test: string): string =>
    `object.kind == "${kind}" && ${controller(name)} &&
    object.metadata.?ownerReferences.orValue([]).exists(o,
      o.?controller.orValue(false) && o.kind == "${owner}" && ${test})`;
  const all = [
    own(
      ['Service', 'Ingress', 'HTTPRoute'],
      workloads.map(({ name }) => name),
    ),
    ...(deployments.length === 0
      ? []
      : [
          own(['Deployment'], deployments),
          madeFrom('ReplicaSet', 'deployment', 'Deployment', `o.name in ${list(deployments)}`),
          madeFrom('Pod', 'replicaset', 'ReplicaSet', `o.name.matches("^(${deployments.join('|')})-[0-9a-z]+$")`),
        ]),
    ...(statefulSets.length === 0
      ? []
      : [
          own(['StatefulSet'], statefulSets),
          madeFrom('Pod', 'statefulset', 'StatefulSet', `o.name in ${list(statefulSets)}`),
        ]),
    ...(jobs.length === 0
      ? []
      : [
          `object.kind == "Job" && object.metadata.name.matches("${digested(jobs)}")`,
          madeFrom('Pod', 'job', 'Job', `o.name.matches("${digested(jobs)}")`),
        ]),
    ...(cronJobs.length === 0
      ? []
      : [
          own(['CronJob'], cronJobs),
          madeFrom('Job', 'cronjob', 'CronJob', `o.name in ${list(cronJobs)}`),
          // The controller appends the minute of the schedule.
          madeFrom('Pod', 'job', 'Job', `o.name.matches("^(${cronJobs.join('|')})-[0-9]+$")`),
        ]),
  ];
  return `request.namespace == ${JSON.stringify(namespace.name)} && (\n  ${all.join(' ||\n  ')})`;
}
