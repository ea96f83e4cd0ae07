import type { Contract, ExceptionContract, ProjectContract } from '../model/contract';
import { targets } from '../controls/subject';
import type { AnyControl } from '../controls/control';
import { isFor } from '../model/settings';
import type { Finding } from './finding';

/** Findings split by the exceptions of the contract. */
export interface Split {
  readonly findings: readonly Finding[];
  readonly excused: readonly { readonly finding: Finding; readonly exception: ExceptionContract }[];
  /** Exceptions that excused no finding of their own control in any target. */
  readonly unused: readonly ExceptionContract[];
}

/** Applies the exceptions of the contract, and of nothing else: annotations in output are for readers. */
export function applyExceptions(all: readonly Finding[], contract: Contract, controls: readonly AnyControl[]): Split {
  const findings: Finding[] = [];
  const excused: { finding: Finding; exception: ExceptionContract }[] = [];
  const used = new Set<ExceptionContract>();
  for (const finding of all) {
    const exception = excuse(finding, contract.projects[finding.project]?.exceptions ?? []);
    if (exception === undefined) findings.push(finding);
    else excused.push({ finding, exception });
    if (exception?.control === finding.control) used.add(exception);
  }
  const exceptions = Object.values(contract.projects).flatMap((project) =>
    project.exceptions.filter((exception) => !mayBeNeeded(exception, project, controls)),
  );
  return { findings, excused, unused: exceptions.filter((exception) => !used.has(exception)) };
}

/** Whether the control shows in an output that is left out, where nobody can say what the exception excuses. */
function mayBeNeeded(
  { control: id }: ExceptionContract,
  project: ProjectContract,
  controls: readonly AnyControl[],
): boolean {
  const control = controls.find((candidate) => candidate.id === id);
  return targets.some(
    (target) => control !== undefined && !isFor(project, target) && !('notApplicable' in control.in[target]),
  );
}

/** The narrowest exception that covers it; one of its own control before one that it follows from. */
function excuse(finding: Finding, exceptions: readonly ExceptionContract[]): ExceptionContract | undefined {
  return exceptions
    .filter((exception) => covers(exception, finding))
    .sort((a, b) => distance(a, finding) - distance(b, finding))[0];
}

function covers(exception: ExceptionContract, { control, workload }: Finding): boolean {
  const follows = exception.also.includes(control);
  if (exception.control !== control && !follows) return false;
  // What contains the construct is reached by consequences only: a root user lowers the level of its namespace.
  if (workload === undefined) return exception.project || follows;
  return exception.project || exception.workloads.includes(workload);
}

function distance(exception: ExceptionContract, finding: Finding): number {
  const breadth = exception.project ? 1e6 : exception.workloads.length;
  return exception.control === finding.control ? breadth : breadth + 1e9;
}
