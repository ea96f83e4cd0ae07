import type { SecretContract } from '../model/contract';
import { repeated } from './check-redis';
import { besideOf, ENDINGS } from './rotation';
import { AUTHORITY_KEY, isFileName, isLabel, isVariableName } from './names';
import { items, member, members, problemAt, textOf } from './place';
import type { Place } from './place';

const KINDS: readonly SecretContract['kind'][] = [
  'password',
  'authority',
  'certificate',
  'private-key',
  'acl',
  'env',
  'external',
];
/** Kinds that belong to one server, and the list of the project that knows it. */
const OF_SERVER: ReadonlyMap<unknown, 'servers' | 'redis'> = new Map<SecretContract['kind'], 'servers' | 'redis'>([
  ['certificate', 'servers'],
  ['private-key', 'servers'],
  ['acl', 'redis'],
]);

/** What is wrong with the secrets of a project: each by itself, and what they say about each other. */
export function checkSecrets(project: Place): readonly string[] {
  const secrets = items(member(project, 'secrets'));
  return [
    ...repeated(secrets.map((secret) => member(secret, 'name'))),
    ...repeated(secrets.map((secret) => member(secret, 'file'))),
    ...checkBeside(secrets),
    ...secrets.flatMap((secret) => [
      ...checkNames(secret),
      ...checkServer(secret, project),
      ...checkVariables(secret, secrets),
      ...checkReaders(secret),
    ]),
    ...checkAuthority(secrets),
    ...checkTogether(secrets),
  ];
}

function checkNames(secret: Place): readonly string[] {
  const [name, kind, file] = [member(secret, 'name'), member(secret, 'kind'), member(secret, 'file')];
  return [
    ...(isFileName(textOf(name) ?? '') && name.value !== AUTHORITY_KEY
      ? []
      : [problemAt(name, `letters, digits, dots, dashes and underscores, and not ${AUTHORITY_KEY}`)]),
    ...(KINDS.some((known) => known === kind.value) ? [] : [problemAt(kind, KINDS.join(', '))]),
    ...(isFileName(textOf(file) ?? '') && file.value !== AUTHORITY_KEY
      ? []
      : [problemAt(file, `a file name without folders, and not ${AUTHORITY_KEY}, which is mounted nowhere`)]),
  ];
}

/** Beside a password lie the files that say how far its rotation is. */
function checkBeside(secrets: readonly Place[]): readonly string[] {
  const passwords = secrets.filter((secret) => member(secret, 'kind').value === 'password');
  const taken = passwords.flatMap((secret) =>
    ENDINGS.map((ending) => besideOf(textOf(member(secret, 'file')) ?? '', ending)),
  );
  return secrets
    .map((secret) => member(secret, 'file'))
    .filter((file) => taken.includes(textOf(file) ?? ''))
    .map((file) =>
      problemAt(file, 'a name that the rotation of a password does not use', { fix: 'rename the secret' }),
    );
}

function checkServer(secret: Place, project: Place): readonly string[] {
  const list = OF_SERVER.get(member(secret, 'kind').value);
  if (list === undefined) return [];
  const server = member(secret, 'server');
  const known = items(member(project, list)).map((one) => member(one, 'workload').value);
  if (server.value !== undefined && known.includes(server.value)) return [];
  const none = `a ${list === 'redis' ? 'Redis server' : 'server'}, and this project has none`;
  return [problemAt(server, known.length === 0 ? none : known.join(', '))];
}

function checkVariables(secret: Place, secrets: readonly Place[]): readonly string[] {
  if (member(secret, 'kind').value !== 'env') return [];
  const variables = member(secret, 'variables');
  const values = secrets
    .filter((other) => ['password', 'external'].includes(textOf(member(other, 'kind')) ?? ''))
    .map((other) => member(other, 'name').value);
  if (members(variables).length === 0) return [problemAt(variables, 'a mapping from variable to secret')];
  return members(variables).flatMap(([name, value]) => [
    ...(isVariableName(name)
      ? []
      : [problemAt(value, 'letters, digits and _', { got: `variable ${JSON.stringify(name)}` })]),
    // Not shown: whoever put a value here by mistake should not find it in a log.
    ...(value.value !== undefined && values.includes(value.value)
      ? []
      : [problemAt(value, 'the name of a secret of kind password or external', { got: 'a name that none has' })]),
  ]);
}

function checkReaders(secret: Place): readonly string[] {
  const readers = member(secret, 'readers');
  if (!Array.isArray(readers.value)) return [problemAt(readers, 'a list')];
  return items(readers)
    .map((reader) => member(reader, 'workload'))
    .filter((workload) => !isLabel(textOf(workload) ?? ''))
    .map((workload) => problemAt(workload, 'the name of a workload, a DNS label'));
}

function checkAuthority(secrets: readonly Place[]): readonly string[] {
  const authorities = secrets.filter((secret) => member(secret, 'kind').value === 'authority');
  const leaves = secrets.filter((secret) => member(secret, 'kind').value === 'certificate');
  return [
    ...authorities.slice(1).map((secret) => problemAt(member(secret, 'kind'), 'one authority in a project')),
    ...(authorities.length > 0 ? [] : leaves).map((secret) =>
      problemAt(secret, 'a certificate beside an authority', { got: 'no secret of kind authority in the project' }),
    ),
  ];
}

/** A certificate and its key come together, and each kind once for a server. */
function checkTogether(secrets: readonly Place[]): readonly string[] {
  const of = (kind: string, server: unknown) =>
    secrets.filter((s) => member(s, 'kind').value === kind && member(s, 'server').value === server);
  return secrets.flatMap((secret) => {
    const kind = textOf(member(secret, 'kind')) ?? '';
    const server = member(secret, 'server').value;
    if (!OF_SERVER.has(kind)) return [];
    const partner = { certificate: 'private-key', 'private-key': 'certificate' }[kind];
    return [
      ...(of(kind, server)[0]?.pointer === secret.pointer ? [] : [problemAt(secret, `one ${kind} for a server`)]),
      ...(partner === undefined || of(partner, server).length > 0
        ? []
        : [problemAt(secret, `a ${kind} beside a ${partner}`, { got: `no ${partner} for the same server` })]),
    ];
  });
}
