import { missing } from '../../engine/docker/requirements';
import type { Place } from '../frame';
import { startOnDocker } from './start';

/** A Docker engine of its own. */
export const onDocker: Place = {
  what: 'engine',
  required: process.env['REQUIRE_ENGINE'] === '1',
  missing,
  start: startOnDocker,
  settings: () => [],
};
