import { configDigest } from '../../../model/config-digest';
import type { Project } from '../../../model/project';
import type { Workload } from '../../../model/workload';
import { container } from './container';
import { annotation, podLabels, podSelector } from './labels';
import type { Labels, PodSpec, PodTemplate } from './types';
import { mounted } from './volumes';

/** The pod template of a workload. */
export function podTemplate(project: Project, workload: Workload): PodTemplate {
  const annotations = restartAnnotations(project, workload);
  return {
    metadata: { labels: podLabels(project, workload), ...(annotations && { annotations }) },
    spec: podSpec(project, workload),
  };
}

function podSpec(project: Project, workload: Workload): PodSpec {
  const { user, posture, replicas } = workload;
  const all = mounted(workload);
  return {
    serviceAccountName: workload.name,
    automountServiceAccountToken: posture.apiToken,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: workload.stopGraceSeconds,
    securityContext: {
      runAsNonRoot: user.uid !== 0,
      runAsUser: user.uid,
      runAsGroup: user.gid,
      fsGroup: user.gid,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: posture.seccompUnconfined ? 'Unconfined' : 'RuntimeDefault' },
    },
    ...(replicas > 1 && { topologySpreadConstraints: [spread(project, workload)] }),
    containers: [container(workload, all)],
    ...(all.volumes.length > 0 && { volumes: all.volumes }),
  };
}

const spread = (project: Project, workload: Workload) =>
  ({
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: podSelector(project, workload.name),
  }) as const;

/** Digests whose change restarts the readers of what changed. */
function restartAnnotations(project: Project, workload: Workload): Labels | undefined {
  const redis = project.redis.find((server) => server.workload === workload.name);
  const config = configDigest(workload.files);
  if (!redis && config === undefined) return undefined;
  return {
    ...(redis && { [annotation('acl')]: redis.aclDigest }),
    ...(config !== undefined && { [annotation('config')]: config }),
  };
}
