import type { Fault } from './finding';

type Edit = readonly [Fault['kind'], name: string, from: RegExp, to: string];

/** What hadolint's parser and the editors' library must both refuse, and what only a linter minds. */
const edits: readonly Edit[] = [
  ['unknown field', 'an invalid instruction', /^WORKDIR /m, 'WORKDIRECTORY '],
  ['unknown field', 'an invalid flag', /--chown=/, '--chwon='],
  ['wrong type', 'a port that is none', /^EXPOSE .*$/m, 'EXPOSE http-port!'],
  ['wrong type', 'a duration that is none', /--interval=\d+s/, '--interval=10x'],
  ['missing field', 'an instruction without its argument', /^USER .*$/m, 'USER'],
  ['other', 'a base image without a tag', /^FROM [^\s@:]+\S*(?= AS)/m, 'FROM node'],
];

/** Every edit that fits, each made once. */
export function dockerfileFaults(text: string): readonly Fault[] {
  return edits.flatMap(([kind, name, from, to]) => {
    const match = from.exec(text);
    if (match === null) return [];
    const line = text.slice(0, match.index).split('\n').length;
    return [{ kind, name: `${name}: ${to.trim()}`, text: text.replace(from, to), where: `line ${line}` }];
  });
}
