import { list, record, word } from './json';
import type { FoundComposeService } from './read-compose';

/** Parts of a service that are read elsewhere, or that say what is so anyway. */
const READ =
  /^(image|build|ports|expose|entrypoint|command|environment|depends_on|links|healthcheck|mem_limit|cpus|pids_limit|user|deploy|volumes|restart|read_only|init)$/;

/** One line for each part of a service that a program does not take over. */
export function leftovers({ raw, ports, context }: FoundComposeService, construct: boolean): readonly string[] {
  const build = Object.keys(record(raw['build'])).filter((key) => key !== 'context' && key !== 'dockerfile');
  const deploy = record(raw['deploy']);
  const limits = Object.keys(record(record(deploy['resources'])['limits']));
  const parts = [
    ...Object.keys(raw).filter((key) => !READ.test(key) && !key.startsWith('x-')),
    ...build.map((key) => `build.${key}`),
    ...Object.keys(deploy)
      .filter((key) => key !== 'resources' && (key !== 'replicas' || context === undefined))
      .map((key) => `deploy.${key}`),
    ...Object.keys(record(deploy['resources']))
      .filter((key) => key !== 'limits')
      .map((key) => `deploy.resources.${key}`),
    ...limits.filter((key) => !/^(memory|cpus|pids)$/.test(key)).map((key) => `deploy.resources.limits.${key}`),
  ];
  return [
    ...ports
      .filter(({ published }) => published !== undefined)
      .map(({ published }) => `published as ${published}: not taken over, say who may come with expose`),
    ...list(raw['volumes']).map(
      (volume) => `volume ${mount(volume)}: not taken over${construct ? wayFor(volume) : ''}`,
    ),
    ...parts.map((part) => `${part}: not taken over`),
  ];
}

const mount = (volume: unknown): string => {
  const { source, target } = record(volume);
  return word(volume) ?? [source, target].flatMap((part) => word(part) ?? []).join(':');
};

const wayFor = (volume: unknown): string =>
  readOnly(volume)
    ? ', use files for configuration'
    : ', use storage for data that lasts (one replica), writable for the rest; the size is for you to say';

const readOnly = (volume: unknown): boolean =>
  typeof volume === 'string' ? /:ro(,|$)|:z?,?ro$/.test(volume) : record(volume)['read_only'] === true;
