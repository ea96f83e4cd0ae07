import type { IConstruct } from 'constructs';
import { problemText, show, type Problem, type Report } from '../model/problem';

const found = new WeakMap<IConstruct, Problem[]>();

/**
 * Takes a construct's problems. They are kept and told by cdk8s' own validation at synth, so a program hears all of them
 * at once; `show` is not applied to a text that is given as `got`, so callers pass values, never secrets.
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
    list.push({ path: construct.node.path, prop, got: show(got), allowed, fix });
  };
}

/** Whether any construct at or below this one has problems of its own, so that judging its output makes no sense. */
export const hasProblems = (root: IConstruct): boolean =>
  root.node.findAll().some((construct) => (found.get(construct) ?? []).length > 0);
