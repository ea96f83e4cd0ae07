import { Construct } from 'constructs';
import { said, type Report } from '../model/problem';
import type { AfterProps } from './after-props';
import { isMarked } from './brand';
import { chartOf, type ChartMembers, type Member } from './chart-members';

/** Names of the jobs that a workload comes after. */
export function readAfter({ after }: AfterProps, members: ChartMembers, report: Report): readonly string[] {
  const list: unknown = after ?? [];
  if (!Array.isArray(list)) report('after', said('no list'), 'a list of jobs', 'write it as [migrate]');
  const given = (Array.isArray(list) ? list : []).filter((job: unknown, index): job is Member => {
    const known = Construct.isConstruct(job) && isMarked(job, 'workload');
    if (!known)
      report(`after[${index}]`, said('something else'), 'a NodeJob of the same chart', 'pass the construct itself');
    return known;
  });
  given.forEach((job, index) => {
    const prop = `after[${index}]`;
    const { path, id } = job.node;
    if (chartOf(job) !== members)
      return report(prop, path, `a NodeJob of chart ${members.name}`, 'define it in the same chart');
    const { kind, run } = job.base;
    if (kind === 'cron-job')
      report(
        prop,
        said(`${id}, a cron job`),
        'a NodeJob',
        'make it a NodeJob: what runs again and again is never done',
      );
    else if (kind !== 'job')
      report(
        prop,
        said(`${id}, which runs on`),
        'a NodeJob',
        'connect to it instead: connectTo waits until it is ready',
      );
    else if (run?.done === undefined)
      report(
        prop,
        said(`${id}, which does not say when its work is done`),
        'a NodeJob with done: a command in its image that exits with 0 once the work is done, and with another code before',
        `give ${id} a command that looks for the result itself, for instance done: ['node', 'migrate.js', '--check']`,
      );
    if (given.indexOf(job) < index) report(prop, id, 'each job once', 'remove the second one');
  });
  return given.map((job) => job.node.id);
}
