import { stringify } from 'yaml';

/** Plain data as YAML that version 1.1 and 1.2 read alike: what one of them would take for a boolean or a number is quoted. */
export const yamlText = (content: object): string =>
  stringify(content, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
