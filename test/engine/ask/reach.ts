import { held, judged, notHeld, recorded } from '../answers';
import {
  APPLICATION,
  container,
  inspected,
  once,
  probe,
  probeFromNetworkOf,
  REDIS,
  services,
  type Stack,
} from '../docker/stack';
import type { Ask } from './ask';

interface Reached {
  readonly tcp: Readonly<Record<string, string>>;
  readonly udp: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
}

const SCRIPT = 'reach.ts';

/** Every target at once: those that get no answer take as long as the time-out. */
function targets(stack: Stack): { readonly outside: string; readonly metadata: string } {
  const { host, metadata, port } = stack.engine.outside;
  return { outside: `${host}:${port}`, metadata: `${metadata}:${port}` };
}

/** A name that nobody asked for before. */
const nameFor = (who: string): string => `name-of-${who}.example`;

const asked = (stack: Stack, who: string): object => {
  const { outside, metadata } = targets(stack);
  return { tcp: [outside, metadata], udp: [outside], names: [nameFor(who)] };
};

const twin = (stack: Stack): Promise<Reached> =>
  once(stack, 'reach twin', () => probe<Reached>(stack, stack.twin, SCRIPT, asked(stack, 'twin')));

/** From the very network of the container, whatever programs it has. */
const reached = (stack: Stack, service: string): Promise<Reached> =>
  once(stack, `reach ${service}`, async () =>
    probeFromNetworkOf<Reached>(stack, await container(stack, service), SCRIPT, asked(stack, service)),
  );

/** First the twin, which must get there; then each container, which must not. */
async function onlyTheTwin(stack: Stack, got: (of: Reached) => string | undefined, success: string) {
  const first = got(await twin(stack));
  if (first !== success)
    return notHeld(`not even a container without any hardening gets there (${first}): nothing is proved`);
  const seen: string[] = [];
  const problems: string[] = [];
  for (const service of services(stack)) {
    const what = got(await reached(stack, service));
    seen.push(`${service}: ${what}`);
    if (what === success || what === undefined) problems.push(`${service}: ${what}`);
  }
  return judged(problems, `twin: ${first}; ${seen.join('; ')}`);
}

export const outside: Ask = (stack) => onlyTheTwin(stack, (of) => of.tcp[targets(stack).outside], 'connected');
export const metadata: Ask = (stack) => onlyTheTwin(stack, (of) => of.tcp[targets(stack).metadata], 'connected');
export const datagram: Ask = (stack) => onlyTheTwin(stack, (of) => of.udp[targets(stack).outside], 'answered');

export const redisByName: Ask = async (stack) => {
  const id = await container(stack, APPLICATION);
  const found = await probe<Reached>(stack, id, SCRIPT, { tcp: [`${REDIS}:6379`], udp: [], names: [REDIS] });
  const address = (await inspected(stack, REDIS)).NetworkSettings.Networks;
  const addresses = Object.values(address).map((network) => network.IPAddress);
  const problems = [
    ...(found.tcp[`${REDIS}:6379`] === 'connected' ? [] : [`TCP: ${found.tcp[`${REDIS}:6379`]}`]),
    ...(addresses.includes(found.names[REDIS] ?? '') ? [] : [`its name gives ${found.names[REDIS]}`]),
  ];
  return judged(problems, `${REDIS} is ${found.names[REDIS]}, connected`);
};

export const names: Ask = async (stack) => {
  const first = (await twin(stack)).names[nameFor('twin')];
  const { host, namesAsked } = stack.engine.outside;
  const before = namesAsked().includes(nameFor('twin'));
  if (first !== host || !before)
    return notHeld(`not even a name that the twin asks for arrives (${first}): nothing is proved`);
  const problems: string[] = [];
  const seen: string[] = [];
  for (const service of services(stack)) {
    const got = (await reached(stack, service)).names[nameFor(service)];
    seen.push(`${service}: ${got}`);
    if (got === host || namesAsked().includes(nameFor(service)))
      problems.push(`the name that ${service} asked for arrived`);
  }
  const own = namesAsked().filter((name) =>
    services(stack).some((service) => name === service || name.startsWith(`${service}.`)),
  );
  if (own.length > 0) problems.push(`names of our own services were asked outside: ${own.join()}`);
  return judged(problems, `twin: ${first}; ${seen.join('; ')}`);
};

/** A container of somebody else, against each address and port of ours; first one that is let in. */
export const stranger: Ask = async (stack) => {
  const all = await Promise.all(services(stack).map((service) => inspected(stack, service)));
  const addresses = all.map(({ NetworkSettings: { Networks } }) => Object.values(Networks).map((n) => n.IPAddress));
  const [redis, application] = [
    addresses[services(stack).indexOf(REDIS)] ?? [],
    addresses[services(stack).indexOf(APPLICATION)] ?? [],
  ];
  const tcp = [...redis.map((a) => `${a}:6379`), ...application.flatMap((a) => [`${a}:5010`, `${a}:9464`])];
  const allowed = await probe<Reached>(stack, await container(stack, APPLICATION), SCRIPT, { tcp, udp: [], names: [] });
  const shut = tcp.filter((to) => allowed.tcp[to] !== 'connected');
  if (shut.length > 0) return notHeld(`not even the application gets to ${shut.join()}: nothing is proved`);
  const tried = await probe<Reached>(stack, stack.twin, SCRIPT, { tcp, udp: [], names: [] });
  const problems = tcp.filter((to) => tried.tcp[to] === 'connected').map((to) => `${to} lets it in`);
  return judged(
    problems,
    `${tcp.length} addresses and ports, all open to the application: ${[...new Set(Object.values(tried.tcp))].join()}`,
  );
};

export const reverse: Ask = async (stack) => {
  const id = await container(stack, REDIS);
  const tcp = [`${APPLICATION}:5010`, `${APPLICATION}:9464`];
  const found = await probeFromNetworkOf<Reached>(stack, id, SCRIPT, { tcp, udp: [], names: [] });
  const open = tcp.filter((to) => found.tcp[to] === 'connected');
  return open.length === 0
    ? held('closed')
    : recorded(`Redis connects to ${open.join(' and ')}: one bridge has no direction`);
};

export const oneWay: Ask = async (stack) => {
  for (const service of services(stack)) await reached(stack, service);
  const from = new Set(
    stack.engine.outside
      .arrived()
      .filter((line) => line.startsWith('udp'))
      .map((line) => line.split(' ').at(-1) ?? ''),
  );
  const ours = [...from].filter((address) => address.startsWith('10.232.'));
  return ours.length === 0
    ? held('none arrived')
    : recorded(`datagrams arrived from ${ours.join()}, a private source address`);
};

/** The engine's host answers on each bridge. */
export const host: Ask = async (stack) => {
  const { hostServicePort } = stack.engine.outside;
  const gateway = (address: string): string => `${address.split('.').slice(0, 3).join('.')}.1:${hostServicePort}`;
  const seen: string[] = [];
  for (const service of services(stack)) {
    const tcp = Object.values((await inspected(stack, service)).NetworkSettings.Networks).map((n) =>
      gateway(n.IPAddress),
    );
    const found = await probeFromNetworkOf<Reached>(stack, await container(stack, service), SCRIPT, {
      tcp,
      udp: [],
      names: [],
    });
    seen.push(
      `${service}: ${Object.entries(found.tcp)
        .map(([to, what]) => `${to} ${what}`)
        .join(', ')}`,
    );
  }
  return seen.some((line) => line.includes(' connected')) ? recorded(seen.join('; ')) : held(seen.join('; '));
};
