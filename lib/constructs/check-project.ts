import { imageText } from '../model/image';
import { problemText, type Problem } from '../model/problem';
import type { ChartMembers, Member, WorkloadBase } from './chart-members';
import { connectionEnv, connectionSecrets, passwordName, type Connection } from './connection';

type Text = Omit<Problem, 'path'>;

/** Problems of a chart that show only when all its constructs are known. */
export function checkProject(members: ChartMembers): readonly string[] {
  const bases = [...members.workloads.values()].map(({ base }: Member) => base);
  return [
    ...users(bases),
    ...images(bases),
    ...doors(members),
    ...cycles(members.connections),
    ...names(members, bases),
  ].map((text) => problemText({ path: '', ...text }));
}

/** Two images under one user could read each other's files on a shared disk. */
const users = (bases: readonly WorkloadBase[]): readonly Text[] =>
  bases.flatMap(({ name, user, image }, index) => {
    const other = bases
      .slice(0, index)
      .find((before) => before.user.uid === user.uid && before.image.reference.name !== image.reference.name);
    if (!other) return [];
    return [
      {
        prop: 'user',
        got: `${user.uid} for ${other.name} and ${name}`,
        allowed: 'a user of its own for each image',
        fix: `set user: ${user.uid + 1} on ${name}`,
      },
    ];
  });

/** Each Dockerfile says the ports and the health check of one workload. */
const images = (bases: readonly WorkloadBase[]): readonly Text[] =>
  bases.flatMap(({ name, image }, index) => {
    const text = imageText({ ...image.reference, digest: undefined });
    const same = (before: WorkloadBase) =>
      before.image.build && imageText({ ...before.image.reference, digest: undefined }) === text;
    const other = image.build && bases.slice(0, index).find(same);
    if (!other) return [];
    const fix = `name the image of ${name} differently, or build it once and use Image.of or Image.locked`;
    return [
      {
        prop: 'image',
        got: `${text} built for ${other.name} and ${name}`,
        allowed: 'a name of its own for each image that is built',
        fix,
      },
    ];
  });

function doors({ exposures }: ChartMembers): readonly Text[] {
  return exposures.flatMap(({ workload, published, host }, index) => {
    const before = exposures.slice(0, index);
    const port = before.find((other) => other.published === published);
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

/** Workloads that wait for each other never start. */
function cycles(connections: readonly Connection[]): readonly Text[] {
  const waits = connections.filter(({ start, caller, callee }) => start === 'after-ready' && caller !== callee);
  const seen = new Set<string>();
  const visit = (name: string, way: readonly string[]): readonly Text[] => {
    if (way.includes(name)) {
      const circle = [...way.slice(way.indexOf(name)), name];
      const known = [...circle.slice(1)].sort().join();
      if (seen.has(known)) return [];
      seen.add(known);
      return [
        {
          prop: 'connectTo.start',
          got: circle.join(' -> '),
          allowed: 'an order without circles',
          fix: `set start: 'any' on one of these connections`,
        },
      ];
    }
    return waits.filter(({ caller }) => caller === name).flatMap(({ callee }) => visit(callee, [...way, name]));
  };
  return [...new Set(waits.map(({ caller }) => caller))].flatMap((name) => visit(name, []));
}

/** Variables and files that a connection brings, where something of that name is there already. */
function names({ connections }: ChartMembers, bases: readonly WorkloadBase[]): readonly Text[] {
  const made = new Set([
    'ca.crt',
    ...connections.map(passwordName),
    ...bases.flatMap(({ name }) => [`${name}.env`, `${name}.crt`, `${name}.key`, `${name}.acl`, `${name}-health`]),
  ]);
  return bases.flatMap(({ name, kind, env, secrets }) => {
    const own = connections.filter(({ caller }) => caller === name);
    const brought = own.flatMap((connection) => connectionEnv(connection, '')).map((variable) => variable.name);
    const files = own.flatMap(connectionSecrets).map(({ file, variables }) => ({ file, variable: variables?.file }));
    const variables = [...brought, ...files.flatMap(({ variable }) => (variable === undefined ? [] : [variable]))];
    return [
      ...env
        .filter((variable) => variables.includes(variable.name))
        .map((variable) => ({
          prop: `env.${variable.name}`,
          got: `${variable.name} on ${name}`,
          allowed: 'a variable that no connection sets',
          fix: 'remove it, or give the connection another prefix with as',
        })),
      ...secrets
        .filter(
          ({ file, source }) => files.some((other) => other.file === file) || (kind !== 'redis' && made.has(source)),
        )
        .map(({ file }) => ({
          prop: 'secrets',
          got: `${file} on ${name}`,
          allowed: 'a name that the library does not use itself',
          fix: 'rename the secret',
        })),
    ];
  });
}
