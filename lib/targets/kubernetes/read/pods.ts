import type { At } from '../../../controls/at';
import type { KubernetesContainer } from '../../../controls/subject';
import type { ProjectContract, WorkloadContract } from '../../../model/contract';
import { expectedCompanions, workloadNamed } from '../../expected';
import { recordOf, textOf, uniqueIds } from '../../values';
import type { KubernetesObject } from './objects';
import type { Labels } from './selectors';

/** A pod, as a workload makes it or as it is written itself. */
export interface Pod {
  /** Unique in its project: the name of its workload, numbered where it repeats. That of a Job is without its digest. */
  readonly id: string;
  /** Name of the object that makes it. */
  readonly name: string;
  readonly object: KubernetesObject;
  readonly namespace: string;
  readonly labels: Labels;
  readonly metadata: At;
  /** The pod spec. */
  readonly spec: At;
  readonly containers: readonly Container[];
  /** On the network of its node, where no policy holds. */
  readonly hostNetwork: boolean;
}

/** A container of a pod. */
export interface Container {
  readonly name: string;
  readonly at: At;
  readonly list: KubernetesContainer['list'];
  readonly longRunning: boolean;
  /** The job whose work this init container waits for, where the contract says so. */
  readonly waitsFor: string | undefined;
  /** The init container or sidecar of the contract that it is; `undefined` for the workload's own, and what nobody declared. */
  readonly companion: string | undefined;
}

/** The pods of some objects. Kinds nobody here knows count as soon as they hold a pod template. */
export function podsOf(objects: readonly KubernetesObject[], contract: ProjectContract): readonly Pod[] {
  const unique = uniqueIds();
  return objects.flatMap((object) => {
    const template = templateOf(object);
    if (template === undefined) return [];
    const name = withoutDigest(object, contract);
    const after = workloadNamed(contract, name)?.after ?? [];
    return [podOf(object, template, unique(name), after, expectedCompanions(contract, name))];
  });
}

/** The workload of a Job, whose name changes with its template. */
function withoutDigest({ kind, name }: KubernetesObject, contract: ProjectContract): string {
  const [, workload] = /^(.*)-[0-9a-f]{8}$/.exec(name) ?? [];
  const known = kind === 'Job' && workload !== undefined && workloadNamed(contract, workload)?.kind === 'job';
  return known ? workload : name;
}

function podOf(
  object: KubernetesObject,
  template: At,
  id: string,
  after: readonly string[],
  companions: readonly WorkloadContract[],
): Pod {
  const spec = template.at('spec');
  const metadata = template.at('metadata');
  return {
    id,
    name: object.name,
    object,
    namespace: object.namespace,
    labels: recordOf(metadata.at('labels')),
    metadata,
    spec,
    containers: containersOf(spec, !['Job', 'CronJob'].includes(object.kind), after, companions),
    hostNetwork: spec.at('hostNetwork').value === true,
  };
}

function templateOf({ kind, at }: KubernetesObject): At | undefined {
  if (kind === 'Pod') return at;
  if (kind === 'PodTemplate') return at.at('template');
  const spec = at.at('spec');
  return [spec.at('template'), spec.at('jobTemplate', 'spec', 'template')].find((template) =>
    lists.some((list) => Array.isArray(template.at('spec', list).value)),
  );
}

const lists = ['initContainers', 'containers', 'ephemeralContainers'] as const;

function containersOf(
  spec: At,
  serves: boolean,
  after: readonly string[],
  companions: readonly WorkloadContract[],
): readonly Container[] {
  return lists.flatMap((list) =>
    spec
      .at(list)
      .list()
      .map((at, index) => ({
        name: textOf(at.at('name')) ?? `${list}[${index}]`,
        at,
        list,
        // An init container that restarts always is a sidecar.
        longRunning: serves && runsOn(at, list),
        waitsFor: list === 'initContainers' ? after.find((job) => textOf(at.at('name')) === `after-${job}`) : undefined,
        companion: companions.find(
          ({ name, kind }) =>
            textOf(at.at('name')) === name &&
            list !== 'ephemeralContainers' &&
            (kind === 'sidecar') === runsOn(at, list),
        )?.name,
      })),
  );
}

/** Whether a container is meant to run as long as its pod does. */
const runsOn = (at: At, list: Container['list']): boolean =>
  list === 'containers' || textOf(at.at('restartPolicy')) === 'Always';

/** A named or numbered port of a pod; `undefined` where no container has one of that name. */
export function podPort(pod: Pod, port: string | number, protocol: string): number | undefined {
  if (typeof port === 'number') return port;
  for (const { at } of pod.containers) {
    for (const entry of at.at('ports').list()) {
      const number = entry.at('containerPort').value;
      const same = textOf(entry.at('name')) === port && (textOf(entry.at('protocol')) ?? 'TCP') === protocol;
      if (same && typeof number === 'number') return number;
    }
  }
  return undefined;
}
