import { octal, shellWord } from './format';
import type { Plan, Step } from './plan-types';
import { halfDone } from './rotation';

/** One line for a person: what happened, something to know, or something that makes the command fail. */
export interface Line {
  readonly kind: 'made' | 'written' | 'kept' | 'missing' | 'note' | 'warning' | 'error';
  readonly text: string;
}

/** What happened to each file, by name. Made from the plan, which holds no values. */
export function reportFiles(plan: Plan): readonly Line[] {
  return [folderLine(plan), ...plan.steps.map((step) => fileLine(plan, step))];
}

/** What the user has to do now: bring what is missing, and restart what still reads the old files. */
export function reportNext(plan: Plan, place: { readonly compose: string | undefined }): readonly Line[] {
  const missing = plan.steps.filter((step) => step.recipe.kind === 'external' && step.action === 'missing');
  const waiting = plan.steps.filter((step) => step.recipe.kind === 'env' && step.action === 'missing');
  // Pods are restarted by whoever applies the new Secrets.
  const services = place.compose === undefined ? '' : staleReaders(plan).join(' ');
  const recreate = `(cd ${shellWord(place.compose ?? '')} && docker compose up -d --force-recreate ${services})`;
  return [
    ...missing.map(({ file }): Line => {
      const path = shellWord(`${plan.path}/${file}`);
      return { kind: 'error', text: `${plan.chart}/${file}: missing: put it there: install -m 0444 YOUR-FILE ${path}` };
    }),
    ...waiting.map(({ file }): Line => ({
      kind: 'error',
      text: `${plan.chart}/${file}: missing: it waits for a file named above`,
    })),
    ...plan.unused.map((name): Line => ({
      kind: 'warning',
      text: `${plan.path}/${name}: nothing asks for it; remove it if it is not yours`,
    })),
    ...plan.rotations.map((rotation): Line => ({ kind: 'warning', text: `${plan.chart}/${halfDone(rotation)}` })),
    ...(services === ''
      ? []
      : [{ kind: 'note', text: `${plan.chart}: what already runs takes up what changed with: ${recreate}` } as const]),
  ];
}

function folderLine({ chart, folder }: Plan): Line {
  const text = `${chart}/: ${folder.action === 'make' ? 'made' : 'kept'}${mended(folder.wrongMode, 0o700)}`;
  return { kind: folder.action === 'make' ? 'made' : folder.wrongMode === undefined ? 'kept' : 'written', text };
}

function fileLine({ chart }: Plan, step: Step): Line {
  const name = `${chart}/${step.file}`;
  const mode = mended(step.wrongMode, step.mode);
  switch (step.action) {
    case 'make':
      return { kind: 'made', text: `${name}: made` };
    case 'write':
      return { kind: 'written', text: `${name}: written again: ${step.reasons.join(', ')}${mode}` };
    case 'keep':
      return { kind: mode === '' ? 'kept' : 'written', text: `${name}: kept${mode}` };
    case 'missing':
      return { kind: 'missing', text: `${name}: missing` };
  }
}

function mended(found: number | undefined, mode: number): string {
  return found === undefined ? '' : `, mode mended (${octal(found)} to ${octal(mode)})`;
}

/**
 * Workloads that may run with the old content. A certificate or ACL file is read once, at start; a file that was removed and
 * made again is another file than the one mounted. A first run has none.
 */
function staleReaders(plan: Plan): readonly string[] {
  const isFirst = plan.steps.every((step) => step.action === 'make' || step.recipe.kind === 'external');
  if (isFirst) return [];
  const changed = plan.steps.filter((step) => step.action === 'make' || step.action === 'write');
  return [...new Set(changed.flatMap((step) => step.readers))].sort();
}
