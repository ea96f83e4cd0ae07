import { join } from 'node:path';
import { isSecretKey, isSecretName } from './kubernetes-names';
import { isLabel } from './names';
import { items, member, problemAt, textOf } from './place';
import type { Place } from './place';
import { CONTRACT_FILE } from './read-contract';
import type { NamedProject } from './read-contract';

/** One key of a Secret that pods read, and the file whose content it takes. */
export interface SecretKey {
  readonly namespace: string;
  readonly secret: string;
  readonly key: string;
  /** File name in the folder of the secrets. */
  readonly file: string;
  /** Whether somebody else makes it. */
  readonly external: boolean;
  /** Where the contract says so. */
  readonly at: Place;
}

/** The project, as a place of its contract. */
export function placeOf(deploy: string, { chart, project }: NamedProject): Place {
  return { file: join(deploy, CONTRACT_FILE), pointer: `/projects/${chart}`, value: project };
}

/**
 * Every key that pods of a project read, each once, in the order of the contract. A password that only feeds an ACL file has
 * no reader, and the env file is for Compose: Kubernetes takes its values from the same Secrets.
 */
export function secretKeys(project: Place): readonly SecretKey[] {
  const namespace = textOf(member(member(project, 'namespace'), 'name')) ?? '';
  const keys = secretsWithReaders(project).flatMap(({ secret, readers }) =>
    readers.map((at): SecretKey => ({
      namespace,
      secret: textOf(member(at, 'secret')) ?? '',
      key: textOf(member(at, 'key')) ?? '',
      file: textOf(member(secret, 'file')) ?? '',
      external: member(secret, 'kind').value === 'external',
      at,
    })),
  );
  return keys.filter(
    (one, index) => keys.findIndex((other) => isSame(one, other) && one.file === other.file) === index,
  );
}

/** What is wrong with the names, and with keys that would have to hold two values. */
export function checkSecretKeys(project: Place): readonly string[] {
  const namespace = member(member(project, 'namespace'), 'name');
  const keys = secretKeys(project);
  const wrong = secretsWithReaders(project).flatMap(({ readers }) =>
    readers.flatMap((at) => {
      const [secret, key] = [member(at, 'secret'), member(at, 'key')];
      return [
        ...(isSecretName(textOf(secret) ?? '') ? [] : [problemAt(secret, 'the name of a Secret, a DNS name')]),
        ...(isSecretKey(textOf(key) ?? '') ? [] : [problemAt(key, 'letters, digits, dots, dashes and underscores')]),
      ];
    }),
  );
  const twice = keys.filter((one, index) => keys.findIndex((other) => isSame(one, other)) < index);
  return [
    ...(isLabel(textOf(namespace) ?? '') ? [] : [problemAt(namespace, 'the name of a namespace, a DNS label')]),
    ...wrong,
    ...(wrong.length > 0 ? [] : twice).map(({ secret, key, at }) =>
      problemAt(at, 'a key for each secret', {
        got: `key ${key} of Secret ${secret}, which another secret has`,
        fix: 'give one of them another key and synthesize again',
      }),
    ),
  ];
}

function secretsWithReaders(project: Place) {
  return items(member(project, 'secrets'))
    .filter((secret) => member(secret, 'kind').value !== 'env')
    .map((secret) => ({
      secret,
      readers: items(member(secret, 'readers')).map((reader) => member(reader, 'kubernetes')),
    }));
}

function isSame(one: SecretKey, other: SecretKey): boolean {
  return one.secret === other.secret && one.key === other.key;
}
