import type { At } from './at';
import type { Control, Miss } from './control';
import { secretWord } from './helpers/credentials';
import { addInitContainer } from './helpers/mutations';
import { isSet } from './helpers/places';
import type { ComposeWorkload, KubernetesWorkload, SecretMount } from './subject';

/*
 * Secrets arrive as files at the paths the contract names, never in the environment.
 *
 * Kubernetes, restricted fields:
 *   spec.containers[*].env[*].valueFrom.secretKeyRef, .envFrom[*].secretRef    must be absent
 *   spec.volumes[*].secret, .projected.sources[*].secret                       modes without bits for others
 *   spec.containers[*].volumeMounts[*].readOnly                                true where a secret is mounted
 * Compose, restricted fields:
 *   services.*.env_file           must be absent
 *   services.*.environment        no name of a secret whose value comes from the shell
 *   services.*.secrets[*].target  every path of the contract
 */
export const secretsAsFiles = {
  id: 'secrets-as-files',
  title: 'secrets are read from files that nobody else can read',
  severity: 'high',
  why: 'The environment is inherited by every child process and shows in crash reports, in inspect commands and under /proc.',
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
        ...unmounted(w),
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
          when: (w) => w.expectedSecretPaths.length > 0,
          do: (w) => secretMount(w)?.remove(),
        },
      ],
    },
    compose: {
      check: (w) => [
        ...w.environmentFiles.map((at) => wrongWay(at)),
        ...w.environment
          .filter(({ name, value }) => secretWord(name) && value === undefined)
          .map(({ at }) => wrongWay(at)),
        ...unmounted(w),
      ],
      weaken: [
        { name: 'a file of variables', do: (w) => w.at.at('env_file').push('./secrets/env') },
        {
          name: 'a variable from the shell',
          do: (w) => w.at.at('environment', 'CACHE_PASSWORD').set('${CACHE_PASSWORD}'),
        },
        { name: 'a variable handed through', do: (w) => w.at.at('environment', 'API_TOKEN').set(null) },
        {
          name: 'not mounted',
          implies: ['redis-tls-only', 'redis-least-privilege'],
          when: (w) => w.expectedSecretPaths.length > 0,
          do: (w) => w.at.at('secrets').remove(),
        },
        {
          name: 'the short form, which mounts elsewhere',
          implies: ['redis-tls-only'],
          when: (w) => w.expectedSecretPaths.length > 0,
          do: (w) => w.at.at('secrets', 0).set(w.at.at('secrets', 0, 'source').value),
        },
      ],
    },
  },
  exception: { relax: { secretsInEnv: true }, also: [] },
} as const satisfies Control<'workload'>;

const variable = { name: 'AUTH', valueFrom: { secretKeyRef: { name: 'auth', key: 'auth' } } };

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

function unmounted(workload: KubernetesWorkload | ComposeWorkload): readonly Miss[] {
  const mounted = workload.secretMounts.map(({ path }) => path);
  return workload.expectedSecretPaths
    .filter((path) => !mounted.includes(path))
    .map((path) => ({
      at: [workload.at],
      got: `no secret at ${path}`,
      want: path,
      fix: 'mount it where the contract says',
    }));
}

/** The first volume with Secrets that the first container mounts. */
const secretVolume = (w: KubernetesWorkload): At | undefined =>
  w.pod
    .at('volumes')
    .list()
    .find((volume) => isSet(volume.at('projected', 'sources', 0, 'secret')) && mountOf(w, volume) !== undefined);

/** Its mount. */
const secretMount = (w: KubernetesWorkload): At | undefined => mountOf(w, secretVolume(w));

const mountOf = (w: KubernetesWorkload, volume: At | undefined): At | undefined =>
  volume &&
  w.containers[0]
    ?.at('volumeMounts')
    .list()
    .find((mount) => mount.at('name').value === volume.at('name').value);
