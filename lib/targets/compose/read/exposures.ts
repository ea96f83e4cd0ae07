import type { At } from '../../../controls/at';
import type { ComposeExposure } from '../../../controls/subject';
import type { ProjectContract } from '../../../model/contract';
import { publishedPorts } from './ports';

/** Every published port of a service. */
export function exposuresOf(
  project: string,
  { exposures }: ProjectContract,
  name: string,
  service: At,
): readonly ComposeExposure[] {
  return publishedPorts(service).map((port, index) => {
    const own = exposures.filter(({ workload }) => workload === name);
    const declared = own.find((exposure) => exposure.port === port.target) ?? own[0];
    return {
      id: `${project}/${name}/ports/${index}`,
      project,
      workload: name,
      at: port.at,
      address: port.address,
      published: port.published,
      target: port.target,
      declared: declared === undefined ? undefined : { address: declared.address, port: declared.port },
    };
  });
}
