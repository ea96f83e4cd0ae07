import { octal } from './format';
import { secretNames } from './kubernetes';
import type { SecretKey } from './kubernetes-keys';
import { FOLDER_MODE, isDone } from './plan-types';
import type { Plan } from './plan-types';

/** What `secrets init` would do, file by file; empty where it would change nothing. Holds no values. */
export function pendingOf(plan: Plan): readonly string[] {
  if (isDone(plan)) return [];
  const { folder, steps, leftovers } = plan;
  if (folder.action === 'make') return ['no such folder'];
  const mode = (name: string, found: number | undefined, wanted: number) =>
    found === undefined ? [] : [`${name}: mode ${octal(found)}, not ${octal(wanted)}`];
  return [
    ...mode('the folder', folder.wrongMode, FOLDER_MODE),
    ...steps.flatMap(({ file, action, reasons, wrongMode, mode: wanted }) =>
      action === 'make'
        ? [`${file}: missing`]
        : action === 'write'
          ? [`${file}: to be written again (${reasons.join(', ')})`]
          : mode(file, wrongMode, wanted),
    ),
    ...leftovers.map((name) => `${name}: left by a run that did not end, or made by one that still runs`),
  ];
}

/**
 * The Secrets that somebody else has to make, and those that would be left with a part of their keys: server-side apply
 * would take the others away from a Secret that has them.
 */
export function leftToOthers(chart: string, all: readonly SecretKey[], kept: readonly SecretKey[]) {
  const left = all.filter((key) => !kept.includes(key));
  const names = secretNames(left);
  const isPart = (name: string) => kept.some(({ secret }) => secret === name);
  const keysOf = (name: string) => left.filter(({ secret }) => secret === name).map(({ key }) => key);
  const namespace = left[0]?.namespace ?? '';
  return {
    problems: names.filter(isPart).map((name) => {
      const fix = 'give them a Secret of their own, or put their files there and leave --without-external out';
      return `${chart}: Secret ${name}: got other keys besides ${keysOf(name).join(', ')}, allowed with --without-external: a Secret that is left out whole; ${fix}`;
    }),
    notes: names
      .filter((name) => !isPart(name))
      .map(
        (name) => `${chart}: left to you: Secret ${name} in namespace ${namespace}, with ${keysOf(name).join(', ')}`,
      ),
  };
}

/** The Secrets that two projects in one namespace ask for: whichever is applied last would take the keys of the other. */
export function sharedSecrets(
  projects: readonly { readonly chart: string; readonly keys: readonly SecretKey[] }[],
): readonly { readonly charts: readonly string[]; readonly problem: string }[] {
  const all = projects.flatMap(({ chart, keys }) => keys.map((key) => ({ ...key, chart })));
  const names = [...new Set(all.map(({ namespace, secret }) => `${namespace}/${secret}`))].sort();
  return names.flatMap((name) => {
    const own = all.filter(({ namespace, secret }) => `${namespace}/${secret}` === name);
    const charts = [...new Set(own.map(({ chart }) => chart))];
    const fix = own.every(({ external }) => external)
      ? 'name another one, or make it yourself: --without-external'
      : 'name another one and synthesize again';
    const problem = `Secret ${name}: got one for ${charts.join(' and ')}, allowed: one for each chart; ${fix}`;
    return charts.length < 2 ? [] : [{ charts, problem }];
  });
}
