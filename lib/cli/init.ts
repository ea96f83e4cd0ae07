import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { notesOf } from '../init/found';
import { look } from '../init/look';
import { gitignoreLines, startingFiles, tsconfigFile } from '../init/program';
import { coversMain } from '../init/read-tsconfig';
import type { Line } from '../secrets/report';
import { print, type Terminal } from './terminal';

/** Configuration of the compiler for the program alone, beside one that does not look at it. */
const OWN = 'tsconfig.hardened.json';

/** `init`: a starting program for what a folder holds. */
export function initCommand(terminal: Terminal): Command {
  return new Command('init')
    .description(
      'Write a starting program for the package.json, Dockerfile and Compose file of a folder. Nothing is overwritten.',
    )
    .argument('[folder]', 'where to look and to write', '.')
    .action((folder: string) => {
      const found = look(folder);
      const config = join(folder, 'tsconfig.json');
      const covers = existsSync(config) ? coversMain(readFileSync(config, 'utf8')) : true;
      const files = [...startingFiles(found), ...(covers === true ? [] : [tsconfigFile(OWN)])];
      const check = covers === true ? 'npx tsc --noEmit' : `npx tsc --project ${OWN}`;
      const missed = `tsconfig.json ${covers === false ? 'does not include main.ts' : 'cannot be read here'}: npx tsc --noEmit may check nothing of it, ${check} does`;
      const notes = [
        ...notesOf(found),
        ...(covers === true ? [] : [missed]),
        "fill in: the registry in the names of images, the keys of each connectTo, and 'expose' for what is reached from outside",
        `add to .gitignore: ${gitignoreLines.join(' ')}`,
        `next: npm install --save-dev cdk8s-hardened cdk8s constructs tsx typescript @types/node (README says where cdk8s-hardened comes from), then npx tsx main.ts; ${check} checks its types`,
      ];
      const lines: readonly Line[] = [
        ...files.map(({ path, text }) => written(join(folder, path), text)),
        ...notes.map((text): Line => ({ kind: 'note', text })),
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
