import { ApiObject, Chart } from 'cdk8s';
import { problemText, type Problem } from '../model/problem';
import { isFor } from '../model/settings';
import { handedOver, type Workload } from '../model/workload';
import { projectOf } from './assemble';
import { checkDevelopment } from './check-development';
import { hasProblems } from './problems';
import type { ChartMembers, Member, WorkloadBase } from './chart-members';
import { lonelyWaits } from './check-after';
import { circles } from './check-order';
import { checkLinks } from './check-links';
import { checkUsers } from './check-users';
import { sharedImages } from './shared-images';
import { tlsPorts } from './workload-connection';
import { passwordName, secretName, serverSecretName, type Connection } from './connection';
import { broughtBy } from './brought';

type Text = Omit<Problem, 'path'>;

/** Problems of a chart that show only when all its constructs are known. */
export function checkProject(members: ChartMembers): readonly string[] {
  const bases = [...members.workloads.values()].map(({ base }: Member) => base);
  return [
    ...checkUsers(bases),
    ...profiles(members, bases),
    ...sharedImages(members),
    ...doors(members),
    ...(isFor(members.settings, 'kubernetes') ? lonelyWaits(bases) : []),
    ...circles([...members.connections, ...members.links], bases),
    ...checkLinks(members),
    ...strayObjects(members),
    ...(hasProblems(members.chart) ? [] : checkDevelopment(projectOf(members))),
    ...names(members, bases),
  ].map((text) => problemText({ path: '', ...text }));
}

/** Older clusters know AppArmor by an annotation only, which newer ones do not read. */
function profiles({ kubernetesMinor, settings }: ChartMembers, bases: readonly WorkloadBase[]): readonly Text[] {
  if (kubernetesMinor >= NATIVE_APP_ARMOR || !isFor(settings, 'kubernetes')) return [];
  return bases.flatMap(({ name, appArmor }) =>
    appArmor === undefined
      ? []
      : [
          {
            prop: 'appArmor',
            got: `'${appArmor}' for ${name}, and Kubernetes 1.${kubernetesMinor}`,
            allowed: `kubernetesVersion: '1.${NATIVE_APP_ARMOR}' or newer`,
            fix: `set kubernetesVersion: '1.${NATIVE_APP_ARMOR}' on the chart`,
          },
        ],
  );
}

/** The minor release with a field for it. */
const NATIVE_APP_ARMOR = 30;

function doors({ exposures, settings }: ChartMembers): readonly Text[] {
  return exposures.flatMap(({ workload, published, host }, index) => {
    const before = exposures.slice(0, index);
    const port = isFor(settings, 'compose') && before.find((other) => other.published === published);
    const name = before.find((other) => other.host === host);
    return [
      ...(port
        ? [
            {
              prop: 'expose.published',
              got: `${published} for ${port.workload} and ${workload}`,
              allowed: 'a host port of its own',
              fix: `set published on ${workload}, for instance ${published + 1}`,
            },
          ]
        : []),
      ...(name
        ? [
            {
              prop: 'expose.host',
              got: `${host} for ${name.workload} and ${workload}`,
              allowed: 'a host of its own',
              fix: `choose another host for ${workload}`,
            },
          ]
        : []),
    ];
  });
}

/** A chart that is not for Kubernetes writes no manifest, so what a program adds to it would be lost. */
function strayObjects({ chart, settings }: ChartMembers): readonly Text[] {
  if (isFor(settings, 'kubernetes')) return [];
  const objects = chart.node.findAll().filter((one) => ApiObject.isApiObject(one) && Chart.of(one) === chart);
  return objects.map(({ node }) => ({
    prop: 'targets',
    got: `${node.path} in a chart that is not for Kubernetes`,
    allowed: 'no Kubernetes objects',
    fix: "define it in a chart of its own, or add 'kubernetes' to targets",
  }));
}

/** Variables, files and Secrets that two things want to be theirs. */
function names(members: ChartMembers, bases: readonly WorkloadBase[]): readonly Text[] {
  const { connections, links, externals } = members;
  // What a construct has told of itself is not told again.
  const clean = !hasProblems(members.chart);
  const files = madeFiles([...connections, ...externals], bases);
  const secrets = madeSecrets([...connections, ...links, ...externals], links, bases);
  const brought = broughtBy(members);
  const finished = new Map(clean ? projectOf(members).workloads.map((workload) => [workload.name, workload]) : []);
  return bases.flatMap(({ name, kind, secrets: own }) => {
    const { externals: called, secrets: theirs } = brought(name);
    const given = kind === 'redis' ? [] : own;
    return [
      ...variables(name, finished.get(name)),
      ...called
        .filter(({ ca }) => ca !== undefined && files.has(ca))
        .map(({ host, ca }) => ({
          prop: `connectTo(${host}).ca`,
          got: `${ca} on ${name}`,
          allowed: 'a file that the library does not make itself',
          fix: 'name it after its owner, for instance provider-ca.crt',
        })),
      ...given
        .filter(({ file, source }) => theirs.some((other) => other.file === file) || files.has(source))
        .map(({ file }) => ({
          prop: 'secrets',
          got: `${file} on ${name}`,
          allowed: 'a name that the library does not use itself',
          fix: 'rename the secret',
        })),
      ...given
        .filter(({ kubernetes }) => secrets.has(kubernetes.secret))
        .map(({ file, kubernetes }) => ({
          prop: 'secrets',
          got: `Secret ${kubernetes.secret} for ${file} on ${name}`,
          allowed: 'a Secret that the library does not make itself',
          fix: 'rename it: what a connection needs comes with connectTo, each caller has a Secret of its own',
        })),
      ...given
        .filter(({ valueVariable }) => valueVariable !== undefined)
        .filter(
          () =>
            !projectOf(members).workloads.some((workload) => workload.name === name && workload.posture.secretsInEnv),
        )
        .map(({ valueVariable }) => ({
          prop: 'secrets.valueVariable',
          got: `${valueVariable} on ${name}`,
          allowed: 'values in files',
          fix: "use fileVariable, or give a reason: Exceptions.of(…).allow('secrets-as-files', { reason })",
        })),
    ];
  });
}

/** Variables of a workload that are set twice. */
function variables(name: string, workload: Workload | undefined): readonly Text[] {
  const all = workload
    ? [...workload.env.map((variable) => variable.name), ...handedOver(workload).map((use) => use.valueVariable)]
    : [];
  return [...new Set(all.filter((variable, index) => all.indexOf(variable) < index))].map((variable) => ({
    prop: `env.${variable}`,
    got: `${variable} on ${name} twice`,
    allowed: 'each variable once',
    fix: 'remove it, or give the connection another prefix with as',
  }));
}

/** Files of secrets that the library makes. */
const madeFiles = (
  connections: readonly Pick<Connection, 'caller' | 'prefix'>[],
  bases: readonly WorkloadBase[],
): ReadonlySet<string> =>
  new Set([
    'ca.crt',
    'ca.key',
    ...connections.map(passwordName),
    ...bases.flatMap(({ name }) => [
      `${name}.env`,
      `${name}.crt`,
      `${name}.key`,
      `${name}.acl`,
      `${name}-health`,
      `${name}-reload`,
    ]),
  ]);

/** Kubernetes Secrets that the library makes. */
const madeSecrets = (
  connections: readonly Pick<Connection, 'caller' | 'prefix'>[],
  links: ChartMembers['links'],
  bases: readonly WorkloadBase[],
): ReadonlySet<string> =>
  new Set([
    ...[...connections, ...links].map(secretName),
    ...bases.flatMap(({ name, kind }) =>
      kind === 'redis' || tlsPorts(name, links).length > 0 ? [serverSecretName(name)] : [],
    ),
  ]);
