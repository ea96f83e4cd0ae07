import { checkExitPort } from '../model/check-exit';
import type { ExitContract, ExitTarget } from '../model/exit';
import { checkLabel, checkNamespace } from '../model/names';
import type { Report } from '../model/problem';
import { chartOf, type Member } from './chart-members';
import { reporter } from './problems';
import { readMapping } from './shape';
import { addPolicy } from './workload-objects';

/** Pods of another namespace. */
export function namespaceTarget(
  namespace: string,
  labels: Readonly<Record<string, string>> | undefined,
  prop: string,
  caller: Member,
): Extract<ExitTarget, { readonly namespace: string }> {
  const report = reporter(caller);
  const members = chartOf(caller);
  checkNamespace(namespace, prop, report);
  if (members.namespace.owned && members.namespace.name === namespace)
    report(prop, namespace, 'another namespace', 'connect to the workload itself: it is in this chart');
  const read = readLabels(labels, `${prop}.labels`, report);
  return { namespace, ...(read && { labels: read }) };
}

/** Labels of pods of others; `undefined` where there are none, so that both ways to say so are one. */
export function readLabels(
  labels: Readonly<Record<string, string>> | undefined,
  prop: string,
  report: Report,
): Readonly<Record<string, string>> | undefined {
  const entries = Object.entries(readMapping(labels, prop, report));
  for (const [key, value] of entries) checkLabel(key, value, `${prop}.${key}`, report);
  return entries.length === 0 ? undefined : Object.fromEntries(entries.sort());
}

/** Adds a way out, unless it is there already. Says whether it was. */
export function addExit(caller: Member, to: ExitTarget, port: number, prop: string): boolean {
  const members = chartOf(caller);
  checkExitPort(port, `${prop}.port`, reporter(caller));
  const { name, of } = caller.base;
  const exit: ExitContract = { from: of ?? name, to, port, ...(of !== undefined && { container: name }) };
  const known = members.exits.some((other) => JSON.stringify(other) === JSON.stringify(exit));
  if (!known) members.exits.push(exit);
  addPolicy(caller, members);
  return known;
}
