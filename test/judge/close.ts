import { isBranch } from './tree';

/** Keywords whose value is a map from a name to a schema, and those whose value is a list of schemas. */
const maps = ['properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas'];
const lists = ['oneOf', 'anyOf', 'allOf', 'prefixItems'];
const single = ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames'];

export interface Closed {
  readonly schema: Record<string, unknown>;
  /** How many objects the publisher had left open. */
  readonly count: number;
}

/**
 * A copy of a published schema in which every object that lists its fields has no others. Maps (`additionalProperties`
 * with a schema), `x-kubernetes-preserve-unknown-fields` and the definitions named in `free` stay as they are;
 * a definition that says nothing but `type: object` is closed too, unless it is named.
 */
export function close(schema: Record<string, unknown>, free: ReadonlySet<string> = new Set()): Closed {
  let count = 0;

  function visit(node: unknown, name: string | undefined): void {
    if (!isBranch(node)) return;
    for (const word of maps) {
      const map = node[word];
      if (!isBranch(map)) continue;
      for (const [key, value] of Object.entries(map)) visit(value, word === 'definitions' ? key : undefined);
    }
    for (const word of single) visit(node[word], undefined);
    for (const word of lists) {
      const list = node[word];
      if (!Array.isArray(list)) continue;
      if (word === 'allOf' && list.some((part) => isBranch(part) && isBranch(part['properties'])))
        throw new Error(`allOf with properties in ${name ?? 'the schema'}: closing each part would refuse the others`);
      for (const part of list) visit(part, undefined);
    }
    if (isOpen(node, name)) {
      node['additionalProperties'] = false;
      count += 1;
    }
  }

  function isOpen(node: Record<string, unknown>, name: string | undefined): boolean {
    if ('additionalProperties' in node || node['x-kubernetes-preserve-unknown-fields'] === true) return false;
    if (name !== undefined && free.has(name)) return false;
    if (isBranch(node['properties']) || isBranch(node['patternProperties'])) return true;
    return name !== undefined && node['type'] === 'object';
  }

  const copy = structuredClone(schema);
  visit(copy, undefined);
  return { schema: copy, count };
}
