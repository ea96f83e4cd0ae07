import { controls } from '../../controls';
import { symptoms, type SymptomId } from '.';
import type { Symptom } from './symptom';

type Each = (typeof controls)[number];

/** What is known about a word, a message or a log. */
export interface Explanation {
  /** The control of that id, or those that the messages of synth and of the checks name. */
  readonly controls: readonly Each[];
  /** Symptoms that are found in the text, each with the line that shows it. */
  readonly found: readonly { readonly symptom: Symptom & { readonly id: SymptomId }; readonly line: string }[];
  /** Ids that are near to the text where nothing else is known, the nearest first. */
  readonly near: readonly string[];
}

/** Looks a text up: the id of a control or of a symptom, or lines of a log in which a symptom or a control may stand. */
export function explain(text: string): Explanation {
  const word = text.trim();
  const named = symptoms.filter(({ id }) => id === word).map((symptom) => ({ symptom, line: symptom.message }));
  const found = named.length > 0 ? named : inLines(word);
  const known = named.length > 0 ? [] : controlsIn(word);
  return { controls: known, found, near: known.length + found.length > 0 ? [] : nearest(word) };
}

/** Controls by their ids, in the order of the text; a line that shows a symptom is about that. */
function controlsIn(text: string): readonly Each[] {
  const lines = text.split(/\r?\n/).filter((line) => !symptoms.some(({ matches }) => matches.test(line)));
  const words = new Set(lines.flatMap((line) => line.match(/[a-z]+(?:-[a-z]+)+/g) ?? []));
  return [...words].flatMap((word) => controls.filter(({ id }) => id === word));
}

/** Each symptom once, at the first line that shows it; of several in one line the narrowest, which is listed first. */
function inLines(text: string): Explanation['found'] {
  const found = new Map<string, Explanation['found'][number]>();
  for (const line of text.split(/\r?\n/)) {
    const symptom = symptoms.find(({ matches }) => matches.test(line));
    if (symptom && !found.has(symptom.id)) found.set(symptom.id, { symptom, line: line.trim() });
  }
  return [...found.values()];
}

/** How many ids are offered where nothing is found. */
const OFFERED = 3;
/** Share of pairs in common from which on an id may have been meant. */
const LIKE = 0.5;

function nearest(text: string): readonly string[] {
  const wanted = pairsOf(text);
  const all = [
    ...controls.map(({ id, title }) => ({ id, texts: [id, `${id} ${title}`] })),
    ...symptoms.map(({ id, message }) => ({ id, texts: [id, message] })),
  ];
  return all
    .map(({ id, texts }) => ({ id, likeness: Math.max(...texts.map((each) => likeness(wanted, pairsOf(each)))) }))
    .filter(({ likeness }) => likeness >= LIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, OFFERED)
    .map(({ id }) => id);
}

/** Pairs of letters that follow each other: a typing error changes few of them. */
function pairsOf(text: string): ReadonlySet<string> {
  const letters = text.toLowerCase().replace(/[^a-z0-9]+/g, ' ');
  return new Set(Array.from({ length: Math.max(letters.length - 1, 0) }, (_, at) => letters.slice(at, at + 2)));
}

/** The share of pairs that both have. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size);
}
