import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const repository = join(__dirname, '../..');

export const read = (path: string): string => readFileSync(join(repository, path), 'utf8');

/** Every page that people read: those at the root, and everything in docs. */
export const pages = (): readonly string[] => [
  ...readdirSync(repository).filter((file) => file.endsWith('.md')),
  ...readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

/** The text without fenced blocks: what stands there is no heading, link or row. */
export const prose = (markdown: string): string => markdown.replace(/^( *)```[\s\S]*?^\1```$/gm, '');

/** The text between two marks, each on a line of its own. */
export function between(markdown: string, name: string): string {
  const parts = markdown.split(new RegExp(`^<!-- ${name}:(?:start|end) -->$`, 'm'));
  if (parts.length !== 3) throw new Error(`${name}: expected one start and one end, got ${parts.length - 1} marks`);
  return parts[1]?.trim() ?? '';
}

/** What stands below a heading of the second level. */
export const section = (markdown: string, title: string): string =>
  markdown.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';

/** Cells of every row of every table, without head and rule. */
export function rows(markdown: string): readonly (readonly string[])[] {
  const lines = prose(markdown).split('\n');
  return lines
    .filter(
      (line, index) =>
        line.startsWith('|') && !/^\|[-| ]+\|$/.test(line) && !/^\|[-| ]+\|$/.test(lines[index + 1] ?? ''),
    )
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** What headings are called. */
export const headings = (markdown: string): readonly string[] =>
  [...prose(markdown).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => title);

/** Code spans of a text. */
export const codes = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

/** Links of a page that lead nowhere: relative ones, with their anchors. */
export const brokenLinks = (page: string): readonly string[] =>
  linksOf(read(page)).filter((link) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : join(dirname(page), path);
    if (!existsSync(join(repository, target))) return true;
    return anchor !== undefined && !headings(read(target)).some((title) => slug(title) === anchor);
  });

/** Relative links; code spans hold none. */
export const linksOf = (markdown: string): readonly string[] =>
  [
    ...prose(markdown)
      .replace(/`[^`]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link));

/** Anchor that GitHub makes of a heading. */
const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
