import { NATIVE_SIDECARS } from '../model/companions';
import { checkName } from '../model/names';
import { said, type Report } from '../model/problem';
import { MEBIBYTE } from '../model/quantities';
import { isFor } from '../model/settings';
import { imageOwner, type CompanionKind, type SharedPath } from '../model/workload';
import type { ChartMembers, Member, WorkloadBase } from './chart-members';
import type { CompanionProps } from './companion-props';
import { readAnyWorkload } from './read-any-workload';
import { readTexts } from './shape';
import type { AnyWorkloadProps } from './workload-props';

/** Longest name: it begins the names of its volumes, which have 63 characters at most. */
const LONGEST = 48;

/** Below this no process starts. */
const LEAST_MEMORY = 8 * MEBIBYTE;

/** What an init container and a sidecar do not have, whatever a program in JavaScript passes. */
const NOTHING = { storage: undefined, replicas: undefined, scale: undefined, after: undefined, development: false };

/** The props of an init container or a sidecar as the model has them; all problems are reported. */
export function readCompanion(
  { node }: { readonly node: { readonly id: string; readonly path: string } },
  owner: Member,
  kind: CompanionKind,
  props: CompanionProps,
  members: ChartMembers,
  report: Report,
): WorkloadBase {
  const { base: of } = owner;
  const name = `${of.name}-${node.id}`;
  checkCompanionName(node.id, name, members, report);
  if (kind === 'sidecar') checkOwner(of, members, report);
  const shares = readShares(props.shares, of, report);
  const shared = shares.flatMap(({ index }) => of.writable[index] ?? []);
  const given: AnyWorkloadProps = {
    ...props,
    ...NOTHING,
    // A container keeps to the time that its pod has.
    stopGrace: undefined,
    labels: undefined,
    user: shares.length > 0 ? of.user : props.user,
    ...(kind === 'init' && { ports: undefined, health: 'none', drainDelay: undefined }),
  };
  const read = readAnyWorkload(
    { id: name, path: node.path },
    given,
    {
      kind,
      client: undefined,
      writable: [],
      shared,
      resources: { memoryBytes: 128 * MEBIBYTE, leastMemoryBytes: LEAST_MEMORY, cpuMilli: 500, leastPids: 1 },
      replicas: 1,
      drainSeconds: 0,
      drainsBySleep: true,
      ownEnv: () => [],
    },
    members,
    report,
  );
  checkPorts(read, of, members, report);
  checkUser(props, shares, read, of, report);
  const native = members.kubernetesMinor >= NATIVE_SIDECARS;
  return {
    ...read,
    // On a folder in common, both are the user that owns it.
    image: shares.length > 0 ? { ...read.image, owner: imageOwner(of) } : read.image,
    // All containers of a pod have one security context.
    assigned: of.assigned || props.user === 'assigned',
    of: of.name,
    shares,
    stopGraceSeconds: of.stopGraceSeconds,
    drainSeconds: native ? 0 : read.drainSeconds,
  };
}

function checkCompanionName(id: string, name: string, { workloads }: ChartMembers, report: Report): void {
  checkName(id, 'id', report);
  if (name.length > LONGEST)
    report('id', name, `at most ${LONGEST} characters, the name of the workload included`, 'shorten one of them');
  if (workloads.has(name)) report('id', name, 'a name that no other workload of the chart has', 'rename one of them');
}

/** What ends must not wait for what runs on. */
function checkOwner({ run, name }: WorkloadBase, { kubernetesMinor, settings }: ChartMembers, report: Report): void {
  if (!run) return;
  if (isFor(settings, 'compose') || kubernetesMinor < NATIVE_SIDECARS)
    report(
      'Sidecar',
      said(`a sidecar of ${name}, which ends`),
      "a sidecar of what runs on; of a job with kubernetesVersion '1.29' or newer, in a chart with targets: ['kubernetes']",
      'do its work in the job itself: Compose has nothing that ends a sidecar with its job, nor has Kubernetes before 1.29',
    );
}

function readShares(given: CompanionProps['shares'], owner: WorkloadBase, report: Report): readonly SharedPath[] {
  const paths = readTexts(given, 'shares', report) ?? [];
  return paths.flatMap((path, position) => {
    const prop = `shares[${position}]`;
    const index = owner.writable.findIndex((folder) => folder.path === path && folder.medium === 'disk');
    if (paths.indexOf(path) < position) report(prop, path, 'each folder once', 'remove the second one');
    if (index >= 0) return [{ path, index }];
    const folders = owner.writable.filter(({ medium }) => medium === 'disk').map((folder) => folder.path);
    report(
      prop,
      path,
      `a writable folder of ${owner.name} on disk: ${folders.join(', ') || 'it has none'}`,
      `give ${owner.name} writable: [{ path: '${path}', size: '…', medium: 'disk' }]: in Compose a folder in memory is gone with the container that wrote it`,
    );
    return [];
  });
}

/** All containers of a pod share its network. */
function checkPorts({ ports }: WorkloadBase, owner: WorkloadBase, { workloads }: ChartMembers, report: Report): void {
  const others = [...workloads.values()].flatMap(({ base }) =>
    base === owner || base.of === owner.name ? base.ports.map((port) => ({ ...port, of: base.name })) : [],
  );
  for (const { name, number } of ports) {
    const same = others.find((port) => port.name === name || port.number === number);
    if (same)
      report(
        `ports.${name}`,
        number,
        'a name and a number that no other container of the workload has',
        `choose another: ${same.of} has ${same.name}, ${same.number}, and they share one network`,
      );
  }
}

/** Who writes to one folder is one user; who writes to folders of two images is two. */
function checkUser(
  { user }: CompanionProps,
  shares: readonly SharedPath[],
  { image, writable }: WorkloadBase,
  owner: WorkloadBase,
  report: Report,
): void {
  const [first] = shares;
  if (first === undefined) return;
  const given = typeof user === 'number' ? { uid: user, gid: user } : user;
  if (given !== undefined && given !== 'assigned' && (given.uid !== owner.user.uid || given.gid !== owner.user.gid))
    report('user', `${given.uid}:${given.gid}`, `the user of ${owner.name}, which owns ${first.path}`, 'leave it out');
  const own = writable.find(({ medium }) => medium === 'disk');
  if (own && !image.build)
    report(
      'writable',
      own.path,
      `folders in memory, beside a folder of ${owner.name}`,
      'keep it in memory: the image and the shared folder have owners of their own',
    );
  if (owner.run?.schedule && !image.build && !shares.every(({ path }) => image.owns.includes(path)))
    report(
      'shares',
      first.path,
      `an image that owns it, for a container of ${owner.name}, a cron job`,
      `say so: Image.of(…, { owner, owns: ['${first.path}'] }): docker compose run makes the folder from this image`,
    );
}
