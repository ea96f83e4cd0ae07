import type { At } from './at';
import type { Control, Miss } from './control';
import { inEffect, isSet, mayBeTrue, textOf, wrong } from './helpers/places';
import type { ComposeWorkload, KubernetesWorkload } from './subject';

/*
 * Nothing in the container can command the platform that runs it.
 *
 * Kubernetes, restricted fields:
 *   spec.automountServiceAccountToken, else that of the ServiceAccount    must be false
 *   spec.serviceAccountName                                              a name of its own, not default
 *   spec.volumes[*].projected.sources[*].serviceAccountToken             must be absent
 *   spec.volumes[*].hostPath.path                                        no socket of a runtime, no folder around one
 * Compose, restricted fields:
 *   services.*.volumes[*].source    likewise
 *   services.*.use_api_socket       must not be true
 */
export const serviceAccountToken = {
  id: 'service-account-token',
  title: 'no credential of the platform is mounted',
  severity: 'high',
  why: 'With a token an attacker speaks to the Kubernetes API, with the socket of an engine he starts a container that is root on the host.',
  subject: 'workload',
  clauses: {
    'cis-docker': ['5.32'],
    'cis-kubernetes': ['5.1.5', '5.1.6'],
    'nsa-cisa': ['pod/service-account-tokens', 'authentication-and-authorization'],
    'nist-800-190': ['4.3.1', '4.5.5'],
    'owasp-docker': ['1'],
  },
  in: {
    kubernetes: {
      check: (w) => {
        const mount = w.pod.at('automountServiceAccountToken');
        const inherited = w.serviceAccount?.at('automountServiceAccountToken') ?? mount;
        const automount = inEffect(mount, inherited);
        const account = inEffect(w.pod.at('serviceAccountName'), w.pod.at('serviceAccount'));
        const tokens = volumes(w).flatMap((volume) =>
          volume
            .at('projected', 'sources')
            .list()
            .map((source) => source.at('serviceAccountToken'))
            .filter(isSet),
        );
        const sockets = volumes(w)
          .map((volume) => volume.at('hostPath', 'path'))
          .filter(isSocket);
        return [
          ...(automount.value === false
            ? []
            : [wrong(automount, 'automountServiceAccountToken: false', 'set it for the pod')]),
          ...(['', 'default'].includes(textOf(account.value))
            ? [wrong(account, 'an account of its own', 'name a ServiceAccount that no other workload uses')]
            : []),
          ...tokens.map((token) => wrong(token, 'no token', 'remove the source')),
          ...sockets.map((socket) => wrong(socket, 'no socket of a runtime', 'remove the volume')),
        ];
      },
      weaken: [
        {
          name: 'removed, from the pod and from the account',
          do: (w) => {
            w.pod.at('automountServiceAccountToken').remove();
            w.serviceAccount?.at('automountServiceAccountToken').remove();
          },
        },
        {
          name: 'true for a pod whose account says false',
          do: (w) => w.pod.at('automountServiceAccountToken').set(true),
        },
        { name: 'the default account', do: (w) => w.pod.at('serviceAccountName').set('default') },
        { name: 'no account named', do: (w) => w.pod.at('serviceAccountName').remove() },
        {
          name: 'a token as a projected volume',
          do: (w) =>
            w.pod
              .at('volumes')
              .push({ name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }),
        },
        {
          name: 'the folder around the socket of the runtime',
          implies: ['no-host-access'],
          do: (w) => w.pod.at('volumes').push({ name: 'run', hostPath: { path: '/run/' } }),
        },
      ],
    },
    compose: {
      check: (w): readonly Miss[] => {
        const socket = w.at.at('use_api_socket');
        return [
          ...w.mounts
            .filter(({ source }) => reachesSocket(source))
            .map(({ source, at }): Miss => ({
              at: [at],
              got: source,
              want: 'no socket of a runtime',
              fix: 'remove the mount',
            })),
          ...(mayBeTrue(socket) ? [wrong(socket, 'nothing', 'remove it')] : []),
        ];
      },
      weaken: [
        {
          name: 'the socket of the engine',
          implies: ['no-host-access'],
          do: (w) => w.at.at('volumes').push('/var/run/docker.sock:/var/run/docker.sock:ro'),
        },
        {
          name: 'the socket of containerd, long form',
          implies: ['no-host-access'],
          do: (w) =>
            w.at
              .at('volumes')
              .push({ type: 'bind', source: '/run/containerd/containerd.sock', target: '/containerd.sock' }),
        },
        {
          name: 'the folder around the socket',
          implies: ['no-host-access'],
          do: (w) => w.at.at('volumes').push('/var/run:/host/run:ro'),
        },
        ...[
          ['the folder of Podman', '/run/podman'],
          ['the folder of CRI-O', '/var/run/crio'],
          ['the socket of Podman, at another place', '/srv/podman.sock'],
          ['the socket of CRI-O, at another place', '/srv/crio.sock'],
          ['the socket of cri-dockerd, at another place', '/srv/cri-dockerd.sock'],
        ].map(([name = '', path = '']) => ({
          name,
          implies: ['no-host-access'] as const,
          do: (w: ComposeWorkload) => w.at.at('volumes').push(`${path}:/host/runtime:ro`),
        })),
        { name: 'use_api_socket', do: (w) => w.at.at('use_api_socket').set(true) },
      ],
    },
  },
  exception: { relax: { apiToken: true }, also: [] },
} as const satisfies Control<'workload'>;

const volumes = (workload: KubernetesWorkload): readonly At[] => workload.pod.at('volumes').list();

const isSocket = (path: At): boolean => isSet(path) && reachesSocket(textOf(path.value));

/** True for the socket of a container runtime, and for folders that hold one. */
function reachesSocket(path: string): boolean {
  if (path === '') return false;
  const plain = path.replace(/\/+$/, '') || '/';
  const isFolder = ['/', '/run', '/var', '/var/run', '/run/containerd', '/run/podman', '/run/crio'].includes(
    plain.replace(/^\/var\/run\//, '/run/'),
  );
  return isFolder || /(?:docker|containerd|podman|crio|cri-dockerd)[^/]*\.sock$/.test(plain);
}
