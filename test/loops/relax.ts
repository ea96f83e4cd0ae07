import { controls, type RelaxableId } from '../../lib/controls';
import { targets, type Target } from '../../lib/controls/subject';
import { parseFiles } from '../../lib/targets/documents';
import { REASON, relaxed } from '../programs/relaxed';
import { judged } from './judge';

/** What one exception came to. */
export interface Relaxed {
  readonly control: RelaxableId;
  /** Findings that it excused, by target. */
  readonly excused: Readonly<Record<Target, number>>;
  readonly problems: readonly string[];
}

/** Controls that an exception can relax. */
export const relaxable = controls.filter((control) => control.exception !== 'never');

/**
 * Loop 2 for one control: a program whose only exception is this one misses this control and what follows from it,
 * nothing else, and says so in both outputs.
 */
export function relax(control: (typeof relaxable)[number]): Relaxed {
  const id = control.id;
  const { files } = relaxed(id);
  const { findings, excused, unused, errors } = judged(parseFiles(files));
  const missing = excused.map(({ finding }) => finding);
  const also: readonly string[] = control.exception.also;
  const says = (target: Target, path: RegExp): readonly string[] =>
    files.some((file) => path.test(file.path) && file.text.includes(REASON)) ? [] : [`${target} does not say why`];
  return {
    control: id,
    excused: {
      kubernetes: missing.filter(({ target }) => target === 'kubernetes').length,
      compose: missing.filter(({ target }) => target === 'compose').length,
    },
    problems: [
      ...findings.map(({ control: other, target, subject }) => `not excused: ${other} in ${target} on ${subject}`),
      ...errors.map(({ target, message }) => `error in ${target}: ${message}`),
      ...unused.map(() => 'excuses nothing'),
      ...missing
        .filter((finding) => finding.control !== id && !also.includes(finding.control))
        .map((finding) => `excuses ${finding.control}, which does not follow`),
      ...[id, ...also]
        .filter((wanted) => !missing.some((finding) => finding.control === wanted))
        .map((wanted) => `${wanted} is not missing in any target`),
      ...targets.flatMap((target) => says(target, target === 'compose' ? /compose\.yaml$/ : /\.k8s\.yaml$/)),
    ],
  };
}
