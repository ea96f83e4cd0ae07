import { parseAllDocuments } from 'yaml';
import type { Contract } from '../../lib/model/contract';

/** `NAMESPACE/SECRET KEY` of every volume and variable: found by shape, wherever it stands. */
export function keysRead(manifests: string): readonly string[] {
  return parseAllDocuments(manifests).flatMap((document) => {
    const object = document.toJS() as { readonly metadata: { readonly namespace?: string } };
    return found(object).map((key) => `${object.metadata.namespace}/${key}`);
  });
}

interface Node {
  readonly secretKeyRef?: { readonly name: string; readonly key: string };
  readonly secret?: {
    readonly name?: string;
    readonly secretName?: string;
    readonly items?: readonly { readonly key: string }[];
  };
}

function found(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { secretKeyRef, secret } = value as Node;
  const items = secret?.items?.map(({ key }) => `${secret.name ?? secret.secretName} ${key}`) ?? [];
  if (secret !== undefined && items.length === 0)
    throw new Error('a Secret without items: the test cannot tell its keys');
  return [
    ...(secretKeyRef ? [`${secretKeyRef.name} ${secretKeyRef.key}`] : []),
    ...items,
    ...Object.values(value).flatMap(found),
  ];
}

/** The same contract with its secrets and readers the other way round. */
export const reversed = (contract: Contract): Contract => ({
  ...contract,
  projects: Object.fromEntries(
    Object.entries(contract.projects).map(([chart, project]) => [
      chart,
      {
        ...project,
        secrets: [...project.secrets]
          .reverse()
          .map((secret) => ({ ...secret, readers: [...secret.readers].reverse() })),
      },
    ]),
  ),
});
