import type { At } from './at';
import type { Control, Miss } from './control';
import { textOf, texts, wrong } from './helpers/places';
import type { ComposeWorkload, EnvEntry, KubernetesWorkload } from './subject';

/*
 * Both ends of an edge between workloads speak TLS, unless the program says `tls: 'none'`. Edges to a Redis are judged by
 * redis-tls-only; that the files are there, and which, by secrets-as-files.
 *
 * The caller, in both targets:
 *   <AS>_URL        https, host and port of the callee; the same variable never without TLS
 *   <AS>_CA_FILE    a path of the project's authority
 * The callee, in both targets:
 *   TLS_CERT_FILE, TLS_KEY_FILE                  the paths of its own certificate and key
 *   Kubernetes: spec.containers[*].*Probe.httpGet.scheme    HTTPS, on such a port
 *   Compose:    services.*.healthcheck.test                 no http:// of such a port
 */
export const encryptedEdges = {
  id: 'encrypted-edges',
  title: 'workloads that call each other do so over TLS, with the authority of the project',
  severity: 'high',
  why: 'Who sees the traffic of a node or a bridge reads every request and its tokens, and who answers in place of the callee is believed.',
  subject: 'workload',
  clauses: { 'nsa-cisa': ['network/encryption'] },
  in: {
    kubernetes: {
      check: (w) => [...judgeEnds(w), ...judgeProbes(w)],
      weaken: [
        { name: 'the callee called without TLS', when: calls, do: (w) => url(w)?.set('http://plain:80') },
        {
          name: 'http in place of https',
          when: calls,
          do: (w) => url(w)?.set(textOf(url(w)?.value).replace('https:', 'http:')),
        },
        {
          name: 'the variable once more, without TLS',
          when: calls,
          do: (w) =>
            main(w)
              .at('env')
              .push({ name: nameOf(w), value: textOf(url(w)?.value).replace('https:', 'http:') }),
        },
        {
          name: 'no authority to trust',
          when: calls,
          do: (w) =>
            variable(w, trust(nameOf(w)))
              ?.at('value')
              .remove(),
        },
        {
          name: 'the authorities of the image',
          when: calls,
          do: (w) =>
            variable(w, trust(nameOf(w)))
              ?.at('value')
              .set('/etc/ssl/certs/ca-certificates.crt'),
        },
        {
          name: 'a key from elsewhere',
          when: serves,
          do: (w) => variable(w, 'TLS_KEY_FILE')?.at('value').set('/config/tls.key'),
        },
        { name: 'no certificate', when: serves, do: (w) => variable(w, 'TLS_CERT_FILE')?.at('name').set('CERT_FILE') },
        {
          name: 'a question in clear text',
          when: (w) => encryptedProbe(w) !== undefined,
          do: (w) => encryptedProbe(w)?.at('scheme').remove(),
        },
      ],
    },
    compose: {
      check: (w) => [...judgeEnds(w), ...judgeTest(w)],
      weaken: [
        { name: 'the callee called without TLS', when: calls, do: (w) => url(w)?.set('http://plain:80') },
        {
          name: 'http in place of https',
          when: calls,
          do: (w) => url(w)?.set(textOf(url(w)?.value).replace('https:', 'http:')),
        },
        {
          name: 'http in a list of variables',
          when: calls,
          do: (w) =>
            w.at
              .at('environment')
              .set(w.environment.map(({ name, value }) => `${name}=${(value ?? '').replace('https:', 'http:')}`)),
        },
        { name: 'no authority to trust', when: calls, do: (w) => w.at.at('environment', trust(nameOf(w))).remove() },
        {
          name: 'the authorities of the image',
          when: calls,
          do: (w) => w.at.at('environment', trust(nameOf(w))).set('/etc/ssl/certs/ca-certificates.crt'),
        },
        {
          name: 'a key from elsewhere',
          when: serves,
          do: (w) => w.at.at('environment', 'TLS_KEY_FILE').set('/config/key'),
        },
        { name: 'no certificate', when: serves, do: (w) => w.at.at('environment', 'TLS_CERT_FILE').remove() },
        {
          name: 'a question in clear text',
          implies: ['image-user'],
          when: serves,
          do: (w) => w.at.at('healthcheck', 'test').set(`wget -qO- http://localhost:${w.tls.serves[0]}/livez`),
        },
      ],
    },
  },
  exception: 'never',
} as const satisfies Control<'workload'>;

type Workload = KubernetesWorkload | ComposeWorkload;

function calls({ tls }: Workload): boolean {
  return tls.calls.length > 0;
}
function serves({ tls }: Workload): boolean {
  return tls.serves.length > 0;
}

/** Variables that say how to call somebody. */
const urlsOf = ({ environment }: Workload, { callee, port }: Workload['tls']['calls'][number]): readonly EnvEntry[] =>
  environment.filter(({ value = '' }) => new RegExp(`^[a-z][a-z0-9+.-]*://${callee}:${port}(?:/|$)`).test(value));

const trust = (name: string): string => name.replace(/_URL$/, '_CA_FILE');

/** What is in force of a variable: the last one counts. */
const valueOf = ({ environment }: Workload, name: string): EnvEntry | undefined =>
  environment.findLast((entry) => entry.name === name);

function judgeEnds(w: Workload): readonly Miss[] {
  const { tls } = w;
  const served = [
    ['TLS_CERT_FILE', tls.certificate],
    ['TLS_KEY_FILE', tls.key],
  ] as const;
  return [
    ...tls.calls.flatMap((call) => judgeCall(w, call)),
    ...(serves(w) ? served.flatMap(([name, path]) => judgePath(w, name, path === undefined ? [] : [path])) : []),
  ];
}

function judgeCall(w: Workload, call: Workload['tls']['calls'][number]): readonly Miss[] {
  const want = `https://${call.callee}:${call.port}`;
  const urls = urlsOf(w, call);
  if (urls.length === 0)
    return [{ at: [w.at], got: `no variable with ${want}`, want, fix: 'leave the variable as it was made' }];
  const names = [...new Set(urls.map(({ name }) => name))];
  return [
    ...urls.filter(({ value }) => !value?.startsWith('https://')).map(({ at }) => wrong(at, want, 'call it over TLS')),
    ...names.flatMap((name) => judgePath(w, trust(name), w.tls.authority)),
  ];
}

/** A variable that holds one of some paths. */
function judgePath(w: Workload, name: string, paths: readonly string[]): readonly Miss[] {
  const entry = valueOf(w, name);
  if (entry?.value !== undefined && paths.includes(entry.value)) return [];
  const got = `${name}: ${entry?.value ?? 'absent'}`;
  const want = paths.join(' or ') || 'a path of the contract';
  return [{ at: [entry?.at ?? w.at], got, want, fix: 'leave the variable as it was made' }];
}

const probes = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const;

/** Questions over HTTP to ports that serve TLS. */
const questions = (w: KubernetesWorkload): readonly At[] =>
  w.containers.flatMap((container) => {
    const served = container
      .at('ports')
      .list()
      .filter((port) => w.tls.serves.some((number) => port.at('containerPort').value === number))
      .flatMap((port) => [port.at('name').value, port.at('containerPort').value]);
    return probes
      .map((name) => container.at(name, 'httpGet'))
      .filter((question) => served.includes(question.at('port').value));
  });

const judgeProbes = (w: KubernetesWorkload): readonly Miss[] =>
  questions(w)
    .map((question) => question.at('scheme'))
    .filter(({ value }) => value !== 'HTTPS')
    .map((scheme) => wrong(scheme, 'HTTPS', 'ask over TLS'));

function judgeTest(w: ComposeWorkload): readonly Miss[] {
  const test = w.at.at('healthcheck', 'test');
  const text = typeof test.value === 'string' ? test.value : texts(test).join(' ');
  const plain = w.tls.serves.some((port) => new RegExp(`\\bhttp://[^\\s'"/]*:${port}\\b`).test(text));
  return plain ? [wrong(test, 'https', 'ask over TLS, or another port')] : [];
}

/** What mutations change: the first call, in the first container. */
const main = (w: KubernetesWorkload): At => w.containers[0] ?? w.at;
const first = (w: Workload): EnvEntry | undefined => w.tls.calls[0] && urlsOf(w, w.tls.calls[0])[0];
const nameOf = (w: Workload): string => first(w)?.name ?? '';
const url = (w: Workload): At | undefined => first(w)?.at;
const variable = (w: KubernetesWorkload, name: string): At | undefined =>
  main(w)
    .at('env')
    .list()
    .find((entry) => entry.at('name').value === name);
const encryptedProbe = (w: KubernetesWorkload): At | undefined => questions(w)[0];
