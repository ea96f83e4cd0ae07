import { callerRules } from '../../../lib/model/redis';

/** Rules as `connectTo` makes them. */
export const presets = {
  queue: callerRules({ access: 'queue', keys: ['job:*'], channels: [], commands: [] }),
  'pub-sub': callerRules({ access: 'pub-sub', keys: [], channels: ['news:*'], commands: [] }),
} as const;
