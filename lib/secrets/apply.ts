import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDER_MODE } from './plan-types';
import type { Plan } from './plan-types';
import { createFile, createFolder, overwriteFile, setMode } from './write';

/** Carries out a plan with the contents made for it. Touches nothing that is right already. */
export function applyPlan(plan: Plan, contents: ReadonlyMap<string, string>): void {
  if (plan.folder.action === 'make') createFolder(plan.path, FOLDER_MODE);
  else if (plan.folder.wrongMode !== undefined) setMode(plan.path, FOLDER_MODE);
  for (const name of plan.leftovers) rmSync(join(plan.path, name), { force: true });
  const contentOf = (file: string) => {
    const content = contents.get(file);
    if (content === undefined) throw new Error(`no content was made for ${file}`);
    return content;
  };
  for (const step of plan.steps) {
    const path = join(plan.path, step.file);
    if (step.action === 'make') createFile(path, contentOf(step.file), step.mode);
    else if (step.action === 'write') overwriteFile(path, contentOf(step.file), step.mode);
    else if (step.wrongMode !== undefined) setMode(path, step.mode);
  }
}
