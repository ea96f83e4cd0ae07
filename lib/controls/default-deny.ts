import type { At } from './at';
import type { Control, Miss } from './control';
import { foreignMutations, judgeForeign } from './helpers/foreign-policies';
import { isSet, isTrue, shown, texts, wrong } from './helpers/places';
import type { ComposeNamespace, KubernetesNamespace } from './subject';

/*
 * Nothing is reachable, in either direction, unless something allows it.
 *
 * Kubernetes: a NetworkPolicy without rules for each direction
 *   spec.podSelector    empty; in a namespace of others: matches every pod of this project
 *   spec.policyTypes    holds Ingress, Egress; spec.ingress, spec.egress    absent or empty
 *   CiliumNetworkPolicy, GlobalNetworkPolicy, AdminNetworkPolicy …    absent: what they open is judged by nobody
 * Compose:
 *   services.*.networks, services.*.network_mode    networks are named; no mode but none; of a sidecar: service:<its workload>
 *   networks.*.internal                              true; else the network serves one published service and does not
 *                                                    masquerade, or serves one service with a declared way out
 */
export const defaultDeny = {
  id: 'default-deny',
  title: 'nothing is reachable unless something allows it',
  severity: 'high',
  why: 'Without it every pod of the cluster and every container of the default bridge reach each other and the outside, whatever single policies say.',
  subject: 'namespace',
  clauses: {
    'cis-docker': ['5.10', '5.30'],
    'cis-kubernetes': ['5.3.2'],
    'nsa-cisa': ['network/policies'],
    'nist-800-190': ['4.3.3', '4.4.2'],
    'owasp-docker': ['5'],
  },
  in: {
    kubernetes: {
      check: (n) => [...judgeForeign(n), ...judgeDenial(n)],
      weaken: [
        { name: 'removed', implies: ['declared-edges-only'], do: (n) => denyAll(n)?.remove() },
        {
          name: 'only ingress',
          implies: ['declared-edges-only'],
          do: (n) => denyAll(n)?.at('spec', 'policyTypes').set(['Ingress']),
        },
        {
          name: 'only egress',
          implies: ['declared-edges-only'],
          do: (n) => denyAll(n)?.at('spec', 'policyTypes').set(['Egress']),
        },
        {
          name: 'some pods only',
          implies: ['declared-edges-only'],
          do: (n) =>
            denyAll(n)
              ?.at('spec', 'podSelector')
              .set({ matchLabels: { tier: 'web' } }),
        },
        {
          name: 'a rule that allows everything',
          implies: ['declared-edges-only'],
          do: (n) => denyAll(n)?.at('spec', 'ingress').set([{}]),
        },
        {
          name: 'the API group of nobody',
          implies: ['declared-edges-only'],
          do: (n) => denyAll(n)?.at('apiVersion').set('example.com/v1'),
        },
        ...foreignMutations,
      ],
    },
    compose: {
      check: (n) => [...judgeServices(n), ...judgeNetworks(n)],
      weaken: [
        {
          name: 'a service without networks',
          implies: ['declared-edges-only'],
          do: (n) => {
            n.services[0]?.at.at('networks').remove();
            n.services[0]?.at.at('network_mode').remove();
          },
        },
        {
          name: 'a service in the network of the host',
          implies: ['declared-edges-only', 'no-host-access'],
          do: (n) => {
            n.services[0]?.at.at('networks').remove();
            n.services[0]?.at.at('network_mode').set('host');
          },
        },
        {
          name: 'a sidecar beside its workload',
          when: (n) => n.services.some(({ beside }) => beside !== undefined),
          do: (n) => sidecar(n)?.at.at('network_mode').set('none'),
        },
        {
          name: 'a sidecar on the network of another',
          implies: ['declared-edges-only'],
          when: (n) => n.services.some(({ beside }) => beside !== undefined),
          do: (n) =>
            sidecar(n)
              ?.at.at('network_mode')
              .set(`service:${stranger(n)?.service}`),
        },
        {
          name: 'a network that is not internal',
          implies: ['declared-edges-only'],
          when: (n) => n.networks.some(({ at }) => isTrue(at.at('internal'))),
          do: (n) =>
            n.networks
              .find(({ at }) => isTrue(at.at('internal')))
              ?.at.at('internal')
              .set(false),
        },
        {
          name: 'a published network that masquerades',
          implies: ['declared-edges-only'],
          when: (n) => n.networks.some(isDoor),
          do: (n) => n.networks.find(isDoor)?.at.at('driver_opts').remove(),
        },
        {
          name: 'a second service in the network of a published one',
          implies: ['declared-edges-only'],
          when: (n) => n.networks.some((network) => isDoor(network) && network.members.length < n.services.length),
          do: (n) => addStranger(n, n.networks.find(isDoor)),
        },
        {
          name: 'a second service in the way out of another',
          implies: ['declared-edges-only'],
          when: (n) => n.networks.some((network) => isWayOut(network) && network.members.length < n.services.length),
          do: (n) => addStranger(n, n.networks.find(isWayOut)),
        },
      ],
    },
  },
  exception: 'never',
} as const satisfies Control<'namespace'>;

const directions = ['Ingress', 'Egress'] as const;

const judgeDenial = (n: KubernetesNamespace): readonly Miss[] =>
  directions
    .filter(
      (direction) =>
        !n.policies.some(
          (policy) => denies(policy.at('spec'), direction) && selectsAll(n, policy.at('spec', 'podSelector')),
        ),
    )
    .map((direction) => ({
      at: [n.policies.find((policy) => isDenyAll(policy)) ?? n.at],
      got: `no policy that denies all ${direction.toLowerCase()}`,
      want: 'a policy for every pod without rules',
      fix: 'add a NetworkPolicy with an empty podSelector and both policyTypes',
    }));

/** True where a policy isolates its pods in a direction and lets nothing through. */
function denies(spec: At, direction: 'Ingress' | 'Egress'): boolean {
  const types = isSet(spec.at('policyTypes'))
    ? texts(spec.at('policyTypes'))
    : ['Ingress', ...(isSet(spec.at('egress')) ? ['Egress'] : [])];
  return types.includes(direction) && spec.at(direction.toLowerCase()).list().length === 0;
}

/** In a namespace of our own pods of others count too, so the selector must be empty. */
function selectsAll(namespace: KubernetesNamespace, selector: At): boolean {
  const labels = selector.at('matchLabels').entries();
  const isPlain = selector.at('matchExpressions').list().length === 0;
  if (namespace.owned) return isPlain && labels.length === 0;
  return isPlain && namespace.pods.every((pod) => labels.every(([name, { value }]) => pod.labels[name] === value));
}

type Network = ComposeNamespace['networks'][number];

const sidecar = ({ services }: ComposeNamespace) => services.find(({ beside }) => beside !== undefined);

/** A service with networks that a sidecar does not belong to. */
const stranger = (namespace: ComposeNamespace) =>
  namespace.services.find(({ service, networks }) => networks !== undefined && service !== sidecar(namespace)?.beside);

/** A network that carries a published port and lets nothing out. */
const isDoor = ({ at, publishes }: Network): boolean => publishes.length > 0 && isSet(at.at('driver_opts'));

/** A network of its own for a service with a declared way out. */
const isWayOut = ({ at, members }: Network): boolean =>
  members.length > 0 && !isTrue(at.at('internal')) && !isSet(at.at('driver_opts'));

function addStranger(namespace: ComposeNamespace, network: Network | undefined): void {
  namespace.services
    .find(({ service, mode }) => mode === undefined && network?.members.includes(service) === false)
    ?.at.at('networks')
    .push(network?.name);
}

const isDenyAll = (policy: At): boolean => directions.some((direction) => denies(policy.at('spec'), direction));

const denyAll = (namespace: KubernetesNamespace): At | undefined =>
  namespace.policies.find((policy) => directions.every((direction) => denies(policy.at('spec'), direction)));

function judgeServices(namespace: ComposeNamespace): readonly Miss[] {
  return namespace.services.flatMap(({ service, networks, mode, beside, at }): readonly Miss[] => {
    if (beside !== undefined) {
      const wanted = `service:${beside}`;
      const fix = `put it on the network of ${beside}, as the contract says`;
      return mode === wanted ? [] : [{ ...wrong(at.at('network_mode'), wanted, fix), workload: service }];
    }
    if (mode === 'none') return [];
    if (mode !== undefined)
      return [{ ...wrong(at.at('network_mode'), 'nothing', 'name networks instead'), workload: service }];
    if (networks !== undefined) return [];
    return [
      {
        ...wrong(at.at('networks'), 'networks by name', 'name networks: else it joins the default one'),
        workload: service,
      },
    ];
  });
}

function judgeNetworks(namespace: ComposeNamespace): readonly Miss[] {
  return namespace.networks
    .filter(({ at, members, publishes }) => {
      const silent = shown(at.at('driver_opts', 'com.docker.network.bridge.enable_ip_masquerade')) === 'false';
      const published = silent && publishes.length === 1 && members.length === 1;
      const outward = members.length === 1 && !namespace.withoutOutsidePeers.includes(members[0] ?? '');
      return !(isTrue(at.at('internal')) || published || outward);
    })
    .map(({ name, at, members }) => ({
      at: [at.at('internal')],
      got: `${name} leads outside, for ${members.join(', ') || 'nobody'}`,
      want: 'internal: true',
      fix: 'make it internal; a published service has a network of its own without masquerading, one with a declared way out a network of its own',
    }));
}
