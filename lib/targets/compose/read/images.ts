import type { At } from '../../../controls/at';
import type { DockerfileRead, ImageUse } from '../../../controls/subject';
import { healthOfCommand } from '../../health-command';
import { isPresent, textOf } from '../../values';
import { healthWords } from './commands';
import { literalOf } from './forms';
import { containerPorts } from './ports';

/** The image of a service. */
export function imageOf(project: string, name: string, service: At, dockerfile: DockerfileRead | undefined): ImageUse {
  const build = service.at('build');
  const image = service.at('image');
  const user = service.at('user');
  return {
    id: `${project}/${name}`,
    project,
    workload: name,
    at: image,
    reference: literalOf(image) ?? textOf(image),
    built: isPresent(build),
    build: isPresent(build) ? build : undefined,
    dockerfile,
    user: { value: literalOf(user) ?? textOf(user), at: user },
    assigned: false,
    ports: containerPorts(service),
    health: healthOfCommand(healthWords(service)),
  };
}
