import {
  Exceptions,
  ExternalService,
  HardenedChart,
  Image,
  NodeService,
  Peer,
  Redis,
  type HardenedChartProps,
} from 'cdk8s-hardened';
import fc from 'fast-check';
import { synthesize } from '../programs/synthesize';
import { secretText } from './secret-texts';

type Write = (text: string, program: ProgramParts) => void;

interface ProgramParts {
  readonly service: (props?: Readonly<Record<string, unknown>>) => NodeService;
  readonly chart: (props: Readonly<Record<string, unknown>>) => void;
  readonly redis: (props: Readonly<Record<string, unknown>>) => Redis;
}

const external = (props: Readonly<Record<string, unknown>>, host = 'db.example.com') =>
  ExternalService.at(host, { scheme: 'postgresql', port: 5432, ...props }) as never;

const door = (props: Readonly<Record<string, unknown>>) =>
  ({ host: 'shop.example.com', tls: 'shop-tls', from: { namespace: 'ingress' }, ...props }) as never;

/** Places of a program that take a text, also those that want another type. */
const PLACES: readonly Write[] = [
  ...['image', 'port', 'memory', 'cpu', 'user', 'shutdown', 'appArmor'].map(
    (prop): Write =>
      (text, { service }) =>
        void service({ [prop]: text }),
  ),
  ...['owner', 'namespace', 'kubernetesVersion', 'user', 'appArmor'].map(
    (prop): Write =>
      (text, { chart }) =>
        chart({ [prop]: text }),
  ),
  ...['eviction', 'persistence', 'memory', 'user'].map(
    (prop): Write =>
      (text, { redis }) =>
        void redis({ [prop]: text }),
  ),
  ...['scheme', 'port', 'ca', 'user', 'database', 'cidr', 'namespace', 'composeHost'].map(
    (prop): Write =>
      (text, { service }) =>
        void service().connectTo(external({ [prop]: text })),
  ),
  ...['host', 'tls', 'from', 'address'].map(
    (prop): Write =>
      (text, { service }) =>
        void service().expose(door({ [prop]: text })),
  ),
  (text, { service }) => void service().connectTo(external({}, text)),
  (text, { service }) => void service().connectTo(Peer.host(text, 443)),
  (text, { service }) => void service().connectTo(Peer.cidr(text, 443)),
  (text, { service }) => void service({ image: Image.of(text) }),
  (text, { service }) => void service({ image: Image.locked(text) }),
  (text, { service }) => void service({ image: Image.build('app', { name: text, tag: '1' }) }),
  (text, { service }) => void service({ image: Image.build(text, { name: 'app', tag: '1' }) }),
  (text, { service }) => void service({ image: Image.build('app', { name: 'app', tag: '1', base: text }) }),
  (text, { service }) => void service({ args: [{ token: text }] }),
  (text, { service }) => void service({ command: text }),
  (text, { service }) => void service({ env: { A: { x: text } } }),
  (text, { service }) => void service({ labels: { a: text } }),
  (text, { service }) => void service({ secrets: [{ name: text }] }),
  (text, { service }) => void service({ health: { live: text } }),
  (text, { service }) => void service({ health: { live: { exec: ['sh', '-c', text] } } }),
  (text, { service }) => void service({ files: { 'x.conf': { path: text } } }),
  (text, { service }) => void service({ files: { [text]: { text: 'x' } } }),
  (text, { service }) => void service({ development: { inspector: text } }),
  (text, { chart }) => chart({ imagePullSecrets: [text] }),
  (text, { chart }) => chart({ annotations: { note: text } }),
  (text, { chart }) => chart({ tolerations: [{ key: text }] }),
  (text, { service }) => void Exceptions.of(service()).allow('cpu-limit', { reason: `x\n${text}` }),
  (text, { service }) => void Exceptions.of(service()).allow('cpu-limit', { reason: 'ten letters', until: text }),
  (text, { service, redis }) => void service().connectTo(redis({}), { keys: [text], access: 'read-only' }),
];

/** What synth says of a program, everything it throws. */
function saidOf(write: Write, text: string): string {
  try {
    synthesize((app) => {
      const props = { namespace: 'shop' } satisfies HardenedChartProps;
      let shop: HardenedChart | undefined;
      const chart = (more = {}) => (shop ??= new HardenedChart(app, 'shop', { ...props, ...more }));
      write(text, {
        chart: (more) => void chart(more),
        redis: (more) => new Redis(chart(), 'redis', more),
        service: (more = {}) =>
          new NodeService(chart(), 'web', {
            image: Image.build('app', { name: 'registry.example.com/test/app', tag: '1.0.0' }),
            port: 3000,
            ...more,
          }),
      });
    });
    return '';
  } catch (error) {
    return String(error instanceof Error ? error.message : error);
  }
}

// Seen red: `appArmor` as an address with a password, a host `DB_PASSWORD=…` in the name of the call.
test('no message of synth shows a secret, whatever place it was written at', () => {
  const silent: number[] = [];
  fc.assert(
    fc.property(secretText, fc.constantFrom(...PLACES.keys()), ({ value, text }, place) => {
      const write = PLACES[place];
      const said = write === undefined ? '' : saidOf(write, text);
      if (said === '') silent.push(place);
      expect({ place, text, leak: said.split('\n').filter((line) => line.includes(value)) }).toMatchObject({
        leak: [],
      });
    }),
    { numRuns: 120, seed: 7 },
  );
  expect(new Set(silent).size).toBeLessThan(PLACES.length / 2);
}, 120_000);
