import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

interface Page {
  readonly path: string;
  readonly text: string;
}

/** A symbol of the public API: what it is, the first sentence of its docstring, and which pages use it. */
export interface ApiSymbol {
  readonly name: string;
  readonly kind: 'class' | 'function' | 'object' | 'type';
  readonly summary: string;
  readonly shownIn: readonly string[];
}

/** Where code stands that a test compiles: examples, blocks of these pages, and examples that are nothing else. */
const PAGES = ['docs/guide.md', 'docs/escape-hatches.md'];
const FOLDERS = ['docs/examples'];
const PROGRAMS = ['examples/01-node-redis/main.ts', 'examples/03-real-stack/main.ts'];

/** Every symbol that the package exports, in the order of its name. */
export function apiSymbols(repository: string): readonly ApiSymbol[] {
  const entry = join(repository, 'lib/index.ts');
  const program = ts.createProgram([entry], { noResolve: false, skipLibCheck: true, module: ts.ModuleKind.Node16 });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error('lib/index.ts: got no exports');
  const shown = examples(repository);
  return checker
    .getExportsOfModule(module)
    .map((symbol): ApiSymbol => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      const comment = ts.displayPartsToString(target.getDocumentationComment(checker));
      const { name } = symbol;
      const word = new RegExp(`\\b${name}\\b`);
      return {
        name,
        kind: kindOf(target.flags),
        summary: comment.replace(/\s+/g, ' ').split(/(?<=\.) /)[0] ?? '',
        shownIn: shown.filter(({ text }) => word.test(text)).map(({ path }) => path),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function kindOf(flags: ts.SymbolFlags): ApiSymbol['kind'] {
  if (flags & ts.SymbolFlags.Class) return 'class';
  if (flags & ts.SymbolFlags.Function) return 'function';
  return flags & ts.SymbolFlags.Value ? 'object' : 'type';
}

function examples(repository: string): readonly Page[] {
  const read = (path: string): string => readFileSync(join(repository, path), 'utf8');
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(repository, folder))
      .filter((file) => file.endsWith('.ts'))
      .sort()
      .map((file) => `${folder}/${file}`),
  );
  return [
    ...[...PROGRAMS, ...files].map((path) => ({ path, text: read(path) })),
    ...PAGES.map((path) => ({ path, text: [...read(path).matchAll(/```ts\n([^]*?)```/g)].join('\n') })),
  ];
}

/** docs/api.md: every public symbol with the code that shows its use. */
export function apiPage(repository: string): Page {
  const path = 'docs/api.md';
  const rows = apiSymbols(repository).map(({ name, kind, summary, shownIn }) => {
    const links = shownIn
      .slice(0, 2)
      .map((page) => `[${page.split('/').at(-2)}/${page.split('/').at(-1)}](../${page})`);
    return `| \`${name}\` | ${kind} | ${summary.replaceAll('|', '\\|')} | ${links.join(', ')} |`;
  });
  const text = `# The public API

Made from lib/index.ts by \`npm run generate\`: every symbol that the package exports, the first sentence of its docstring, and code that uses it, which a test compiles. The docstrings say units, defaults and what is refused: an editor shows them. Do not edit.

| symbol | kind | what it is | shown in |
|---|---|---|---|
${rows.join('\n')}
`;
  return { path, text };
}
