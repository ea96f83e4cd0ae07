import type { ProjectContract } from '../model/contract';
import { judgeAuthority } from './authority';
import { checkDisk } from './check-disk';
import type { Disk } from './disk';
import { judge } from './judge';
import { AUTHORITY_KEY } from './names';
import { FOLDER_MODE, isTemporaryNameOf } from './plan-types';
import type { Action, Plan, PlanOptions, Step } from './plan-types';
import { besideFiles, rotationsOf } from './rotation';
import { wantedFiles } from './wanted';

/** A plan, or everything that stands in its way. */
export type Planned = { readonly plan: Plan; readonly problems?: undefined } | { readonly problems: readonly string[] };

/** Compares the contract with what lies on disk. Changes nothing, and reads no more than it is given. */
export function planSecrets(chart: string, project: ProjectContract, disk: Disk, options: PlanOptions): Planned {
  const wanted = wantedFiles(project);
  const text = (file: string) => disk.entries.get(file)?.text;
  const beside = besideFiles(wanted);
  const blocked = checkDisk(disk, [...wanted, ...beside], options.user);
  if (blocked.length > 0) return { problems: blocked };
  const authorityFile = wanted.find((file) => file.recipe.kind === 'authority')?.file;
  const { authority, problems } = authorityFile
    ? judgeAuthority(
        { folder: disk.path, file: authorityFile, certificate: text(authorityFile), key: text(AUTHORITY_KEY) },
        options.now,
      )
    : { authority: undefined, problems: [] };
  if (problems.length > 0) return { problems };
  const view = { wanted, authority, now: options.now, text };
  const steps = wanted.map((file): Step => {
    const { action, reasons } = judge(file, view);
    return { ...file, action, reasons, ...wrongMode(disk.entries.get(file.file)?.mode, file.mode, action) };
  });
  const known = [...wanted, ...beside].map((file) => file.file);
  const present = [...disk.entries.keys()];
  const leftovers = present.filter((name) => known.some((file) => isTemporaryNameOf(file, name)));
  const folder = disk.folder
    ? { action: 'keep' as const, ...wrongMode(disk.folder.mode, FOLDER_MODE, 'keep') }
    : { action: 'make' as const };
  const unused = present.filter((name) => !known.includes(name) && !leftovers.includes(name));
  return { plan: { chart, path: disk.path, folder, steps, leftovers, rotations: rotationsOf(wanted, text), unused } };
}

function wrongMode(found: number | undefined, mode: number, action: Action): { readonly wrongMode?: number } {
  return found === undefined || found === mode || action === 'make' ? {} : { wrongMode: found };
}
