import type { ProjectContract, SecretContract } from '../model/contract';
import { AUTHORITY_KEY } from './names';
import { KEY_MODE, MOUNTED_MODE } from './plan-types';
import type { Recipe, WantedFile } from './plan-types';

/** The order of writing: what others are derived from comes first, and a key before its certificate. */
const ORDER: readonly Recipe['kind'][] = [
  'password',
  'authority-key',
  'authority',
  'private-key',
  'certificate',
  'acl',
  'env',
  'external',
];

/** Every file the secrets of a project are kept in, in the order of writing. */
export function wantedFiles(project: ProjectContract): readonly WantedFile[] {
  const files = project.secrets.map((secret) => wantedFile(secret, project));
  const key: WantedFile = {
    file: AUTHORITY_KEY,
    name: AUTHORITY_KEY,
    recipe: { kind: 'authority-key' },
    mode: KEY_MODE,
    readers: [],
  };
  const all = files.some((file) => file.recipe.kind === 'authority') ? [...files, key] : files;
  return ORDER.flatMap((kind) => all.filter((file) => file.recipe.kind === kind));
}

function wantedFile(secret: SecretContract, project: ProjectContract): WantedFile {
  return {
    file: secret.file,
    name: secret.name,
    recipe: recipeOf(secret, project),
    mode: MOUNTED_MODE,
    readers: [...new Set(secret.readers.map((reader) => reader.workload))],
  };
}

function recipeOf(secret: SecretContract, project: ProjectContract): Recipe {
  const { kind } = secret;
  if (kind === 'password' || kind === 'authority') return { kind };
  // The key under which synth has every reader of an authority look for it.
  if (kind === 'external')
    return { kind, authority: secret.readers.some(({ kubernetes }) => kubernetes.key === 'ca.crt') };
  if (kind === 'env') return { kind, variables: secret.variables ?? {} };
  const isServer = ({ workload }: { readonly workload: string }) => workload === secret.server;
  if (kind === 'acl') return { kind, redis: project.redis.find(isServer) ?? unchecked(secret) };
  return { kind, server: project.servers.find(isServer) ?? unchecked(secret) };
}

function unchecked({ name }: SecretContract): never {
  throw new Error(`secret ${name} names no server: the contract was not checked`);
}
