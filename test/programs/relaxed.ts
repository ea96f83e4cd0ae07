import {
  Exceptions,
  HardenedChart,
  Image,
  NodeService,
  Redis,
  type HardenedApp,
  type HardenedChartProps,
  type NodeServiceProps,
  type RelaxableId,
} from 'cdk8s-hardened';
import { BUILT, synthesize, type Synthesized } from './synthesize';

/** What a program needs besides the exception, for controls that permit an input. */
interface Input {
  readonly service?: Partial<NodeServiceProps>;
  readonly commands?: readonly string[];
  readonly address?: string;
  readonly perCallee?: true;
  readonly unlocked?: true;
  /** Where the exception is given. @default 'web' */
  readonly scope?: 'chart' | 'redis';
}

/** Every relaxable control with its input: one that is forgotten does not compile. */
const inputs: Readonly<Record<RelaxableId, Input>> = {
  'non-root-user': { service: { user: { uid: 0, gid: 0 } } },
  'read-only-root': {},
  'drop-capabilities': {},
  'no-privilege-escalation': {},
  'seccomp-profile': {},
  'cpu-limit': {},
  'health-checks': { service: { health: 'none' } },
  'secrets-as-files': {},
  'service-account-token': {},
  'declared-edges-only': { perCallee: true, scope: 'chart' },
  'narrow-exposure': { address: '0.0.0.0' },
  'redis-least-privilege': { commands: ['keys'], scope: 'redis' },
  'pinned-image': { unlocked: true },
  'no-secret-values': { service: { env: { SESSION_TOKEN: 'none' } } },
};

/** Ids of every control that an exception can relax. */
export const relaxableIds = Object.keys(inputs) as RelaxableId[];

/** The reason that must be seen in both outputs. */
export const REASON = 'the test of this exception wants it';

/** A program with the exception of one control, and with the input that it permits. Its chart may have more props. */
export const relaxed = (control: RelaxableId, more: Partial<HardenedChartProps> = {}): Synthesized => {
  const input = inputs[control];
  return synthesize((app) => program(app, control, input, more), { locked: !input.unlocked });
};

function program(app: HardenedApp, control: RelaxableId, input: Input, more: Partial<HardenedChartProps>): void {
  const chart = new HardenedChart(app, 'relaxed', {
    namespace: 'relaxed',
    networks: input.perCallee ? 'per-callee' : 'per-edge',
    ...more,
  });
  const redis = new Redis(chart, 'redis', { storage: '1Gi' });
  const image = Image.build('app', BUILT);
  const web = new NodeService(chart, 'web', { image, port: 3000, ...input.service });
  const other = new NodeService(chart, 'other', {
    image: Image.of('node:24-alpine@sha256:a0b9bf06e4e6193cf7a0f58816cc935ff8c2a908f81e6f1a95432d679c54fbfd'),
    port: 3001,
  });
  web.connectTo(redis, { keys: ['web:*'], access: 'read-write', commands: input.commands });
  other.connectTo(redis, { keys: ['other:*'], access: 'read-only' });
  web.expose({ host: 'web.example.com', tls: 'web-tls', from: { namespace: 'ingress' }, address: input.address });
  const scope = input.scope === 'chart' ? chart : input.scope === 'redis' ? redis : web;
  Exceptions.of(scope).allow(control, { reason: REASON, owner: 'the tests' });
}
