import { said, show, type Report } from '../model/problem';

/*
 * The compiler holds these for TypeScript. A program in JavaScript is told by a problem with its construct path, like
 * everything else, instead of by output that is split into letters.
 */

/**
 * Refuses a call without its props, before anything reads them.
 * @throws where they are no object
 */
export function needProps(props: unknown, path: string, example: string): void {
  if (typeof props === 'object' && props !== null && !Array.isArray(props)) return;
  throw new Error(`${path}: props: got ${show(props)}; allowed: an object; fix: pass ${example}`);
}

/** A list of texts; a problem and the texts among them where it is something else. */
export function readTexts(
  value: readonly string[] | undefined,
  prop: string,
  report: Report,
): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return [...value];
  report(prop, value, 'a list of texts', "write it as ['…']");
  return [];
}

/** Words of a command line: no operating system passes on a text with the character NUL in it. */
export function readWords(
  value: readonly string[] | undefined,
  prop: string,
  report: Report,
): readonly string[] | undefined {
  const words = readTexts(value, prop, report);
  words?.forEach((word, index) => checkNul(word, `${prop}[${index}]`, report));
  return words;
}

/** A program and its arguments. */
export function readCommandLine(
  value: readonly string[] | undefined,
  prop: string,
  example: string,
  report: Report,
): readonly string[] | undefined {
  const words = readWords(value, prop, report);
  if (words !== undefined && Array.isArray(value) && !words[0])
    report(prop, value, 'a command and its arguments', `for instance ${example}`);
  return words;
}

/** Reports a text with the character NUL, which ends a text for the kernel. */
export function checkNul(text: string, prop: string, report: Report): void {
  if (text.includes('\0'))
    report(prop, said('a text with the character NUL (not shown)'), 'texts without it', 'remove it, or use a file');
}

/** A mapping; a problem and an empty one where it is something else. */
export function readMapping<T>(
  value: Readonly<Record<string, T>> | undefined,
  prop: string,
  report: Report,
): Readonly<Record<string, T>> {
  if (value === undefined) return {};
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  report(prop, value, 'an object', 'write it as { name: … }');
  return {};
}

/** A list of objects; a problem and an empty one where it is something else. */
export function readList<T extends object>(
  value: readonly T[] | undefined,
  prop: string,
  report: Report,
): readonly T[] {
  if (value === undefined) return [];
  const given: unknown = value;
  if (Array.isArray(given) && given.every((item) => typeof item === 'object' && item !== null)) return value;
  report(prop, value, 'a list of objects', 'write it as [{ … }]');
  return [];
}

/** Whether a value is a text; a problem where it is not. Its content may be a secret, so only its type is told. */
export function isText(value: unknown, prop: string, report: Report): value is string {
  if (typeof value === 'string') return true;
  report(prop, said(`a value of type ${typeof value}`), 'a text known at synth', 'write it as a text');
  return false;
}
