import type { At } from './at';
import type { Control } from './control';
import { textOf } from './helpers/places';
import { VERIFICATION, judgeEnds, judgeProbes, judgeTest, questions, trust, urlsOf } from './helpers/tls-ends';
import type { ComposeWorkload, EnvEntry, KubernetesWorkload } from './subject';

/*
 * Both ends of an edge between workloads speak TLS, unless the program says `tls: 'none'`. The half of a Redis is judged by
 * redis-tls-only; that the files are there, and which, by secrets-as-files.
 *
 * The caller, in both targets:
 *   <AS>_URL                       https or rediss, host and port of the callee: what is in force, the last one of its name
 *   <AS>_CA_FILE                   a path of the project's authority
 *   NODE_TLS_REJECT_UNAUTHORIZED   must be absent, or 1; so where nobody of the project is called
 * The callee, in both targets:
 *   TLS_CERT_FILE, TLS_KEY_FILE                  the paths of its own certificate and key
 *   Kubernetes: spec.containers[*].*Probe.httpGet.scheme    HTTPS, on such a port; exec.command as in Compose
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
          name: 'http in place of https, redis in place of rediss',
          when: calls,
          do: (w) => url(w)?.set(plainly(textOf(url(w)?.value))),
        },
        {
          name: 'the variable once more, without TLS',
          when: calls,
          do: (w) =>
            main(w)
              .at('env')
              .push({ name: nameOf(w), value: plainly(textOf(url(w)?.value)) }),
        },
        {
          name: 'the variable once more, to somebody else',
          when: calls,
          do: (w) =>
            main(w)
              .at('env')
              .push({ name: nameOf(w), value: 'http://somebody-else' }),
        },
        {
          name: 'the variable once more, from a ConfigMap',
          when: calls,
          do: (w) =>
            main(w)
              .at('env')
              .push({ name: nameOf(w), valueFrom: { configMapKeyRef: { name: 'urls', key: 'api' } } }),
        },
        {
          name: 'certificates of anybody believed',
          do: (w) => main(w).at('env').push({ name: VERIFICATION, value: '0' }),
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
        {
          name: 'a command that asks in clear text',
          when: serves,
          do: (w) =>
            main(w)
              .at('livenessProbe')
              .set({ exec: { command: ['wget', '-qO-', `HTTP://localhost:${w.tls.serves[0]}/livez`] } }),
        },
      ],
    },
    compose: {
      check: (w) => [...judgeEnds(w), ...judgeTest(w)],
      weaken: [
        { name: 'the callee called without TLS', when: calls, do: (w) => url(w)?.set('http://plain:80') },
        {
          name: 'http in place of https, redis in place of rediss',
          when: calls,
          do: (w) => url(w)?.set(plainly(textOf(url(w)?.value))),
        },
        {
          name: 'no TLS in a list of variables',
          when: calls,
          do: (w) =>
            w.at.at('environment').set(w.environment.map(({ name, value }) => `${name}=${plainly(value ?? '')}`)),
        },
        {
          name: 'the variable once more, to somebody else',
          when: calls,
          do: (w) =>
            w.at
              .at('environment')
              .set([
                ...w.environment.map(({ name, value }) => `${name}=${value ?? ''}`),
                `${nameOf(w)}=http://somebody-else`,
              ]),
        },
        {
          name: 'certificates of anybody believed',
          do: (w) => w.at.at('environment', VERIFICATION).set('0'),
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
        {
          name: 'a question in clear text, in capitals',
          implies: ['image-user'],
          when: serves,
          do: (w) => w.at.at('healthcheck', 'test').set(`wget -qO- HTTP://localhost:${w.tls.serves[0]}/livez`),
        },
        {
          name: "a question with Node's module for clear text",
          when: serves,
          do: (w) =>
            w.at
              .at('healthcheck', 'test')
              .set(['CMD', 'node', '-e', `require('node:http').get({ port: ${w.tls.serves[0]}, path: '/livez' })`]),
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

/** A URL without TLS. */
const plainly = (url: string): string => url.replace(/^(http|redis)s:/, '$1:');

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
