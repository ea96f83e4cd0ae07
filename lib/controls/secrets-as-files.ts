import type { At } from './at';
import type { Control, Miss } from './control';
import { secretWord } from './helpers/credentials';
import { addInitContainer } from './helpers/mutations';
import { isSet, textOf } from './helpers/places';
import type { ComposeWorkload, KubernetesWorkload, SecretMount } from './subject';

/*
 * Secrets arrive as files at the paths the contract names, never in the environment.
 *
 * Kubernetes, restricted fields:
 *   spec.containers[*].env[*].valueFrom.secretKeyRef, .envFrom[*].secretRef    must be absent
 *   spec.volumes[*].secret, .projected.sources[*].secret                       modes without bits for others
 *   spec.containers[*].volumeMounts[*].readOnly                                true where a secret is mounted
 *   the Secret and key behind each path                                        those of the contract, no others
 * Compose, restricted fields:
 *   services.*.env_file           must be absent
 *   services.*.environment        no name of a secret whose value comes from the shell, nor a secret's name in a value;
 *                                 likewise variables of hooks, and arguments of builds
 *   services.*.secrets[*].target  every path of the contract, no others; behind each the file of the contract
 */
export const secretsAsFiles = {
  id: 'secrets-as-files',
  title: 'secrets are read from files, each by whom it is for',
  severity: 'high',
  why: 'The environment is inherited by every child process and shows in crash reports, in inspect commands and under /proc; a secret that is mounted beside its own gives a process the rights of another.',
  subject: 'workload',
  clauses: {
    'cis-kubernetes': ['5.4.1'],
    'nsa-cisa': ['network/secrets'],
    'nist-800-190': ['4.1.4'],
    'owasp-docker': ['12'],
  },
  in: {
    kubernetes: {
      check: (w) => [
        ...w.secretEnvironment.map((at) => wrongWay(at)),
        ...w.secretMounts.flatMap((mount) => judgeMount(mount)),
        ...judgeGiven(w),
      ],
      weaken: [
        {
          name: 'a variable from a Secret',
          do: (w) => w.containers[0]?.at('env').push(variable),
        },
        {
          name: 'all variables of a Secret',
          do: (w) => w.containers[0]?.at('envFrom').push({ secretRef: { name: 'auth' } }),
        },
        {
          name: 'an init container with a variable from a Secret',
          when: (w) => w.whole,
          do: (w) =>
            addInitContainer({ pod: w.pod, at: w.pod.at('containers', 0) }, (twin) => twin.at('env').push(variable)),
        },
        {
          name: 'a file that others can read',
          when: (w) => w.secretMounts.length > 0,
          do: (w) => secretVolume(w)?.at('projected', 'defaultMode').set(0o444),
        },
        {
          name: 'one file that others can read',
          when: (w) => w.secretMounts.length > 0,
          do: (w) => secretVolume(w)?.at('projected', 'sources', 0, 'secret', 'items', 0, 'mode').set(0o644),
        },
        {
          name: 'a mount that can be written',
          when: (w) => w.secretMounts.length > 0,
          do: (w) => secretMount(w)?.at('readOnly').remove(),
        },
        {
          name: 'not mounted',
          implies: ['redis-tls-only', 'redis-least-privilege'],
          when: (w) => w.expectedSecrets.length > 0,
          do: (w) => secretMount(w)?.remove(),
        },
        {
          name: 'another key at the same path',
          when: (w) => w.secretMounts.length > 0,
          do: (w) => itemsOf(w)?.at(0, 'key').set('another'),
        },
        {
          name: 'a secret of somebody else as well',
          when: (w) => w.secretMounts.length > 0,
          do: (w) =>
            secretVolume(w)
              ?.at('projected', 'sources')
              .push({ secret: { name: 'redis.server', items: [{ key: 'reload', path: 'taken' }] } }),
        },
        {
          name: 'a whole Secret of somebody else, in a volume of its own',
          do: (w) => {
            w.pod.at('volumes').push({ name: 'taken', secret: { secretName: 'taken', defaultMode: 0o440 } });
            w.containers[0]?.at('volumeMounts').push({ name: 'taken', mountPath: '/taken', readOnly: true });
          },
        },
      ],
    },
    compose: {
      check: (w) => [
        ...w.environmentFiles.map((at) => wrongWay(at)),
        ...[...w.environment, ...w.furtherVariables]
          .filter(({ name, value, at }) => value === undefined && [name, ...namesIn(textOf(at.value))].some(secretWord))
          .map(({ at }) => wrongWay(at)),
        ...judgeGiven(w),
      ],
      weaken: [
        { name: 'a file of variables', do: (w) => w.at.at('env_file').push('./secrets/env') },
        {
          name: 'a variable from the shell',
          do: (w) => w.at.at('environment', 'CACHE_PASSWORD').set('${CACHE_PASSWORD}'),
        },
        {
          name: 'a variable from the shell under another name',
          do: (w) => w.at.at('environment', 'CACHE').set('redis:${CACHE_PASSWORD:-none}'),
        },
        {
          name: 'a variable of a hook from the shell',
          do: (w) => w.at.at('post_start').push({ command: ['id'], environment: ['API_TOKEN'] }),
        },
        { name: 'a variable handed through', do: (w) => w.at.at('environment', 'API_TOKEN').set(null) },
        {
          name: 'not mounted',
          implies: ['redis-tls-only', 'redis-least-privilege'],
          when: (w) => w.expectedSecrets.length > 0,
          do: (w) => w.at.at('secrets').remove(),
        },
        {
          name: 'the short form, which mounts elsewhere',
          implies: ['redis-tls-only'],
          when: (w) => w.expectedSecrets.length > 0,
          do: (w) => w.at.at('secrets', 0).set(w.at.at('secrets', 0, 'source').value),
        },
        {
          name: 'another secret at the same path',
          when: (w) => w.expectedSecrets.length > 0,
          do: (w) => w.at.at('secrets', 0, 'source').set('redis-reload.old'),
        },
        {
          name: 'a secret of somebody else as well',
          do: (w) => w.at.at('secrets').push({ source: 'others.auth', target: '/secrets/others' }),
        },
      ],
    },
  },
  exception: { relax: { secretsInEnv: true }, also: [] },
} as const satisfies Control<'workload'>;

const variable = { name: 'AUTH', valueFrom: { secretKeyRef: { name: 'auth', key: 'auth' } } };

/** Names of the shell's variables in a text of Compose. */
const namesIn = (text: string): readonly string[] =>
  [...text.replaceAll('$$', '').matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);

const wrongWay = (at: At): Miss => ({
  at: [at],
  got: 'a secret in the environment',
  want: 'a file',
  fix: 'read it from a file: its path stands in a variable that ends in _FILE',
});

function judgeMount({ at, mode, readOnly }: SecretMount): readonly Miss[] {
  const got = mode === undefined ? 'no mode, which is 0644' : `mode 0${mode.toString(8)}`;
  const open: Miss = { at: [at], got, want: 'a mode without bits for others', fix: 'set defaultMode to 0440' };
  const written: Miss = { at: [at], got: 'a mount that can be written', want: 'readOnly: true', fix: 'set readOnly' };
  return [...(mode === undefined || (mode & 0o007) !== 0 ? [open] : []), ...(readOnly ? [] : [written])];
}

function judgeGiven(workload: KubernetesWorkload | ComposeWorkload): readonly Miss[] {
  const { expectedSecrets, secretMounts } = workload;
  const missing = expectedSecrets
    .filter(({ path }) => !secretMounts.some((mount) => mount.path === path))
    .map(({ path }) => ({
      at: [workload.at] as const,
      got: `no secret at ${path}`,
      want: path,
      fix: 'mount it where the contract says',
    }));
  const others = secretMounts.flatMap(({ path, source, at }): readonly Miss[] => {
    const expected = expectedSecrets.find((secret) => secret.path === path);
    if (source === undefined || source === expected?.source) return [];
    const got = `${source} at ${path}`;
    return expected === undefined
      ? [{ at: [at], got, want: 'no such secret', fix: 'remove it, or declare it: `secrets` of the workload' }]
      : [{ at: [at], got, want: expected.source, fix: 'mount the one that the contract says' }];
  });
  return [...missing, ...others];
}

/** The first volume with Secrets that the first container mounts. */
const secretVolume = (w: KubernetesWorkload): At | undefined =>
  w.pod
    .at('volumes')
    .list()
    .find((volume) => isSet(volume.at('projected', 'sources', 0, 'secret')) && mountOf(w, volume) !== undefined);

const itemsOf = (w: KubernetesWorkload): At | undefined =>
  secretVolume(w)?.at('projected', 'sources', 0, 'secret', 'items');

/** Its mount. */
const secretMount = (w: KubernetesWorkload): At | undefined => mountOf(w, secretVolume(w));

const mountOf = (w: KubernetesWorkload, volume: At | undefined): At | undefined =>
  volume &&
  w.containers[0]
    ?.at('volumeMounts')
    .list()
    .find((mount) => mount.at('name').value === volume.at('name').value);
