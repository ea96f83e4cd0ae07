import type { Project } from '../../../model/project';
import type { SpreadOver, Workload } from '../../../model/workload';
import { companionsOf } from '../../../model/companions';
import { companionDigests, restartDigests } from '../../../model/restart-digests';
import { some } from '../../../model/some';
import { waiting } from './after';
import { beside } from './companions';
import { container } from './container';
import { isRoot } from './is-root';
import { podLabels, podSelector } from './labels';
import type { PodSpec, PodTemplate } from './types';
import { mounted } from './volumes';

/** The pod template of a workload. */
export function podTemplate(project: Project, workload: Workload): PodTemplate {
  const digests = { ...restartDigests(project, workload), ...companionDigests(companionsOf(project, workload.name)) };
  const annotations = Object.keys(digests).length > 0 ? digests : undefined;
  return {
    metadata: { labels: podLabels(project, workload), annotations },
    spec: podSpec(project, workload),
  };
}

function podSpec(project: Project, workload: Workload): PodSpec {
  const { user, assigned, posture } = workload;
  const { imagePullSecrets, nodeSelector, tolerations } = project.settings;
  const all = mounted(workload);
  const before = waiting(project, workload);
  const others = beside(project, workload);
  const volumes = [...all.volumes, ...before.volumes, ...others.volumes];
  return {
    serviceAccountName: workload.name,
    imagePullSecrets: some(imagePullSecrets.map((name) => ({ name }))),
    automountServiceAccountToken: posture.apiToken,
    enableServiceLinks: false,
    nodeSelector: Object.keys(nodeSelector).length > 0 ? nodeSelector : undefined,
    tolerations: some(tolerations),
    priorityClassName: workload.priority ?? project.settings.priority,
    terminationGracePeriodSeconds: workload.stopGraceSeconds,
    securityContext: {
      runAsNonRoot: !isRoot(workload),
      runAsUser: assigned ? undefined : user.uid,
      runAsGroup: assigned ? undefined : user.gid,
      fsGroup: assigned ? undefined : user.gid,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: posture.seccompUnconfined ? 'Unconfined' : 'RuntimeDefault' },
    },
    restartPolicy: workload.run ? 'Never' : undefined,
    topologySpreadConstraints: some(workload.spread.map((over) => spread(project, workload, over))),
    initContainers: some([...before.containers, ...others.initContainers]),
    containers: [container(project, workload, all), ...others.containers],
    volumes: some(volumes),
  };
}

const spread = (project: Project, workload: Workload, over: SpreadOver) =>
  ({
    maxSkew: 1,
    topologyKey: over === 'nodes' ? 'kubernetes.io/hostname' : 'topology.kubernetes.io/zone',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: podSelector(project, workload.name),
  }) as const;
