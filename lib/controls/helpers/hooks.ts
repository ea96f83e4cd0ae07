import type { At } from '../at';
import type { Miss } from '../control';
import { isSet, textOf, wrong } from './places';

/** Hooks of a Compose service: programs that the engine starts beside the one of the container, in it. */
export const hooksOf = (service: At): readonly At[] =>
  ['post_start', 'pre_stop'].flatMap((name) => service.at(name).list());

/** Misses of hooks of a Compose service that have every capability, whatever the service itself has. */
export const privilegedHooks = (service: At): readonly Miss[] =>
  hooksOf(service)
    .map((hook) => hook.at('privileged'))
    .filter((at) => isSet(at) && textOf(at.value) !== 'false')
    .map((at) => wrong(at, 'nothing', 'remove it'));
