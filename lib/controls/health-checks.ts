import type { At } from './at';
import type { Control, Miss } from './control';
import { isSet, isTrue, texts, wrong } from './helpers/places';
import type { ComposeWorkload } from './subject';

/*
 * A process is asked whether it is well, and who needs it waits for the answer.
 *
 * Kubernetes, restricted fields:
 *   spec.containers[*].startupProbe, .livenessProbe, .readinessProbe    a question; its port declared, no other host
 * Compose, restricted fields:
 *   services.*.healthcheck.test, .disable         a command; not switched off
 *   services.*.depends_on.*.condition             service_healthy, where the program says so
 */
export const healthChecks = {
  id: 'health-checks',
  title: 'the workload is asked whether it is well, and its callers wait until it is',
  severity: 'medium',
  why: 'A process that hangs, or has lost its database, goes on taking requests; a caller that starts first fails and is restarted in a loop.',
  subject: 'workload',
  clauses: { 'pod-security': ['hostProbesAndHostLifecycle'], 'cis-docker': ['5.27'] },
  in: {
    kubernetes: {
      check: (w) => w.containers.flatMap((container) => probes.flatMap((name) => judgeProbe(container, name))),
      weaken: [
        { name: 'liveness removed', do: (w) => w.containers[0]?.at('livenessProbe').remove() },
        { name: 'startup removed', do: (w) => w.containers[0]?.at('startupProbe').remove() },
        {
          name: 'readiness without a question',
          do: (w) => w.containers[0]?.at('readinessProbe').set({ periodSeconds: 10 }),
        },
        {
          name: 'a command that always succeeds',
          do: (w) => w.containers[0]?.at('livenessProbe').set({ exec: { command: ['sh', '-c', 'exit 0'] } }),
        },
        {
          name: 'a port that is not declared',
          do: (w) => w.containers[0]?.at('livenessProbe').set({ tcpSocket: { port: 65000 } }),
        },
        {
          name: 'another host is asked',
          do: (w) =>
            w.containers[0]?.at('livenessProbe').set({
              httpGet: { host: 'example.com', path: '/', port: w.containers[0].at('ports', 0, 'containerPort').value },
            }),
        },
        {
          name: 'a second container without probes',
          do: (w) => {
            const second = w.pod.at('containers', w.pod.at('containers').list().length);
            second.set(w.containers[0]?.value);
            second.at('name').set('second');
            second.at('image').set(`example.com/second@sha256:${'0'.repeat(64)}`);
            for (const probe of probes) second.at(probe).remove();
          },
        },
      ],
    },
    compose: {
      check: (w) => [
        ...judgeHealthcheck(w.at.at('healthcheck')),
        ...w.expectedDependents.flatMap((caller) => judgeCaller(w, caller)),
      ],
      weaken: [
        { name: 'removed', do: (w) => w.at.at('healthcheck').remove() },
        { name: 'switched off', do: (w) => w.at.at('healthcheck', 'disable').set(true) },
        { name: 'a test of NONE', do: (w) => w.at.at('healthcheck', 'test').set(['NONE']) },
        { name: 'a command that always succeeds', do: (w) => w.at.at('healthcheck', 'test').set('exit 0') },
        {
          name: 'a caller that does not wait for health',
          when: (w) => w.expectedDependents.length > 0,
          do: (w) => w.dependents[0]?.at.at('condition').set('service_started'),
        },
        {
          name: 'a caller that does not wait',
          when: (w) => w.expectedDependents.length > 0,
          do: (w) => w.dependents[0]?.at.remove(),
        },
      ],
    },
  },
  exception: { permits: "a workload with `health: 'none'`", also: [] },
} as const satisfies Control<'workload'>;

const probes = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const;

function judgeProbe(container: At, name: string): readonly Miss[] {
  const probe = container.at(name);
  const question = ['httpGet', 'tcpSocket', 'grpc', 'exec'].map((kind) => probe.at(kind)).find(isSet);
  if (question === undefined) return [wrong(probe, `${name} with a question`, 'give the workload a health check')];
  const command = question.at('command');
  const [port, host] = [question.at('port'), question.at('host')];
  const declared = container
    .at('ports')
    .list()
    .flatMap((item) => [item.at('name').value, item.at('containerPort').value]);
  return [
    ...(isSet(command) && asksNothing(texts(command))
      ? [wrong(command, 'a command that can fail', 'ask the process itself')]
      : []),
    ...(isSet(port) && !declared.includes(port.value)
      ? [wrong(port, 'a port the container declares', 'declare it, or ask another')]
      : []),
    ...(isSet(host) ? [wrong(host, 'nothing', 'remove it: the pod itself is asked')] : []),
  ];
}

function judgeHealthcheck(at: At): readonly Miss[] {
  const test = at.at('test');
  const words = typeof test.value === 'string' ? [test.value] : texts(test);
  const off = isTrue(at.at('disable')) || words.length === 0 || words[0] === 'NONE';
  if (off) return [wrong(isSet(test) ? test : at, 'a command', 'give the workload a health check')];
  return asksNothing(words) ? [wrong(test, 'a command that can fail', 'ask the process itself')] : [];
}

function judgeCaller(workload: ComposeWorkload, caller: string): readonly Miss[] {
  const entry = workload.dependents.find(({ service }) => service === caller);
  if (entry?.condition === 'service_healthy') return [];
  const got = entry === undefined ? `${caller} does not wait` : `${caller} waits for ${entry.condition}`;
  return [
    { at: [entry?.at ?? workload.at], got, want: 'condition: service_healthy', fix: `let ${caller} depend on it` },
  ];
}

/** True for commands that succeed whatever the process does. */
const asksNothing = (words: readonly string[]): boolean =>
  /^(?:CMD |CMD-SHELL )?(?:(?:\/bin\/)?(?:ba)?sh -c )?(?:\/(?:usr\/)?bin\/)?(?:true|:|exit 0|)$/.test(
    words.join(' ').trim(),
  );
