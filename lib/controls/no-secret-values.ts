import type { At } from './at';
import type { Control, Miss } from './control';
import { credentialIn, secretWord } from './helpers/credentials';
import { variablesOf } from './helpers/dockerfile-variables';
import { textOf } from './helpers/places';
import { leaksIn, secretValues } from './helpers/scan';
import type { ProjectFiles } from './subject';

/*
 * Files that are committed hold no secrets.
 *
 * Both targets, every text of every document, the contract and Dockerfiles included:
 *   must not have the shape of a credential: a private key, a token, a URL with a password
 *   Secret objects must not have data, nor those inside of lists
 * Variables of containers, of hooks, of builds, and of Dockerfiles (ENV, presets of ARG):
 *   must not be called PASSWORD, PASSPHRASE, SECRET, TOKEN or CREDENTIAL (dbPassword likewise) and have a value, unless it
 *   is only about one (_FILE, _URL, _PATH, _TTL, _ID, _NAME, _HEADER, _FIELD, _LENGTH, _TIMEOUT, _LIFETIME, _EXPIRY,
 *   _ALGORITHM, _ISSUER, _AUDIENCE, _ENDPOINT); nor end in PASS, PASSWD, _PWD, _PW, APIKEY, or API, ACCESS, PRIVATE,
 *   ENCRYPTION or SIGNING before _KEY
 * Words of command lines, and every text:
 *   must not give a value to an option whose last word is one of these (--db-password=…, --token …)
 */
export const noSecretValues = {
  id: 'no-secret-values',
  title: 'no file holds the value of a secret',
  severity: 'critical',
  why: 'What is committed once is in every clone for ever: everyone who may read the repository has the credential.',
  subject: 'project',
  clauses: {
    'cis-docker': ['4.10'],
    'nsa-cisa': ['network/secrets'],
    'nist-800-190': ['4.1.4'],
    'owasp-docker': ['12'],
  },
  in: {
    kubernetes: {
      check: (p) => judge(p),
      weaken: [
        {
          name: 'a password in a variable',
          do: (p) => podOf(p).at('containers', 0, 'env').push({ name: 'DB_PASSWORD', value: 'x' }),
        },
        {
          name: 'a number as a token',
          do: (p) => podOf(p).at('containers', 0, 'env').push({ name: 'API_TOKEN', value: '1' }),
        },
        {
          name: 'a key by its name',
          do: (p) => podOf(p).at('containers', 0, 'env').push({ name: 'STRIPE_API_KEY', value: 'x' }),
        },
        {
          name: 'a password by its short name',
          do: (p) => podOf(p).at('containers', 0, 'env').push({ name: 'DB_PASS', value: 'x' }),
        },
        {
          name: 'a password in an argument',
          implies: ['redis-tls-only'],
          do: (p) => podOf(p).at('containers', 0, 'args').push('--db-password=hunter2'),
        },
        {
          name: 'a token in two words of the command',
          implies: ['redis-tls-only', 'redis-least-privilege'],
          do: (p) => podOf(p).at('containers', 0, 'command').set(['app', '--push-token', 'hunter2']),
        },
        {
          name: 'a URL with a password',
          do: (p) => podOf(p).at('containers', 0, 'env').push({ name: 'DB', value: 'postgres://app:x@db/app' }),
        },
        {
          name: 'a random text under a harmless name',
          do: (p) => podOf(p).at('containers', 0, 'env').push({ name: 'SALT', value: random }),
        },
        {
          name: 'a token in an annotation',
          do: (p) =>
            workloadOf(p)
              .at('metadata', 'annotations', 'ci')
              .set(`ghp_${'a1'.repeat(18)}`),
        },
        {
          name: 'a password among arguments',
          do: (p) =>
            podOf(p)
              .at('containers', 0, 'livenessProbe')
              .set({ exec: { command: ['redis-cli', '--password', 'x'] } }),
        },
        {
          name: 'a Secret with data',
          do: (p, output) =>
            output.add(workloadOf(p).file, {
              apiVersion: 'v1',
              kind: 'Secret',
              metadata: { name: 'auth' },
              data: { auth: 'eA==' },
            }),
        },
        {
          name: 'a Secret with data in a list',
          do: (p, output) =>
            output.add(workloadOf(p).file, {
              apiVersion: 'v1',
              kind: 'List',
              items: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'auth' }, stringData: { auth: 'x' } }],
            }),
        },
        {
          name: 'data in a list of Secrets',
          do: (p, output) =>
            output.add(workloadOf(p).file, {
              apiVersion: 'v1',
              kind: 'SecretList',
              items: [{ metadata: { name: 'auth' }, data: { auth: 'eA==' } }],
            }),
        },
      ],
    },
    compose: {
      check: (p) => judge(p),
      weaken: [
        { name: 'a password in a variable', do: (p) => serviceOf(p).at('environment', 'DB_PASSWORD').set('x') },
        {
          name: 'a secret in a variable, short form',
          implies: ['encrypted-edges'],
          do: (p) => serviceOf(p).at('environment').set(['CLIENT_SECRET=x']),
        },
        { name: 'a key by its name', do: (p) => serviceOf(p).at('environment', 'SIGNING_KEY').set('x') },
        { name: 'a password by its short name', do: (p) => serviceOf(p).at('environment', 'DB_PWD').set('x') },
        {
          name: 'a password in an argument',
          implies: ['redis-tls-only'],
          do: (p) => serviceOf(p).at('command').push('--db-password=hunter2'),
        },
        {
          name: 'a token in two words of the entry point',
          implies: ['redis-tls-only', 'redis-least-privilege'],
          do: (p) => serviceOf(p).at('entrypoint').set(['app', '--push-token', 'hunter2']),
        },
        {
          name: 'a URL with a password',
          do: (p) => serviceOf(p).at('environment', 'DB').set('postgres://app:x@db/app'),
        },
        { name: 'a private key in a label', do: (p) => serviceOf(p).at('labels', 'key').set(`${pem}\nx`) },
        {
          name: 'a password in the health check',
          do: (p) => serviceOf(p).at('healthcheck', 'test').set('redis-cli --password x ping'),
        },
        {
          name: 'a token in the Dockerfile',
          when: (p) => dockerfileOf(p) !== undefined,
          do: (p) => append(p, `ENV KEY=AKIA${'A1'.repeat(8)}`),
        },
        {
          name: 'a password in the Dockerfile, by its name',
          when: (p) => dockerfileOf(p) !== undefined,
          do: (p) => append(p, 'ENV MODE=x \\\n  DB_PASSWORD="hunter 2"'),
        },
        {
          name: 'a password in the Dockerfile, in the older form',
          when: (p) => dockerfileOf(p) !== undefined,
          do: (p) => append(p, 'ENV DB_PASSWORD hunter2'),
        },
        {
          name: 'a preset of an argument of the build',
          when: (p) => dockerfileOf(p) !== undefined,
          do: (p) => append(p, 'ARG API_TOKEN=x'),
        },
        {
          name: 'an argument of the build',
          when: (p) => builtIn(p) !== undefined,
          do: (p) => builtIn(p)?.at('build', 'args', 'API_TOKEN').set('x'),
        },
        {
          name: 'a password for a hook',
          do: (p) =>
            serviceOf(p)
              .at('post_start')
              .push({ command: ['id'], environment: { DB_PASSWORD: 'x' } }),
        },
      ],
    },
  },
  exception: { permits: 'a literal value in an environment variable', also: [] },
} as const satisfies Control<'project'>;

const random = 'qT7vZ1mXw9LrB4nKc8sHj2dFy6pGa3uE';
const pem = ['-----BEGIN', 'PRIVATE KEY-----'].join(' ');

function judge(project: ProjectFiles): readonly Miss[] {
  const variables = project.environment.flatMap(({ name, value = '', workload, at }) => {
    const looksLike = credentialIn(value) ?? (isSecret(name, value) ? 'a secret by its name' : undefined);
    return looksLike === undefined ? [] : [{ at, miss: { ...miss(at, `${name}: ${looksLike}`), workload } }];
  });
  const known = variables.map(({ at }) => at);
  const elsewhere = project.documents.flatMap((document) =>
    [...leaksIn(document.value), ...secretValues(document.value)]
      .map(({ pointer, looksLike }) => miss(document.at(...pointer), looksLike))
      .filter((found) => !known.some((place) => isWithin(found.at[0], place))),
  );
  const built = project.dockerfiles.flatMap((dockerfile) =>
    variablesOf(dockerfile)
      .filter(({ name, value }) => isSecret(name, value))
      .map(({ name, line }) => miss(dockerfile.at.at(line - 1), `${name}: a secret by its name`)),
  );
  return [...variables.map((variable) => variable.miss), ...built, ...elsewhere];
}

/** The value itself is never part of a finding. */
const miss = (at: At, got: string): Miss => ({
  at: [at],
  got,
  want: 'no value',
  fix: 'keep it in a file that is not committed: `secrets` of the workload',
});

/** `$(NAME)` is the value of another variable in Kubernetes; what Compose interpolates is no literal in the first place. */
const isSecret = (name: string, value: string): boolean =>
  secretWord(name) && value !== '' && !/^\$\([^)]*\)$/.test(value);

/** True where a place is another one, or below it. */
const isWithin = (at: At, around: At): boolean =>
  at.file === around.file && at.document === around.document && around.pointer.every((key, i) => at.pointer[i] === key);

/** The first document for which `part` finds something. */
function first(project: ProjectFiles, part: (document: At) => At | undefined): At {
  for (const document of project.documents) {
    const found = part(document);
    if (found !== undefined) return found;
  }
  return project.at;
}

const workloadOf = (project: ProjectFiles): At =>
  first(project, (document) => (document.at('spec', 'template', 'spec').value === undefined ? undefined : document));

const podOf = (project: ProjectFiles): At => workloadOf(project).at('spec', 'template', 'spec');

const serviceOf = (project: ProjectFiles): At =>
  first(project, (document) => document.at('services').entries()[0]?.[1]);

const dockerfileOf = (project: ProjectFiles): At | undefined =>
  project.documents.find((document) => document.file.endsWith('Dockerfile'));

const append = (project: ProjectFiles, line: string): void =>
  dockerfileOf(project)?.set(`${textOf(dockerfileOf(project)?.value)}${line}\n`);

/** The first service that is built here. */
const builtIn = (project: ProjectFiles): At | undefined =>
  project.documents
    .flatMap((document) => document.at('services').entries())
    .find(([, service]) => service.at('build', 'context').value !== undefined)?.[1];
