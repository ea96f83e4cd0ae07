import { Construct, type IConstruct } from 'constructs';
import { controls, type ControlId, type RelaxableId } from '../controls';
import type { Exception } from '../model/exception';
import { show } from '../model/problem';
import { isMarked } from './brand';
import { reporter } from './problems';

/** Why a control is relaxed, and for how long. */
export interface ExceptionProps {
  /** Why, for the person who reviews the output. */
  readonly reason: string;
  /** Who answers for it. @default - nobody is named */
  readonly owner?: string;
  /** Last day it is good for, `YYYY-MM-DD`; recorded for reviewers, nothing acts on it yet. @default - no end */
  readonly until?: string;
}

/** Relaxes controls of a construct and everything below it. */
export interface ExceptionScope {
  /**
   * Relaxes one control. The exception is written into both outputs; one that turns out not to be needed is an error.
   */
  allow(control: RelaxableId, props: ExceptionProps): ExceptionScope;
}

const given = new WeakMap<IConstruct, Exception[]>();
let count = 0;

/** Kinds of subject that only a whole chart holds. */
const WHOLE: readonly string[] = ['edge', 'namespace'];

/** The only way to relax a control. */
export const Exceptions = {
  /** Exceptions of one construct and everything below it. */
  of(construct: IConstruct): ExceptionScope {
    if (!Construct.isConstruct(construct))
      throw new Error(`Exceptions.of: got ${show(construct)}; allowed: a chart or a workload; fix: pass the construct`);
    const scope: ExceptionScope = {
      allow(control, props) {
        add(construct, control, props);
        return scope;
      },
    };
    return scope;
  },
};

/** Exceptions that were given to a construct itself. */
export const exceptionsOf = (construct: IConstruct): readonly Exception[] => given.get(construct) ?? [];

/** How many exceptions were given so far; tells whether what was assembled still holds. */
export const exceptionsGiven = (): number => count;

function add(construct: IConstruct, id: ControlId, props: ExceptionProps): void {
  const { reason, owner, until } = props ?? {};
  const report = reporter(construct);
  const prop = `Exceptions.allow(${id})`;
  const control = controls.find((candidate) => candidate.id === id);
  const relaxable = controls.filter(({ exception }) => exception !== 'never').map((candidate) => candidate.id);
  if (!control) report(prop, id, `one of ${relaxable.join(', ')}`, 'correct the id');
  else if (control.exception === 'never')
    report(prop, id, `one of ${relaxable.join(', ')}`, 'this control is never relaxed: meet it');
  else if (WHOLE.includes(control.subject) && !isMarked(construct, 'chart'))
    report(
      prop,
      construct.node.path,
      `the chart: a control about ${control.subject}s holds for all of it`,
      'give the exception to the chart',
    );
  else if (!isMarked(construct, 'chart') && !isMarked(construct, 'workload'))
    report(prop, construct.node.path, 'a chart or a workload', 'give the exception to the construct that needs it');
  if (typeof reason !== 'string' || reason.trim().length < 10 || reason.includes('\n'))
    report(
      `${prop}.reason`,
      reason,
      'a reason of at least 10 characters on one line',
      'say why, for the person who reviews the output',
    );
  if (until !== undefined && !isDay(until))
    report(`${prop}.until`, until, 'a day as YYYY-MM-DD', "for instance '2027-06-30'");
  const list = given.get(construct) ?? [];
  if (list.some((exception) => exception.control === id))
    report(prop, id, 'each control once', 'remove the second one');
  list.push({ control: id, reason, ...(owner !== undefined && { owner }), ...(until !== undefined && { until }) });
  given.set(construct, list);
  count += 1;
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
