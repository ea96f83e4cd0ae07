import { applyPlan } from './apply';
import { makeContents } from './contents';
import type { Circumstances } from './issue';
import { pendingOf } from './kubernetes-left';
import type { PlanOptions, RotationState } from './plan-types';
import { composeFolder, prepare, type Ready } from './prepare';
import { readContract, type NamedProject } from './read-contract';
import { reloadOf, reloadText, type Place, type Reload } from './reload';
import type { Line } from './report';
import { selectPasswords, type Selection } from './rotate-select';
import { addPassword, forgetPassword, switchPassword, withdrawPassword } from './rotate-steps';
import { rotationState, type TextOf } from './rotation';
import { shellWord } from './format';

/** What `secrets rotate` is asked. */
export interface RotateOptions extends Circumstances, PlanOptions, Selection {
  /** The deploy folder: it holds `hardened.json` and `compose/<chart>/secrets`. */
  readonly deploy: string;
  /** Id of the chart, where the contract has several. */
  readonly chart?: string;
  readonly step: 'begin' | 'finish';
  /** Where the server runs. */
  readonly place: Place;
  /** The user says that the server has read the ACL file since the step was begun. */
  readonly reloaded: boolean;
  /** Brings the files to the cluster, where it is one, and has a server read its ACL file; what went wrong, if anything. */
  readonly run?: (reload: Reload | undefined) => Promise<string | undefined>;
}

/** What was done, in order. An `error` line means that the command fails; doing it again goes on where it ended. */
export type RotateResult = readonly Line[];

/**
 * One step of a rotation. Between the two steps both passwords are good: nobody is locked out, whenever a caller reads its
 * file again. What was interrupted is told by the files, and done again from there.
 */
export async function rotateSecrets(options: RotateOptions): Promise<RotateResult> {
  const contract = readContract(options.deploy, options.chart);
  if (contract.problems !== undefined) return errors(contract.problems);
  const [named, ...others] = contract.projects;
  if (named === undefined || others.length > 0) {
    const charts = contract.projects.map(({ chart }) => chart).join(', ');
    return errors([
      `--chart: got nothing, allowed: ${charts}; name one: passwords are rotated in one project at a time`,
    ]);
  }
  const selected = selectPasswords(named.chart, named.project, options);
  if (selected.problems !== undefined) return errors(selected.problems);
  const ready = look(named, options);
  if ('problems' in ready) return errors(ready.problems);
  const files = selected.secrets.map(({ file }) => file);
  const wrong = files.flatMap((file) => outOfTurn(named.chart, file, rotationState(file, ready.text), options));
  if (wrong.length > 0) return errors(wrong);
  const names = selected.secrets.map(({ name }) => name);
  return options.step === 'begin' ? begin(ready, files, names, options) : finish(ready, files, names, options);
}

async function begin(ready: Looked, files: readonly string[], names: readonly string[], options: RotateOptions) {
  const { chart } = ready.named;
  const isAt = (state: RotationState) => (file: string) => rotationState(file, ready.text) === state;
  const fresh = files.filter(isAt('settled'));
  for (const file of fresh) addPassword(file, ready.folder, options.random);
  const added = await derive(ready.named, options);
  const open = files.filter((file) => rotationState(file, added.text) === 'added');
  const lines: Line[] = [
    ...fresh.map((file) => made(`${chart}/${file}: a second password made, the ACL file takes both`)),
    ...files.filter(isAt('switched')).map((file) => kept(`${chart}/${file}: callers read the new password already`)),
  ];
  if (open.length === 0) return [...lines, note(next('finish', options))];
  const known = await reload(added, names, options);
  lines.push(...known.lines);
  if (!known.done) return lines;
  for (const file of open) switchPassword(file, added.folder);
  const switched = await derive(ready.named, options);
  const restarted = switched.changed.filter((file) => file.endsWith('.env'));
  const failed = await options.run?.(undefined);
  const bring = options.place === 'kubernetes' && options.run === undefined;
  return [
    ...lines,
    ...open.map((file) =>
      written(`${chart}/${file}: callers read the new password from now on, the old one is still good`),
    ),
    ...restarted.map((file) => note(`${chart}/${file}: written again: whoever reads it must be created again`)),
    ...(bring ? [note(`${chart}: bring the files to the cluster: ${stream(chart, options)}`)] : []),
    ...(failed === undefined ? [] : errors([failed])),
    note(next('finish', options)),
  ];
}

async function finish(ready: Looked, files: readonly string[], names: readonly string[], options: RotateOptions) {
  const { chart } = ready.named;
  const open = files.filter((file) => rotationState(file, ready.text) === 'switched');
  for (const file of open) withdrawPassword(file, ready.folder);
  const withdrawn = await derive(ready.named, options);
  const known = await reload(withdrawn, names, options);
  const lines = [
    ...open.map((file) => written(`${chart}/${file}: the old password is out of the ACL file`)),
    ...known.lines,
  ];
  if (!known.done) return lines;
  for (const file of files) forgetPassword(file, withdrawn.folder);
  return [...lines, ...files.map((file) => made(`${chart}/${file}: rotated, the old password is gone`))];
}

/** Has the servers of these passwords read their ACL files, or says how to. */
async function reload(state: Looked, names: readonly string[], options: RotateOptions) {
  const { chart, project } = state.named;
  const { place, run, reloaded } = options;
  const servers = project.redis.filter(({ users }) => users.some(({ password }) => names.includes(password ?? '')));
  const reloads = servers.map((server) => {
    const acl =
      project.secrets.find((secret) => secret.kind === 'acl' && secret.server === server.workload)?.file ?? '';
    const folder = composeFolder(options.deploy, chart);
    return reloadOf(server, state.text(acl) ?? '', { place, folder, namespace: project.namespace });
  });
  if (reloaded) return { done: true, lines: [] };
  if (run === undefined) {
    const before =
      place === 'kubernetes' ? [note(`${chart}: first bring the files to the cluster: ${stream(chart, options)}`)] : [];
    return {
      done: false,
      lines: [
        ...before,
        ...reloads.map((one) => note(`${chart}: have ${one.server} read its ACL file: ${reloadText(one)}`)),
        note(`${chart}: when it has said OK, go on with: the same command and --reloaded`),
      ],
    };
  }
  const lines: Line[] = [];
  for (const one of reloads) {
    const failed = await run(one);
    if (failed !== undefined)
      return { done: false, lines: [...lines, ...errors([`${chart}: ${one.server}: ${failed}`])] };
    lines.push(written(`${chart}: ${one.server} has read its ACL file`));
  }
  return { done: true, lines };
}

/** A project with what lies on disk. */
interface Looked extends Ready {
  readonly text: TextOf;
  readonly folder: { readonly path: string; readonly text: TextOf };
}

function look(named: NamedProject, options: RotateOptions): Looked | { readonly problems: readonly string[] } {
  const { ready, problems } = prepare(named, options);
  if (problems !== undefined) return { problems };
  const { plan, disk } = ready;
  // What follows from the passwords may wait to be written since a run that was interrupted.
  const derived = plan.steps.map((step) =>
    step.action === 'write' && ['acl', 'env'].includes(step.recipe.kind) ? { ...step, action: 'keep' as const } : step,
  );
  const pending = pendingOf({ ...plan, steps: derived, leftovers: [] });
  if (pending.length > 0) {
    const init = `run: cdk8s-hardened secrets init ${shellWord(options.deploy)}`;
    return { problems: [`${plan.path}: got ${pending.join('; ')}, allowed: what secrets init leaves; ${init}`] };
  }
  const text: TextOf = (file) => disk.entries.get(file)?.text;
  return { ...ready, text, folder: { path: plan.path, text } };
}

/** Writes again what follows from the passwords, and looks at all of it anew. */
async function derive(
  named: NamedProject,
  options: RotateOptions,
): Promise<Looked & { readonly changed: readonly string[] }> {
  const before = look(named, options);
  if ('problems' in before) throw new Error(before.problems.join('; '));
  applyPlan(before.plan, await makeContents(before.plan, before.disk, options));
  const changed = before.plan.steps.filter(({ action }) => action === 'write').map(({ file }) => file);
  const after = look(named, options);
  if ('problems' in after) throw new Error(after.problems.join('; '));
  return { ...after, changed };
}

function outOfTurn(chart: string, file: string, state: RotationState, { step, reloaded }: RotateOptions) {
  const at = `${chart}/${file}: --step ${step}: got`;
  if (step === 'begin' && state === 'withdrawn')
    return [`${at} a rotation that is nearly finished, allowed: one at a time; run it with --step finish first`];
  if (step === 'finish' && state === 'settled')
    return [`${at} a password that is not being rotated, allowed: one that was begun; run it with --step begin first`];
  if (step === 'finish' && state === 'added')
    return [`${at} a password that callers do not read yet, allowed: one in use; go on with --step begin first`];
  // Before the step has written the ACL file, no server can have read it.
  const open = step === 'begin' ? state !== 'settled' : state === 'withdrawn';
  return !reloaded || open
    ? []
    : [`${at} --reloaded before the ACL file was written, allowed: after that; run it without --reloaded first`];
}

const next = (step: RotateOptions['step'], { place }: RotateOptions): string =>
  `when every caller has connected with the new password, end with --step ${step}${
    place === 'kubernetes' ? ': pods have the new file within two minutes' : ''
  }; a program that reads its password only once is restarted before that`;

const stream = (chart: string, { deploy }: RotateOptions): string =>
  `cdk8s-hardened secrets kubernetes --from ${shellWord(deploy)} --chart ${chart} | kubectl apply --server-side -f -`;

const made = (text: string): Line => ({ kind: 'made', text });
const written = (text: string): Line => ({ kind: 'written', text });
const kept = (text: string): Line => ({ kind: 'kept', text });
const note = (text: string): Line => ({ kind: 'note', text });
const errors = (problems: readonly string[]): readonly Line[] => problems.map((text) => ({ kind: 'error', text }));
