import type { At } from '../../../controls/at';
import { recordOf, textOf, textsOf } from '../../values';

/** Labels of a pod or of a namespace. */
export type Labels = Readonly<Record<string, string>>;

/** Reads a label selector once; an empty one, or none at all, matches everything. */
export function selectorOf(selector: At): (labels: Labels) => boolean {
  const wanted = Object.entries(recordOf(selector.at('matchLabels')));
  const expressions = selector.at('matchExpressions').list().map(expressionOf);
  return (labels) =>
    wanted.every(([key, value]) => labels[key] === value) && expressions.every((holds) => holds(labels));
}

function expressionOf(expression: At): (labels: Labels) => boolean {
  const key = textOf(expression.at('key')) ?? '';
  const values = textsOf(expression.at('values'));
  const isIn = (labels: Labels): boolean => Object.hasOwn(labels, key) && values.includes(labels[key] ?? '');
  switch (textOf(expression.at('operator'))) {
    case 'In':
      return isIn;
    case 'NotIn':
      // Also where the label is absent.
      return (labels) => !isIn(labels);
    case 'Exists':
      return (labels) => Object.hasOwn(labels, key);
    case 'DoesNotExist':
      return (labels) => !Object.hasOwn(labels, key);
    default:
      return () => false;
  }
}

/** The label with which Kubernetes itself marks every namespace. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** The names of the namespaces a selector is limited to; `undefined` where nothing limits it to names. */
export function namedNamespaces(selector: At): readonly string[] | undefined {
  const label = textOf(selector.at('matchLabels', NAMESPACE_NAME));
  if (label !== undefined) return [label];
  const named = selector
    .at('matchExpressions')
    .list()
    .find((item) => textOf(item.at('key')) === NAMESPACE_NAME && textOf(item.at('operator')) === 'In');
  return named === undefined ? undefined : textsOf(named.at('values'));
}
