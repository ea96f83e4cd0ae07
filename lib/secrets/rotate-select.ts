import type { ProjectContract, SecretContract } from '../model/contract';

/** Which passwords are meant. */
export interface Selection {
  /** Names of secrets. */
  readonly names: readonly string[];
  /** `CALLER.PREFIX` of an edge, as in the name of its Kubernetes Secret. */
  readonly edge?: string;
  /** Every password of the project. */
  readonly all?: boolean;
}

/** The secrets, or what is wrong with the selection. */
export type Selected =
  | { readonly secrets: readonly SecretContract[]; readonly problems?: undefined }
  | { readonly problems: readonly string[] };

/** Finds the passwords of a project that are to be rotated. */
export function selectPasswords(chart: string, project: ProjectContract, { names, edge, all }: Selection): Selected {
  const users = project.redis.flatMap((server) => server.users.flatMap(({ password }) => password ?? []));
  const passwords = project.secrets.filter(({ name, kind }) => kind === 'password' && users.includes(name));
  const known = passwords.map(({ name }) => name).join(', ') || 'none: this project makes no password';
  if (all)
    return passwords.length > 0 ? { secrets: passwords } : { problems: [`${chart}: got --all, allowed: ${known}`] };
  if (names.length === 0 && edge === undefined) {
    const fix = 'name some, or an edge with --edge CALLER.PREFIX, or --all';
    return { problems: [`${chart}: got no password to rotate, allowed: ${known}; ${fix}`] };
  }
  const ofEdge = passwords.filter(({ readers }) => readers.some(({ kubernetes }) => kubernetes.secret === edge));
  const edges = passwords.flatMap(({ readers }) => readers.map(({ kubernetes }) => kubernetes.secret));
  const problems = [
    ...(edge === undefined || ofEdge.length > 0
      ? []
      : [
          `${chart}: --edge: got ${JSON.stringify(edge)}, allowed: ${[...new Set(edges)].join(', ')}; name one of them`,
        ]),
    ...names
      .filter((name) => !passwords.some((one) => one.name === name))
      .map((name) => unknown(chart, project, name, known)),
  ];
  if (problems.length > 0) return { problems };
  return { secrets: passwords.filter((one) => names.includes(one.name) || ofEdge.includes(one)) };
}

const FIXES: ReadonlyMap<string | undefined, string> = new Map([
  ['external', 'whoever made it rotates it: put the new file there and restart its readers'],
  ['certificate', 'secrets init renews it before it ends'],
  ['private-key', 'secrets init renews it before it ends'],
]);

function unknown(chart: string, { secrets }: ProjectContract, name: string, known: string): string {
  const kind = secrets.find((secret) => secret.name === name)?.kind;
  const got = kind === undefined ? JSON.stringify(name) : `${name}, of kind ${kind}`;
  return `${chart}: got ${got}, allowed: ${known}; ${FIXES.get(kind) ?? 'name one of them'}`;
}
