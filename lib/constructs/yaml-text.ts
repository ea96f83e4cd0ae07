import { stringify } from 'yaml';

/** The documents of a file's content: a list holds several. */
export const documentsIn = (content: object | string): readonly unknown[] =>
  Array.isArray(content) ? (content as readonly unknown[]) : [content];

/** Plain data as YAML that version 1.1 and 1.2 read alike: what one of them would take for a boolean or a number is quoted. */
export const yamlText = (content: object): string =>
  documentsIn(content)
    .map((part) => stringify(part, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }))
    .join('---\n');
