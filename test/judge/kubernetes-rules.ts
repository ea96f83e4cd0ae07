import { isBranch } from './tree';

/** A name that may have a DNS prefix: keys of labels and annotations. */
const qualified = '^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$';
const labels = {
  type: 'object',
  propertyNames: { pattern: qualified },
  additionalProperties: { type: 'string', pattern: '^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$' },
};
const annotations = {
  type: 'object',
  propertyNames: { pattern: qualified },
  additionalProperties: { type: 'string' },
};
const name = {
  type: 'string',
  pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
  maxLength: 253,
};
const quantity = {
  type: ['number', 'string'],
  pattern: '^[+-]?(\\d+\\.?\\d*|\\.\\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?$',
};

/** Adds what every API server checks and the published schemas only describe in words: quantities, labels and names. */
export function addServerRules(definitions: Record<string, Record<string, unknown>>): void {
  definitions['io.k8s.apimachinery.pkg.api.resource.Quantity'] = quantity;
  replace(definitions['io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'], { labels, annotations, name });
  replace(definitions['io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector'], { matchLabels: labels });
}

function replace(definition: Record<string, unknown> | undefined, rules: Record<string, unknown>): void {
  const properties = definition?.['properties'];
  if (!isBranch(properties)) throw new Error('the published schema has no ObjectMeta or LabelSelector');
  for (const [field, rule] of Object.entries(rules)) {
    if (!(field in properties)) throw new Error(`the published schema has no field ${field}`);
    properties[field] = rule;
  }
}
