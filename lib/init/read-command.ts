import type { FoundComposeService } from './read-compose';
import type { FoundPackage } from './read-package';
import { wordsOf } from './read-values';
import { word } from './json';

/** What a service starts in place of what its image starts. */
export interface FoundCommand {
  /** File that node is given; `undefined` where it starts something else. */
  readonly main: string | undefined;
  readonly props: { readonly args?: readonly string[]; readonly command?: readonly string[] };
}

const SCRIPT = /\.[cm]?js$/;

/** Reads entrypoint and command of a service of Node; `undefined` where it has neither. */
export function readCommand(
  { entrypoint, command }: FoundComposeService,
  json: FoundPackage | undefined,
): FoundCommand | undefined {
  const words = [...(entrypoint ?? []), ...(command ?? [])];
  if (words.length === 0) return undefined;
  return nodeCommand(words) ?? nodeCommand(scriptOf(words, json)) ?? { main: undefined, props: { command: words } };
}

/** `node --option dist/worker.js --flag`; in the image that synth writes, node is the entry point. */
function nodeCommand(words: readonly string[]): FoundCommand | undefined {
  const given = /(^|\/)node$/.test(words[0] ?? '') ? words.slice(1) : SCRIPT.test(words[0] ?? '') ? words : [];
  const main = given.find((each) => SCRIPT.test(each) && !each.startsWith('-'));
  if (main === undefined) return undefined;
  const plain = main.replace(/^\.\//, '').replace(/^\/app\//, '');
  return { main: plain, props: given.length > 1 ? { args: given.map((each) => (each === main ? plain : each)) } : {} };
}

/** Words of the script that `npm run x` starts, where that is no line for a shell. */
function scriptOf(words: readonly string[], json: FoundPackage | undefined): readonly string[] {
  const [tool = '', ...rest] = words;
  if (!/^(npm|yarn|pnpm)$/.test(tool)) return [];
  const [name = ''] = rest.filter((each) => each !== 'run' && !each.startsWith('-'));
  const script = word(json?.scripts[name]);
  return script === undefined || /[&|;$`<>]/.test(script) ? [] : (wordsOf(script) ?? []);
}
