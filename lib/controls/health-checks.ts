import type { At } from './at';
import type { Control, Miss } from './control';
import { isSet, mayBeTrue, textOf, texts, wrong } from './helpers/places';
import type { ComposeWorkload, KubernetesWorkload } from './subject';

/*
 * A process is asked whether it is well, and who needs it waits for the answer. A job ends, so nobody asks it meanwhile:
 * who comes after it waits for its end, or until its own command says that the work is done.
 *
 * Kubernetes, restricted fields:
 *   spec.containers[*].startupProbe, .livenessProbe, .readinessProbe    a question; its port declared, no other host
 *   spec.initContainers[*].command    of after-<job>: ends in the words of the job's `done`
 * Compose, restricted fields:
 *   services.*.healthcheck.test, .disable         a command; not switched off
 *   services.*.depends_on.*.condition             service_healthy, where the program says so;
 *                                                 service_completed_successfully for a job
 *   services.*.restart                            of a job: no, on-failure
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
      check: (w) => [
        ...(w.ends ? [] : w.containers.flatMap((container) => probes.flatMap((name) => judgeProbe(container, name)))),
        ...judgeWaiting(w),
      ],
      weaken: [
        { name: 'liveness removed', when: runsOn, do: (w) => w.containers[0]?.at('livenessProbe').remove() },
        { name: 'startup removed', when: runsOn, do: (w) => w.containers[0]?.at('startupProbe').remove() },
        {
          name: 'readiness without a question',
          when: runsOn,
          do: (w) => w.containers[0]?.at('readinessProbe').set({ periodSeconds: 10 }),
        },
        {
          name: 'a command that always succeeds',
          when: runsOn,
          do: (w) => w.containers[0]?.at('livenessProbe').set({ exec: { command: ['sh', '-c', 'exit 0'] } }),
        },
        {
          name: 'a port that is not declared',
          when: runsOn,
          do: (w) => w.containers[0]?.at('livenessProbe').set({ tcpSocket: { port: 65000 } }),
        },
        {
          name: 'another host is asked',
          implies: ['encrypted-edges', 'no-host-access'],
          when: runsOn,
          do: (w) =>
            w.containers[0]?.at('livenessProbe').set({
              httpGet: { host: 'example.com', path: '/', port: w.containers[0].at('ports', 0, 'containerPort').value },
            }),
        },
        {
          name: 'a second container without probes',
          when: (w) => runsOn(w) && w.whole,
          do: (w) => {
            const second = w.pod.at('containers', w.pod.at('containers').list().length);
            second.set(w.containers[0]?.value);
            second.at('name').set('second');
            second.at('image').set(`example.com/second@sha256:${'0'.repeat(64)}`);
            for (const probe of probes) second.at(probe).remove();
          },
        },
        {
          name: 'a job that is not asked whether it is done',
          when: (w) => w.waiting !== undefined,
          do: (w) => w.containers[0]?.at('command').set(['node', '-e', '0']),
        },
        {
          name: 'another command than the one of the job',
          when: (w) => w.waiting !== undefined,
          do: (w) => w.containers[0]?.at('command').push('--help'),
        },
      ],
    },
    compose: {
      check: (w) => [
        ...(w.ends ? judgeRestart(w.at.at('restart')) : judgeHealthcheck(w.at.at('healthcheck'))),
        ...w.expectedDependents.flatMap((caller) => judgeCaller(w, caller)),
      ],
      weaken: [
        { name: 'removed', when: runsOn, do: (w) => w.at.at('healthcheck').remove() },
        { name: 'switched off', when: runsOn, do: (w) => w.at.at('healthcheck', 'disable').set(true) },
        { name: 'a test of NONE', when: runsOn, do: (w) => w.at.at('healthcheck', 'test').set(['NONE']) },
        {
          name: 'a command that always succeeds',
          when: runsOn,
          do: (w) => w.at.at('healthcheck', 'test').set('exit 0'),
        },
        {
          name: 'a caller that does not wait for health',
          when: (w) => w.expectedDependents.length > 0,
          do: (w) => awaiting(w)?.at.at('condition').set('service_started'),
        },
        {
          name: 'a caller that does not wait',
          when: (w) => w.expectedDependents.length > 0,
          do: (w) => awaiting(w)?.at.remove(),
        },
        {
          name: 'a job that is started again whenever it ends',
          when: (w) => w.ends,
          do: (w) => w.at.at('restart').set('unless-stopped'),
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
  const off = mayBeTrue(at.at('disable')) || words.length === 0 || words[0] === 'NONE';
  if (off) return [wrong(isSet(test) ? test : at, 'a command', 'give the workload a health check')];
  return asksNothing(words) ? [wrong(test, 'a command that can fail', 'ask the process itself')] : [];
}

function judgeCaller(workload: ComposeWorkload, { service, condition }: ExpectedCaller): readonly Miss[] {
  const entry = workload.dependents.find((dependent) => dependent.service === service);
  if (entry?.condition === condition) return [];
  const got = entry === undefined ? `${service} does not wait` : `${service} waits for ${entry.condition}`;
  return [{ at: [entry?.at ?? workload.at], got, want: `condition: ${condition}`, fix: `let ${service} depend on it` }];
}

/** What mutations change: a caller that has to wait; a sidecar may be among those that need not. */
const awaiting = (w: ComposeWorkload): ComposeWorkload['dependents'][number] | undefined =>
  w.dependents.find(({ service }) => w.expectedDependents.some((expected) => expected.service === service));

type ExpectedCaller = ComposeWorkload['expectedDependents'][number];

/** A job that is started whenever it has ended never is what others wait for. */
function judgeRestart(at: At): readonly Miss[] {
  const ends = !isSet(at) || at.value === false || /^(?:no|on-failure(?::\d+)?)$/.test(textOf(at.value));
  return ends ? [] : [wrong(at, 'no, or on-failure:N', 'let it end: start it again only after it failed')];
}

/** Whoever waits for a job runs the very command that the contract names, whatever loop is around it. */
function judgeWaiting({ waiting, containers, at }: KubernetesWorkload): readonly Miss[] {
  if (waiting === undefined) return [];
  const { done, words = [] } = waiting;
  const asks = done.length > 0 && done.every((word, index) => words.at(index - done.length) === word);
  if (asks && !asksNothing(done)) return [];
  return [wrong(containers[0]?.at('command') ?? at, `a command that ends in ${done.join(' ')}`, "ask the job's done")];
}

function runsOn({ ends }: KubernetesWorkload | ComposeWorkload): boolean {
  return !ends;
}

/** True for commands that succeed whatever the process does. */
const asksNothing = (words: readonly string[]): boolean =>
  /^(?:CMD |CMD-SHELL )?(?:(?:\/bin\/)?(?:ba)?sh -c )?(?:\/(?:usr\/)?bin\/)?(?:true|:|exit 0|)$/.test(
    words.join(' ').trim(),
  );
