import type { At } from '../at';
import type { Miss } from '../control';
import type { ComposeWorkload, EnvEntry, KubernetesWorkload } from '../subject';
import { texts, wrong } from './places';

type Workload = KubernetesWorkload | ComposeWorkload;

type Call = Workload['tls']['calls'][number];

/** Variables that say how to call somebody. */
export const urlsOf = ({ environment }: Workload, { callee, port }: Call): readonly EnvEntry[] => {
  const address = new RegExp(`^[a-z][a-z0-9+.-]*://(?:[^\\s/@]*@)?${callee}:${port}(?:[/?#]|$)`, 'i');
  return environment.filter(({ value = '' }) => address.test(value));
};

/** The variable that names the authority beside one that holds a URL. */
export const trust = (name: string): string => name.replace(/_URL$/, '_CA_FILE');

/** Node believes every certificate where this is 0. */
export const VERIFICATION = 'NODE_TLS_REJECT_UNAUTHORIZED';

/** What is in force of a variable, in each container that has it. */
const inForce = ({ environment }: Workload, name: string): readonly EnvEntry[] =>
  environment.filter((entry) => entry.name === name && entry.inForce);

/** Both ends of a workload's edges over TLS, as its variables say them. */
export function judgeEnds(w: Workload): readonly Miss[] {
  const { tls } = w;
  const served = [
    ['TLS_CERT_FILE', tls.certificate],
    ['TLS_KEY_FILE', tls.key],
  ] as const;
  return [
    ...tls.calls.flatMap((call) => judgeCall(w, call)),
    ...inForce(w, VERIFICATION)
      .filter(({ value }) => value !== '1')
      .map(({ at, value = 'from somewhere else' }): Miss => {
        const fix = 'remove it; give the client the authority of the server in a file';
        return { at: [at], got: `${VERIFICATION}: ${value}`, want: 'absent', fix };
      }),
    ...(tls.serves.length > 0
      ? served.flatMap(([name, path]) => judgePath(w, name, path === undefined ? [] : [path]))
      : []),
  ];
}

function judgeCall(w: Workload, call: Call): readonly Miss[] {
  const want = `${call.scheme}://${call.scheme === 'rediss' ? '…@' : ''}${call.callee}:${call.port}`;
  const urls = urlsOf(w, call);
  if (!urls.some((entry) => entry.inForce && schemeOf(entry) === call.scheme))
    return [{ at: [w.at], got: `no variable with ${want}`, want, fix: 'leave the variable as it was made' }];
  const names = [...new Set(urls.map(({ name }) => name))];
  const secure = urls.filter((entry) => encrypted.has(schemeOf(entry)));
  // One name with the authority is enough: variables of the program's own have none.
  const trusts = names.map((name) => judgePath(w, trust(name), w.tls.authority));
  return [
    ...names
      .flatMap((name) => inForce(w, name))
      .filter((entry) => !secure.includes(entry))
      .map(({ name, value, at }): Miss => {
        return { at: [at], got: `${name}: ${address(value)}`, want, fix: 'call it over TLS' };
      }),
    ...(trusts.some((misses) => misses.length === 0) ? [] : trusts.flat()),
  ];
}

/** Schemes of TLS: the program may have put the address in variables of its own too. */
const encrypted: ReadonlySet<string> = new Set(['https', 'wss', 'rediss', 'grpcs', 'amqps', 'mqtts', 'ldaps', 'tls']);

const schemeOf = ({ value = '' }: EnvEntry): string => value.slice(0, Math.max(value.indexOf(':'), 0)).toLowerCase();

/** A variable that holds one of some paths, in each container that has it. */
function judgePath(w: Workload, name: string, paths: readonly string[]): readonly Miss[] {
  const want = paths.join(' or ') || 'a path of the contract';
  const fix = 'leave the variable as it was made';
  const found = inForce(w, name);
  if (found.length === 0) return [{ at: [w.at], got: `${name}: absent`, want, fix }];
  return found
    .filter(({ value }) => value === undefined || !paths.includes(value))
    .map(({ at, value }) => ({ at: [at], got: `${name}: ${value ?? 'from somewhere else'}`, want, fix }));
}

/** A URL for people: its scheme, host and port. What is before an `@` or behind them may be a password. */
const address = (value = ''): string => /^[a-z][a-z0-9+.-]*:\/\/[^\s@/?#]*(?=[/?#]|$)/i.exec(value)?.[0] ?? 'not shown';

const probes = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const;

/** Questions over HTTP to ports that serve TLS. */
export const questions = (w: KubernetesWorkload): readonly At[] =>
  w.containers.flatMap((container) => {
    const served = container
      .at('ports')
      .list()
      .filter((port) => w.tls.serves.some((number) => port.at('containerPort').value === number))
      .map((port) => port.at('name').value);
    return probes
      .map((name) => container.at(name, 'httpGet'))
      .filter((question) => [...w.tls.serves, ...served].includes(question.at('port').value));
  });

/** Probes of ports that serve TLS ask over TLS, also those that run a command. */
export const judgeProbes = (w: KubernetesWorkload): readonly Miss[] => [
  ...questions(w)
    .map((question) => question.at('scheme'))
    .filter(({ value }) => value !== 'HTTPS')
    .map((scheme) => wrong(scheme, 'HTTPS', 'ask over TLS')),
  ...w.containers
    .flatMap((container) => probes.map((name) => container.at(name, 'exec', 'command')))
    .filter((command) => asksInClear(w, texts(command).join(' ')))
    .map((command) => wrong(command, 'https', 'ask over TLS, or another port')),
];

/** The command of a health check asks no port that serves TLS in clear text. */
export function judgeTest(w: ComposeWorkload): readonly Miss[] {
  const test = w.at.at('healthcheck', 'test');
  const text = typeof test.value === 'string' ? test.value : texts(test).join(' ');
  return asksInClear(w, text) ? [wrong(test, 'https', 'ask over TLS, or another port')] : [];
}

/** True where a command names a port that serves TLS with a URL or Node's module of clear text. */
const asksInClear = ({ tls }: Workload, command: string): boolean =>
  tls.serves.some(
    (port) =>
      new RegExp(`\\bhttp://[^\\s'"/]*:${port}\\b`, 'i').test(command) ||
      (/['"`](?:node:)?http['"`]/.test(command) && new RegExp(`\\b${port}\\b`).test(command)),
  );
