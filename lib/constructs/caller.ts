import { said } from '../model/problem';
import { chartOf, type Member } from './chart-members';
import { reporter } from './problems';

/*
 * What every kind of connection asks of the side that opens it. The construct says who reports and which chart it is in, so
 * each kind is one function of two constructs and its props.
 */

const prefixes = new WeakMap<Member, Set<string | undefined>>();

/** Reports a callee that no edge of this caller can lead to: itself, or a workload of another chart. */
export function checkCallee(caller: Member, callee: Member, prop: string): void {
  const report = reporter(caller);
  const members = chartOf(caller);
  const { kind, of } = caller.base;
  const whole = callee.base.of;
  if (callee === caller) report(prop, said('itself'), 'another workload', 'remove the edge');
  else if (whole !== undefined && whole === (of ?? caller.base.name))
    report(
      prop,
      said(`a sidecar of ${of === undefined ? 'its own' : 'the same workload'}`),
      'another workload',
      kind === 'init'
        ? 'remove the edge: in Compose it ends before that one starts'
        : 'remove the edge: it answers on localhost',
    );
  else if (whole !== undefined && members.workloads.get(whole)?.base.run)
    report(prop, said(`a sidecar of ${whole}, which ends`), 'a sidecar of what runs on', 'remove the edge');
  else if (of === callee.base.name && kind === 'init')
    report(prop, said('its own workload'), 'another workload', 'remove the edge: it ends before that one starts');
  else if (of === callee.base.name && callee.base.kind !== 'redis')
    report(prop, said('its own workload'), 'another workload', 'remove the edge: it answers on localhost');
  else if (chartOf(callee) !== members)
    report(
      prop,
      callee.node.path,
      `a workload of chart ${members.name}`,
      'define it in the same chart: edges do not leave a project',
    );
}

/** Reports a start order that is none. */
export function checkStart(caller: Member, start: unknown, prop: string): void {
  if (start !== 'after-ready' && start !== 'any')
    reporter(caller)(`${prop}.start`, start, 'after-ready | any', 'choose one');
}

/**
 * Takes the prefix of a connection's variables, and reports one that no variable can begin with, or that the caller gave
 * to another connection of any kind.
 */
export function takePrefix(caller: Member, prefix: string | undefined, prop: string, example = 'CACHE'): void {
  const report = reporter(caller);
  if (typeof prefix !== 'string' || !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(prefix) || prefix.length > 30)
    report(
      `${prop}.as`,
      prefix,
      "upper case letters, digits and single '_', first a letter, at most 30 characters",
      `set as, for instance '${example}'`,
    );
  const taken = prefixes.get(caller) ?? new Set();
  if (taken.has(prefix))
    report(
      `${prop}.as`,
      prefix,
      'a prefix of its own for each connection',
      `set as, for instance '${prefix === example ? 'OTHER' : example}'`,
    );
  prefixes.set(caller, taken.add(prefix));
}
