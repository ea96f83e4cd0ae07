import { looksLikeCredential } from '../model/credential';
import { checkAnnotation } from '../model/names';
import { said, type Report } from '../model/problem';
import { readMapping } from './shape';

/** What the library says itself, and what would be a configuration of the controller that nobody judges. */
const OWN = /^(cdk8s-hardened\/|nginx\.ingress\.kubernetes\.io\/backend-protocol$)/;
const SNIPPET = /snippet/;

/** Annotations of an Ingress, in the words of its controller. */
export function readIngressAnnotations(
  given: Readonly<Record<string, string>> | undefined,
  report: Report,
): Readonly<Record<string, string>> {
  const annotations = readMapping(given, 'expose.annotations', report);
  for (const [key, value] of Object.entries(annotations)) {
    const prop = `expose.annotations.${key}`;
    checkAnnotation(key, value, prop, report);
    if (OWN.test(key)) report(prop, key, 'annotations that the library does not set itself', 'use expose.backend');
    if (SNIPPET.test(key))
      report(
        prop,
        key,
        'settings of the controller one by one',
        'remove it: a snippet is configuration that reaches every other host of the controller',
      );
    const kind = typeof value === 'string' ? looksLikeCredential(value) : undefined;
    if (kind !== undefined)
      report(prop, said(`a value that looks like ${kind} (not shown)`), 'no credentials in annotations', 'remove it');
  }
  return annotations;
}
