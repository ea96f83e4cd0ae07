import type { JsonPatch } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { said } from '../model/problem';
import type { RenderedFile } from '../targets/compose/render/file';
import { projectOf } from './assemble';
import type { ChartMembers } from './chart-members';
import { renderRest } from './outputs';
import { patched, type PatchProblem } from './patch';
import { reporter } from './problems';

const operationsOf = new WeakMap<IConstruct, JsonPatch[]>();

/** Keeps operations for the Compose service of a workload. */
export function patchService(workload: IConstruct, operations: readonly JsonPatch[]): void {
  const known = operations.filter(isOperation);
  const other = operations.find((operation) => !isOperation(operation));
  if (known.length < operations.length)
    reporter(workload)(
      'patchCompose',
      Array.isArray(other) ? said('a list') : said('something else'),
      'operations of JsonPatch, one by one',
      "write JsonPatch.add('/init', true), from cdk8s",
    );
  operationsOf.set(workload, [...(operationsOf.get(workload) ?? []), ...known]);
}

/** Asks for what is read of it: another copy of cdk8s has another class. */
const isOperation = (operation: unknown): boolean =>
  typeof operation === 'object' &&
  operation !== null &&
  typeof (operation as { readonly _toJson?: unknown })._toJson === 'function';

/** Every file of a chart but manifests and contract, with the patches of its services. */
export interface PatchedRest {
  readonly files: readonly RenderedFile[];
  /** Problems by the path of the workload. */
  readonly problems: readonly (readonly [string, PatchProblem])[];
}

/** Renders what a chart writes besides manifests, with what `patchCompose` says. */
export function restOf(members: ChartMembers): PatchedRest {
  const problems: [string, PatchProblem][] = [];
  const given = [...members.workloads].flatMap(([name, workload]) => {
    const operations = operationsOf.get(workload);
    return operations ? [{ name, path: workload.node.path, operations }] : [];
  });
  const files = renderRest(projectOf(members)).map((file) => {
    if (given.length === 0 || file.relaxes || !hasServices(file.content)) return file;
    const services = { ...file.content.services };
    for (const { name, path, operations } of given) {
      const result = patched(services[name], operations, 'patchCompose');
      services[name] = result.value;
      problems.push(...result.problems.map((problem) => [path, problem] as [string, PatchProblem]));
    }
    return { ...file, content: { ...file.content, services } };
  });
  return { files, problems };
}

const hasServices = (
  content: RenderedFile['content'],
): content is { readonly services: Readonly<Record<string, unknown>> } =>
  typeof content === 'object' && 'services' in content;
