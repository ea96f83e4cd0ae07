import { readFileSync } from 'node:fs';

/** In README.md, right above each ```sh block that is run here. */
const MARKER = '<!-- engine -->';

/** The marked blocks, as they stand. */
export function readmeBlocks(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  const pattern = new RegExp(`${MARKER}\\s*\\n\`\`\`sh\\n([\\s\\S]*?)\\n\`\`\``, 'g');
  return [...text.matchAll(pattern)].map((found) => found[1] ?? '');
}
