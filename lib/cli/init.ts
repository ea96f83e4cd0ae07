import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { look } from '../init/look';
import { gitignoreLines, startingFiles } from '../init/program';
import type { Line } from '../secrets/report';
import { print, type Terminal } from './terminal';

/** `init`: a starting program for what a folder holds. */
export function initCommand(terminal: Terminal): Command {
  return new Command('init')
    .description(
      'Write a starting program for the package.json, Dockerfile and Compose file of a folder. Nothing is overwritten.',
    )
    .argument('[folder]', 'where to look and to write', '.')
    .action((folder: string) => {
      const found = look(folder);
      const lines: readonly Line[] = [
        ...startingFiles(found).map(({ path, text }) => written(join(folder, path), text)),
        ...found.notes.map((text): Line => ({ kind: 'note', text })),
        {
          kind: 'note',
          text: "fill in: the registry in the names of images, the keys of each connectTo, and 'expose' for what is reached from outside",
        },
        { kind: 'note', text: `add to .gitignore: ${gitignoreLines.join(' ')}` },
        {
          kind: 'note',
          text: 'next: npm install --save-dev cdk8s-hardened cdk8s constructs tsx @types/node, then npx tsx main.ts',
        },
      ];
      print(lines, terminal);
    });
}

/** Makes a file that is not there; one that is there stays. */
function written(path: string, text: string): Line {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return { kind: 'made', text: `${path}: made` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return { kind: 'kept', text: `${path}: kept` };
    throw error;
  }
}
