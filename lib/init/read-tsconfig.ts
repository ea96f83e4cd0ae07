import { list, record } from './json';

/** Whether the compiler, told nothing else, looks at main.ts; `undefined` where the file cannot be read. */
export function coversMain(text: string): boolean | undefined {
  const json = parsed(text);
  if (json === undefined) return undefined;
  const { files, include, exclude } = record(json);
  const names = (value: unknown): readonly string[] => list(value).map((name) => String(name).replace(/^\.\//, ''));
  if (names(files).includes('main.ts')) return true;
  if (include === undefined && files !== undefined) return false;
  const all =
    include === undefined || names(include).some((name) => /^(\.|main\.ts|main|(\*\*\/)?\*(\.ts)?|\*\*)?$/.test(name));
  return all && !names(exclude).some((name) => /^(main\.ts|\*\.ts|\*\*\/\*\.ts)$/.test(name));
}

/** JSON as the compiler takes it: comments on lines of their own, and commas at the end. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(
      text
        .replace(/^\s*\/\/.*$/gm, '')
        .replace(/^\s*\/\*[^]*?\*\/\s*$/gm, '')
        .replace(/([,{[\]}"\dels])\s*(?:\/\/[^"\n]*|\/\*[^"\n]*\*\/)\s*$/gm, '$1')
        .replace(/,(\s*[}\]])/g, '$1'),
    ) as unknown;
  } catch {
    return undefined;
  }
}
