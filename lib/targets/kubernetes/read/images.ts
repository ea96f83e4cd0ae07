import type { At } from '../../../controls/at';
import type { DockerfileRead, ImageUse } from '../../../controls/subject';
import type { ProjectContract } from '../../../model/contract';
import { isAssigned } from '../../expected';
import { healthOfCommand } from '../../health-command';
import { hasKey, numberOf, textOf, textsOf, uniqueIds } from '../../values';
import { podPort, type Container, type Pod } from './pods';

/** The image of every container; `dockerfileOf` finds what the contract says builds a workload's image. */
export function imagesOf(
  project: string,
  contract: ProjectContract,
  pods: readonly Pod[],
  dockerfileOf: (workload: string) => DockerfileRead | undefined,
): readonly ImageUse[] {
  const unique = uniqueIds();
  return pods.flatMap((pod) => {
    const main = mainContainer(pod);
    return pod.containers.map((container) => {
      const { at, name, waitsFor, companion } = container;
      const other = waitsFor ?? companion;
      const workload = other ?? pod.id;
      return {
        id: unique(`${project}/${pod.id}/${name}`),
        project,
        workload,
        at: at.at('image'),
        reference: textOf(at.at('image')),
        built: false,
        build: undefined,
        dockerfile: container === main || other !== undefined ? dockerfileOf(workload) : undefined,
        user: userOf(at, pod.spec),
        assigned: isAssigned(contract, workload),
        ports: at
          .at('ports')
          .list()
          .flatMap((port) => numberOf(port.at('containerPort')) ?? []),
        health: healthOf(at.at('readinessProbe'), pod),
      };
    });
  });
}

/** The container that runs the workload's own image: the one of its name, else the first. */
function mainContainer({ id, containers }: Pod): Container | undefined {
  const main = containers.filter(({ list }) => list === 'containers');
  return main.find(({ name }) => name === id) ?? main[0];
}

/** `uid:gid`, as a Dockerfile writes it; the container's own fields win over those of its pod. */
function userOf(container: At, pod: At): ImageUse['user'] {
  const field = (name: string): At =>
    [container, pod].map((at) => at.at('securityContext', name)).find(({ value }) => value !== undefined) ??
    container.at('securityContext', name);
  const [user, group] = [field('runAsUser'), field('runAsGroup')];
  const parts = [textOf(user), textOf(group)].filter((part) => part !== undefined);
  return { value: textOf(user) === undefined ? undefined : parts.join(':'), at: user };
}

function healthOf(probe: At, pod: Pod): ImageUse['health'] {
  const portOf = (at: At): number | undefined => {
    const port = at.at('port').value;
    return typeof port === 'string' || typeof port === 'number' ? podPort(pod, port, 'TCP') : undefined;
  };
  const http = probe.at('httpGet');
  if (hasKey(probe, 'httpGet')) return { port: portOf(http), path: textOf(http.at('path')) ?? '/' };
  if (hasKey(probe, 'tcpSocket')) return { port: portOf(probe.at('tcpSocket')), path: undefined };
  return healthOfCommand(textsOf(probe.at('exec', 'command')));
}
