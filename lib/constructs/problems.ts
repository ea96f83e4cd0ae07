import type { IConstruct } from 'constructs';
import { about, problemText, show, type Problem, type Report } from '../model/problem';

const found = new WeakMap<IConstruct, Problem[]>();

/**
 * Takes a construct's problems. They are kept and told by cdk8s' own validation at synth, so a program hears all of them
 * at once. What may be a secret in a value is left out, wherever a text repeats the value.
 */
export function reporter(construct: IConstruct): Report {
  const problems = found.get(construct);
  const list = problems ?? [];
  if (!problems) {
    found.set(construct, list);
    construct.node.addValidation({ validate: () => list.map(problemText) });
  }
  return (prop, got, allowed, fix) => {
    // A prop that is written wrong is not told a second time as one that is missing.
    if (got === undefined && list.some((other) => other.prop === 'props' && other.allowed === prop)) return;
    list.push({
      path: construct.node.path,
      prop: about(prop, got),
      got: show(got),
      allowed: about(allowed, got),
      fix: about(fix, got),
    });
  };
}

/** Whether any construct at or below this one has problems of its own, so that judging its output makes no sense. */
export const hasProblems = (root: IConstruct): boolean =>
  root.node.findAll().some((construct) => (found.get(construct) ?? []).length > 0);
