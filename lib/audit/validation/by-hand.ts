import type { Contract, ProjectContract } from '../../model/contract';
import type { SourceDocument } from '../../targets/documents';
import { isMapping } from '../../targets/plain';
import { audit, type AuditResult } from '../audit';
import type { Finding } from '../finding';

/** Objects of charts that are not ours. */
export function byHandText(documents: readonly SourceDocument[]): string {
  const objects = documents.filter(({ value }) => isMapping(value)).length;
  const charts = new Set(documents.map(({ file }) => file)).size;
  const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  return `${count(objects, 'object')} of ${count(charts, 'chart')} written by hand`;
}

/**
 * What the controls say of charts that are not ours: each file as a project that promises nothing, in a namespace that is
 * not owned. Policies add up over a namespace, so what these charts open in ours is among it.
 */
export function judgeByHand(
  ours: readonly SourceDocument[],
  byHand: readonly SourceDocument[],
  contract: Contract | undefined,
  known: AuditResult,
): readonly Finding[] {
  const files = [...new Set(byHand.map(({ file }) => file))];
  const projects = Object.fromEntries(files.map((file) => [file, promisesNothing(file, namespaceOf(file, byHand))]));
  const all: Contract = { $comment: '', $schema: '', version: 1, projects: { ...contract?.projects, ...projects } };
  const told = new Set(known.findings.map(identity));
  return audit([...ours, ...byHand], all).findings.filter(
    (finding) => finding.target === 'kubernetes' && !told.has(identity(finding)),
  );
}

const identity = ({ control, target, subject, project, got }: Finding): string =>
  [control, target, subject, project, got].join('\n');

const promisesNothing = (file: string, namespace: string): ProjectContract => ({
  namespace: { name: namespace, owned: false },
  networks: 'per-edge',
  workloads: [],
  edges: [],
  exposures: [],
  servers: [],
  redis: [],
  secrets: [],
  exceptions: [],
  files: [file],
});

/** The namespace of a file's first object that names one. */
function namespaceOf(file: string, documents: readonly SourceDocument[]): string {
  const names = documents
    .filter((document) => document.file === file)
    .flatMap(({ value }) => (isMapping(value) && isMapping(value['metadata']) ? [value['metadata']['namespace']] : []));
  return names.find((name): name is string => typeof name === 'string') ?? 'default';
}
