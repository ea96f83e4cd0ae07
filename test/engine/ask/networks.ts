import { judged } from '../answers';
import { inspected, services, type Stack } from '../docker/stack';
import type { Ask } from './ask';
import { same } from './values';

interface InspectedNetwork {
  readonly Internal: boolean;
  readonly Options: Readonly<Record<string, string>> | null;
}

const named = (stack: Stack, network: string): string => `${stack.file.name}_${network}`;

/** The networks themselves and who is on them. */
export const networks: Ask = async (stack) => {
  const problems: string[] = [];
  const seen: string[] = [];
  for (const [name, said] of Object.entries(stack.file.networks ?? {})) {
    const text = (await stack.engine.docker(['network', 'inspect', named(stack, name)])).out;
    const [network] = JSON.parse(text) as InspectedNetwork[];
    problems.push(...same(`${name}: internal`, said?.internal ?? false, network?.Internal));
    problems.push(
      ...same(`${name}: options`, JSON.stringify(said?.driver_opts ?? {}), JSON.stringify(network?.Options ?? {})),
    );
  }
  for (const service of services(stack)) {
    const said = stack.file.services[service];
    const { NetworkSettings, HostConfig } = await inspected(stack, service);
    const on = Object.keys(NetworkSettings.Networks).sort().join();
    problems.push(
      ...same(
        `${service}: networks`,
        said?.networks
          ?.map((name) => named(stack, name))
          .sort()
          .join(),
        on,
      ),
    );
    problems.push(...same(`${service}: dns`, said?.dns?.join(), HostConfig.Dns?.join()));
    seen.push(`${service}: ${on}`);
  }
  return judged(problems, seen.join('; '));
};
