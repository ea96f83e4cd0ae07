import { ApiObject, Chart } from 'cdk8s';
import { audit } from '../audit/audit';
import type { Finding } from '../audit/finding';
import { controls } from '../controls';
import { problemText } from '../model/problem';
import { isFor } from '../model/settings';
import { documentOf, type SourceDocument } from '../targets/documents';
import type { ChartMembers } from './chart-members';
import { checkApp } from './check-app';
import { checkProject } from './check-project';
import { contractDocument } from './outputs';
import { restOf } from './patch-compose';
import { hasProblems } from './problems';
import { projectOf } from './assemble';
import { relaxationOf } from './relaxation';
import { isRendered } from './rendered-object';
import { documentsIn } from './yaml-text';

/** Findings of one run over a chart, by the construct they belong to. */
interface Judgement {
  readonly run: number;
  readonly messages: ReadonlyMap<string, readonly string[]>;
}

const judgements = new WeakMap<ChartMembers, Judgement>();
let runs = 0;
let running: number | undefined;

/** Findings hold for the time of `work`: cdk8s validates once for each chart, over the same objects. */
export function whileSynthesizing<T>(work: () => T): T {
  running = ++runs;
  try {
    return work();
  } finally {
    running = undefined;
  }
}

/** Checks a chart as a whole and judges what it is about to write; says what concerns the chart itself. */
export function judgeChart(members: ChartMembers): readonly string[] {
  const known = judgements.get(members);
  const judgement = known && known.run === running ? known : { run: running ?? 0, messages: messagesOf(members) };
  judgements.set(members, judgement);
  return judgement.messages.get(members.path) ?? [];
}

/** What the last run over the chart says of one of its workloads. A chart is validated before its children. */
export const judgementOf = (members: ChartMembers, path: string): readonly string[] =>
  judgements.get(members)?.messages.get(path) ?? [];

function messagesOf(members: ChartMembers): ReadonlyMap<string, readonly string[]> {
  const messages = new Map<string, string[]>();
  const tell = (path: string, message: string): void => {
    const told = messages.get(path) ?? [];
    // Both targets may show the same fault of the contract.
    if (!told.includes(message)) messages.set(path, [...told, message]);
  };
  for (const problem of [...checkProject(members), ...checkApp(members)]) tell(members.path, problem);
  if (hasProblems(members.chart)) return messages;
  const project = projectOf(members);
  const { files: rest, problems } = restOf(members);
  const unpatched = [...problems, ...patchProblems(members)];
  for (const [path, problem] of unpatched) tell(path, problemText({ path, ...problem }));
  if (unpatched.length > 0) return messages;
  const manifest = `kubernetes/${members.name}.k8s.yaml`;
  const manifests = isFor(project.settings, 'kubernetes') ? [manifest] : [];
  const contract = contractDocument([{ project, rest, manifests }]);
  const documents = [
    ...objectsOf(members.chart as Chart).map((object, index) => documentOf(manifest, index, object)),
    ...rest.flatMap(({ path, content }) => documentsIn(content).map((part, index) => documentOf(path, index, part))),
    documentOf('hardened.json', 0, contract),
  ];
  const pathOf = (workload: string | undefined) =>
    project.workloads.find(({ name }) => name === workload)?.path ?? members.path;
  const { findings, unused, errors } = audit(documents, contract, controls);
  for (const finding of causes(findings)) tell(pathOf(finding.workload), findingText(finding, documents));
  for (const { control, scope } of unused)
    tell(
      scope,
      `Exceptions.allow(${control}): got no finding that it excuses; allowed: exceptions that are needed; fix: remove it`,
    );
  for (const { target, message, workload } of errors)
    tell(
      pathOf(workload),
      `${target}: got output that cannot be judged: ${message}; allowed: everything that the program declares; fix: undo the patch or the call that removes, renames or replaces it`,
    );
  return messages;
}

/**
 * Findings as somebody can act on them: one that follows from another is told once that one is mended, and places with the
 * same fault are told together.
 */
function causes(findings: readonly Finding[]): readonly Finding[] {
  const found = new Set<string>(findings.map(({ control }) => control));
  const followers = new Set<string>(
    controls.flatMap(({ id, exception }) => (found.has(id) && exception !== 'never' ? exception.also : [])),
  );
  const merged = new Map<string, Finding>();
  for (const finding of findings.filter(({ control }) => !followers.has(control))) {
    const { control, workload, got, want, fix } = finding;
    const key = JSON.stringify([control, workload, got, want, fix]);
    const before = merged.get(key);
    merged.set(key, before ? { ...before, at: [...before.at, ...finding.at] } : finding);
  }
  return [...merged.values()];
}

/** Everything in the chart, objects of the user's own and patches included. */
const objectsOf = (chart: Chart): readonly unknown[] =>
  chart.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct) && Chart.of(construct) === chart)
    .map((object) => object.toJson() as unknown);

/** Patches of manifests that cannot be applied, by the workload, or the chart, that the object belongs to. */
const patchProblems = ({ chart, path, workloads }: ChartMembers) =>
  chart.node
    .findAll()
    .filter(isRendered)
    .flatMap((object) => {
      const owner = [...workloads.values()].find((workload) => object.node.scopes.includes(workload));
      return object.patchProblems().map((problem) => [owner?.node.path ?? path, problem] as const);
    });

/** A finding as a message of synth: a program can do what a file cannot, and allow it. */
function findingText({ control, at, got, want, fix }: Finding, documents: readonly SourceDocument[]): string {
  const places = [...new Set(at.map((place) => `${placeText(place, documents)}#/${place.pointer.join('/')}`))];
  const allow = relaxationOf(control) ? `, or give a reason: Exceptions.of(…).allow('${control}', { reason })` : '';
  return `${control}: ${places.join(', ')}: got ${got}; allowed: ${want}; fix: ${fix}${allow}`;
}

/** The file, and which of its objects where it holds several. */
function placeText({ file, document }: Finding['at'][number], documents: readonly SourceDocument[]): string {
  const value = documents.find((candidate) => candidate.file === file && candidate.index === document)?.value;
  const { kind, metadata } = (value ?? {}) as {
    readonly kind?: unknown;
    readonly metadata?: { readonly name?: unknown };
  };
  return typeof kind === 'string' && typeof metadata?.name === 'string' ? `${file} ${kind}/${metadata.name}` : file;
}
