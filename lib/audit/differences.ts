import { controls } from '../controls';
import type { AnyControl, NotApplicable } from '../controls/control';
import { targets, type Target } from '../controls/subject';
import type { Difference } from './difference';
import { exitDifferences } from './exit-differences';

/** What follows from the targets themselves, whatever a control says. */
const inherent: readonly Difference[] = [
  {
    id: 'edge-direction',
    what: 'direction and port of an edge',
    kubernetes: 'the caller reaches the declared port, nothing else',
    compose: 'both reach every port of each other, over a network of these two alone',
    madeUpForBy:
      'TLS on every edge but those with `tls: none`, and an ACL user for each edge to a Redis: `redis-tls-only`, `redis-least-privilege`',
  },
  {
    id: 'plaintext-edges',
    what: "an edge with `tls: 'none'`",
    kubernetes: 'plaintext between nodes: whoever sees their traffic reads it',
    compose: 'plaintext on a network of these two alone, which does not leave the machine',
    madeUpForBy: "only `tls: 'app'`, the default, on both sides of it",
  },
  {
    id: 'namespace-callers',
    what: 'callers from other namespaces (`allowFrom`)',
    kubernetes: 'a rule for that namespace and port',
    compose: 'no counterpart: nothing is opened',
    madeUpForBy: 'not needed: Compose is the stricter side',
  },
  {
    id: 'exposure',
    what: 'the way in (`expose`)',
    kubernetes:
      'an Ingress with host and TLS, or an HTTPRoute to one listener of a Gateway, whose TLS is the business of who runs it; from one namespace',
    compose: 'a port of 127.0.0.1, without TLS',
    madeUpForBy: 'whatever ends TLS on the host: `narrow-exposure` keeps the port off its network',
  },
  {
    id: 'outside-names',
    what: 'names of the outside',
    kubernetes: 'whoever has a declared peer may ask the resolver of the cluster, which also answers for the outside',
    compose: 'names of services only; every name for a service with a way out',
    madeUpForBy: '',
  },
  {
    id: 'datagrams',
    what: 'datagrams to the outside',
    kubernetes: 'none leaves without a declared peer',
    compose: 'a published service can send them, though no answer comes back; one with a way out gets answers too',
    madeUpForBy: '',
  },
  {
    id: 'host',
    what: 'services of the machine itself',
    kubernetes: 'a pod and its own node always reach each other: policies do not hold there',
    compose: 'a container reaches what listens on the addresses of the host',
    madeUpForBy: '',
  },
  {
    id: 'seccomp-default',
    what: 'the filter of system calls',
    kubernetes: '`RuntimeDefault` is asked for',
    compose: "the engine's default, as long as nobody changed it for the whole engine",
    madeUpForBy: '`seccomp-profile` refuses files that switch it off',
  },
  {
    id: 'noexec',
    what: 'programs in writable folders',
    kubernetes: 'an `emptyDir` cannot forbid to run them',
    compose: '`tmpfs` with `noexec`; volumes cannot either',
    madeUpForBy: '',
  },
  {
    id: 'user-of-data',
    what: "user of an official image's data",
    kubernetes: 'an id of its own, above 10000',
    compose: "the image's own id, since a named volume takes its owner from the image",
    madeUpForBy: '`drop-capabilities`, `no-privilege-escalation`, `read-only-root`',
  },
  {
    id: 'assigned-users',
    what: "users that the cluster assigns (`user: 'assigned'`)",
    kubernetes:
      'user and groups are those that the cluster picks; the group of the process may be 0, as it is on OpenShift',
    compose: 'numbers of our own, as without it',
    madeUpForBy: '`non-root-user`, which refuses root; `drop-capabilities`, `read-only-root`',
  },
  {
    id: 'secret-files',
    what: 'modes of secret files',
    kubernetes: '0440, for the group of the pod',
    compose: '0444 in a folder that only its owner opens (0700)',
    madeUpForBy: '`secrets init` makes and checks the folder',
  },
  {
    id: 'built-image',
    what: 'an image of your own',
    kubernetes: 'comes from a registry, by digest',
    compose: 'is built from its Dockerfile, whose bases have digests',
    madeUpForBy: '`pinned-image`, `image-user`',
  },
  {
    id: 'liveness',
    what: 'a process that hangs',
    kubernetes: 'liveness restarts it',
    compose: 'it is marked unhealthy and goes on; only a process that ends is restarted',
    madeUpForBy: '',
  },
  {
    id: 'port-without-client',
    what: 'asking an open port of an image that has no client (`Workload` without `health.client`)',
    kubernetes: 'connects to it',
    compose: 'sees in the list of the kernel that somebody listens there, and connects to nothing',
    madeUpForBy: '',
  },
  {
    id: 'start-order',
    what: 'starting after what a service needs is ready',
    kubernetes: 'everything starts at once: a service is not ready, and tries again, until its callees answer',
    compose: 'the caller is started after the health check of its callees holds',
    madeUpForBy: '`health-checks`: readiness keeps requests away meanwhile',
  },
  {
    id: 'jobs',
    what: 'what comes after a job (`after`)',
    kubernetes:
      "an init container asks the job's own command until its work is done; the pod reaches whom the job reaches",
    compose: 'started once the job has ended without an error; a job has no deadline, and each `up` runs it again',
    madeUpForBy: '`health-checks`: who does not wait is found',
  },
  {
    id: 'init-containers',
    what: 'an init container (`InitContainer`)',
    kubernetes: 'runs at every start of a pod, and reaches whom its pod reaches',
    compose:
      'runs at every `up`, not when the engine restarts the workload; reaches whom it connects to itself, nobody without a connection',
    madeUpForBy: '',
  },
  {
    id: 'sidecars',
    what: 'a sidecar (`Sidecar`)',
    kubernetes:
      'starts and ends with its pod, whose readiness counts it; from 1.29 it starts before the workload and ends after it',
    compose:
      'starts after the workload, on its network, and is restarted by Compose together with it; a workload that the engine restarts by itself, or `up --no-deps` makes anew, leaves it on a dead network, and healthy for its own question, until `docker compose restart NAME`',
    madeUpForBy: '',
  },
  {
    id: 'schedule',
    what: 'the schedule of a cron job',
    kubernetes: 'kept, one run at a time',
    compose: 'no scheduler: `docker compose run --rm NAME`, by hand or from the cron of the host',
    madeUpForBy: '',
  },
  {
    id: 'changed-configuration',
    what: 'a changed configuration',
    kubernetes: 'restarts what reads it',
    compose: 'restarts what reads it, and what starts after that',
    madeUpForBy: '',
  },
  {
    id: 'disk-size',
    what: 'the size of writable folders and data on disk',
    kubernetes: 'an `emptyDir` has a size; a claim has the size that its storage class keeps',
    compose:
      'a volume grows as long as the disk has room, and a writable folder on disk is kept until `docker compose down -v`; folders in memory have a size',
    madeUpForBy: '',
  },
  {
    id: 'replicas',
    what: 'more than one replica',
    kubernetes: 'spread over nodes, kept up during maintenance; their number may follow the load (`scale`)',
    compose: 'one container',
    madeUpForBy: '',
  },
  {
    id: 'quarantine',
    what: 'taking one replica out, for a look',
    kubernetes: 'one label isolates and replaces it',
    compose: 'by hand: `docker network disconnect`',
    madeUpForBy: '',
  },
];

/** Everything the targets cannot do equally: what follows from them, then every control that cannot show in one. */
export function differences(): readonly Difference[] {
  return [...inherent, ...exitDifferences, ...controls.flatMap((control) => ofControl(control))];
}

/** The same as a table in Markdown. */
export function differencesTable(): string {
  const rows = differences().map(({ what, kubernetes, compose, madeUpForBy }) =>
    [what, kubernetes, compose, madeUpForBy || '**nothing: an open gap**'].map((cell) => cell.replaceAll('|', '\\|')),
  );
  const lines = [['', 'Kubernetes', 'Compose', 'made up for by'], ['---', '---', '---', '---'], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function ofControl(control: AnyControl): readonly Difference[] {
  const cells = targets.map((target) => [target, absenceOf(control, target)] as const);
  const missing = cells.flatMap(([, absence]) => absence ?? []);
  if (missing.length === 0) return [];
  const cell = (target: Target): string => absenceOf(control, target)?.notApplicable ?? `\`${control.id}\``;
  const makers = missing.flatMap(({ compensatedBy }) => compensatedBy);
  return [
    {
      id: control.id,
      what: control.title,
      kubernetes: cell('kubernetes'),
      compose: cell('compose'),
      madeUpForBy: [...new Set(makers)].map((id) => `\`${id}\``).join(', '),
    },
  ];
}

function absenceOf(control: AnyControl, target: Target): NotApplicable | undefined {
  const witness = control.in[target];
  return 'notApplicable' in witness ? witness : undefined;
}
