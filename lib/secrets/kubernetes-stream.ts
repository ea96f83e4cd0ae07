import { isFor } from '../model/settings';
import { shellWord } from './format';
import { checkSizes, documents, kubernetesSecrets } from './kubernetes';
import { checkSecretKeys, placeOf, secretKeys } from './kubernetes-keys';
import type { SecretKey } from './kubernetes-keys';
import { leftToOthers, pendingOf, sharedSecrets } from './kubernetes-left';
import type { PlanOptions } from './plan-types';
import { prepare } from './prepare';
import type { Ready } from './prepare';
import { readContract } from './read-contract';
import type { NamedProject } from './read-contract';
import type { Line } from './report';

/** What `secrets kubernetes` is asked. */
export interface StreamOptions extends PlanOptions {
  /** The deploy folder: it holds `hardened.json` and `compose/<chart>/secrets`. */
  readonly deploy: string;
  /** Id of one chart; all of them when absent. */
  readonly chart?: string;
  /** Leaves out what somebody else makes, whether its file is there or not. */
  readonly withoutExternal?: boolean;
}

/**
 * The stream and what is to be said beside it. All or nothing: where a line is an error the text is empty, because a Secret
 * applied with a key less loses that key in the cluster.
 */
export interface SecretStream {
  /** Holds values: for standard output, and nowhere else. */
  readonly text: string;
  readonly lines: readonly Line[];
}

/** The Secrets that the pods of a deploy folder read, from the files that `secrets init` made. Changes nothing. */
export function secretStream(options: StreamOptions): SecretStream {
  const { deploy, chart, withoutExternal = false } = options;
  const contract = readContract(deploy, chart);
  if (contract.problems !== undefined) return refused(contract.problems);
  const asked = contract.projects.filter(({ project }) => isFor(project, 'kubernetes'));
  const isWanted = ({ external }: SecretKey) => !(withoutExternal && external);
  const early = [
    ...asked.flatMap((named) => checkSecretKeys(placeOf(deploy, named))),
    ...sharedBy(asked, options, isWanted),
  ];
  if (early.length > 0) return refused(early);

  const looked = asked.map((named) => prepare(named, options));
  const projects = looked.flatMap(({ ready }) => (ready ? [project(ready, options, isWanted)] : []));
  const problems = [...looked.flatMap((one) => one.problems ?? []), ...projects.flatMap((one) => one.problems)];
  if (problems.length > 0) return refused(problems);
  const notes = projects.flatMap((one) => one.notes).map((text): Line => ({ kind: 'note', text }));
  const text = projects.map((one) => one.text).join('');
  const nothing: Line = { kind: 'note', text: `${deploy}: no Secret to make: nothing was written` };
  return { text, lines: text === '' ? [...notes, nothing] : notes };
}

function project({ named, disk, plan }: Ready, options: StreamOptions, isWanted: (key: SecretKey) => boolean) {
  const all = secretKeys(placeOf(options.deploy, named));
  const keys = all.filter(isWanted);
  const valueOf = (file: string) => disk.entries.get(file)?.bytes;
  const pending = pendingOf(plan);
  const init = `cdk8s-hardened secrets init ${shellWord(options.deploy)}`;
  const undone =
    pending.length === 0
      ? []
      : [`${plan.path}: got ${pending.join('; ')}, allowed: what secrets init leaves; run: ${init}`];
  const missing = keys.filter(({ file, external }) => external && valueOf(file) === undefined).map(({ file }) => file);
  const away = [...new Set(missing)].map((file) => {
    const put = `install -m 0444 YOUR-FILE ${shellWord(`${plan.path}/${file}`)}`;
    return `${named.chart}/${file}: missing: put it there: ${put}; or leave it to whoever makes its Secret: --without-external`;
  });
  const left = leftToOthers(named.chart, all, keys);
  const problems = [...undone, ...away, ...left.problems];
  if (problems.length > 0) return { problems, notes: [], text: '' };
  const present = (file: string) => {
    const value = valueOf(file);
    if (value === undefined) throw new Error(`no value was read for ${file}`);
    return value;
  };
  return {
    problems: checkSizes(keys, present),
    notes: left.notes,
    text: documents(kubernetesSecrets(named.chart, keys, present)),
  };
}

/** Other projects of the contract count too, whatever `--chart` says. */
function sharedBy(
  projects: readonly NamedProject[],
  { deploy }: StreamOptions,
  isWanted: (key: SecretKey) => boolean,
): readonly string[] {
  const every = readContract(deploy);
  const others = (every.problems ? [] : every.projects).filter(({ project }) => isFor(project, 'kubernetes'));
  const keys = others.map((named) => ({
    chart: named.chart,
    keys: secretKeys(placeOf(deploy, named)).filter(isWanted),
  }));
  return sharedSecrets(keys)
    .filter(({ charts }) => projects.some(({ chart }) => charts.includes(chart)))
    .map(({ problem }) => problem);
}

function refused(problems: readonly string[]): SecretStream {
  return { text: '', lines: problems.map((text) => ({ kind: 'error', text })) };
}
