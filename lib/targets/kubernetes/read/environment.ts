import type { At } from '../../../controls/at';
import type { EnvEntry } from '../../../controls/subject';
import { hasKey, lastInForce, textOf } from '../../values';
import { expand } from './expand';
import { objectNamed, type KubernetesObject } from './objects';

/** The environment of one container. */
export interface Environment {
  readonly entries: readonly EnvEntry[];
  /** Places that take values from a Secret. */
  readonly fromSecrets: readonly At[];
}

/** Reads `env` and `envFrom`; values in ConfigMaps of the output count as literals, at their place there. */
export function environmentOf(container: At, namespace: string, objects: readonly KubernetesObject[]): Environment {
  const entries: Omit<EnvEntry, 'inForce'>[] = [];
  const fromSecrets: At[] = [];
  const known = new Map<string, string | undefined>();
  const add = (entry: Omit<EnvEntry, 'inForce'>): void => {
    entries.push(entry);
    known.set(entry.name, entry.value);
  };
  const configMap = (name: string | undefined): At | undefined =>
    objectNamed(objects, 'ConfigMap', namespace, name)?.at;

  for (const source of container.at('envFrom').list()) {
    const prefix = textOf(source.at('prefix')) ?? '';
    if (hasKey(source, 'secretRef')) fromSecrets.push(source);
    const data =
      configMap(textOf(source.at('configMapRef', 'name')))
        ?.at('data')
        .entries() ?? [];
    for (const [key, at] of data) add({ name: prefix + key, value: textOf(at), at });
  }
  for (const entry of container.at('env').list()) {
    const name = textOf(entry.at('name')) ?? '';
    const from = entry.at('valueFrom');
    if (hasKey(from, 'secretKeyRef')) fromSecrets.push(entry);
    if (hasKey(entry, 'valueFrom')) {
      const reference = from.at('configMapKeyRef');
      const at = configMap(textOf(reference.at('name')))?.at('data', textOf(reference.at('key')) ?? '');
      add({ name, value: textOf(at), at: at?.value === undefined ? entry : at });
    } else {
      // A variable without a value is an empty string.
      add({ name, value: expand(textOf(entry.at('value')) ?? '', known), at: entry.at('value') });
    }
  }
  return { entries: lastInForce(entries), fromSecrets };
}

/** The words a container runs, with what they take from its environment; `undefined` where they cannot be seen. */
export function wordsOfContainer(container: At, environment: readonly EnvEntry[]): readonly string[] | undefined {
  const known = new Map(environment.map(({ name, value }) => [name, value]));
  const words = [...container.at('command').list(), ...container.at('args').list()].map((word) =>
    expand(textOf(word) ?? '', known),
  );
  const seen = words.filter((word) => word !== undefined);
  return seen.length === words.length ? seen : undefined;
}
