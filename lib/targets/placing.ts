import type { At } from '../controls/at';
import type { Contract, ProjectContract } from '../model/contract';
import { cursor } from './cursor';
import { documentOf, type SourceDocument } from './documents';
import { isMapping } from './plain';
import type { ReadError } from './reading';
import { isPresent } from './values';

/** Name of the contract's file; every path in it and in findings is relative to its folder. */
export const CONTRACT_FILE = 'hardened.json';

/** The documents of one project, placed by what they are. */
export interface PlacedProject {
  /** Chart id. */
  readonly id: string;
  readonly contract: ProjectContract;
  /** The project's part of the contract's text. */
  readonly contractAt: At;
  /** Documents that are Kubernetes objects. */
  readonly kubernetes: readonly At[];
  /** Documents that are Compose files. */
  readonly compose: readonly At[];
  /** Dockerfiles and what belongs to them. */
  readonly docker: readonly At[];
  /** All other documents: files that Compose mounts, for instance. */
  readonly others: readonly At[];
  /** Documents that stand among Kubernetes objects and are none. */
  readonly unplaced: readonly ReadError[];
}

/** Places the documents of every project by the contract's list of files. Documents of no project are left alone. */
export function placeProjects(documents: readonly SourceDocument[], contract: Contract): readonly PlacedProject[] {
  const found = documents.find(({ file }) => file === CONTRACT_FILE);
  const contractAt = cursor(found ?? documentOf(CONTRACT_FILE, 0, contract));
  const filesOf = new Map(Object.entries(contract.projects).map(([id, { files }]) => [id, new Set(files)]));
  return Object.entries(contract.projects).map(([id, project]) => {
    const files = filesOf.get(id) ?? new Set();
    const dockerfiles = new Set(project.workloads.flatMap(({ dockerfile }) => dockerfile ?? []));
    const isDocker = (file: string): boolean => dockerfiles.has(file.replace(/\.dockerignore$/, ''));
    const own = documents
      .filter((document) => files.has(document.file) && ownersOf(document, contract, filesOf).includes(id))
      .map((document) => cursor(document));
    const docker = own.filter(({ file }) => isDocker(file));
    const rest = own.filter(({ file }) => !isDocker(file));
    const composeFiles = new Set(rest.filter(isCompose).map(({ file }) => file));
    const composed = rest.filter((at) => isMapping(at.value) && composeFiles.has(at.file) && !isOverlay(at));
    const kubernetes = rest.filter(isKubernetes);
    const others = rest.filter((at) => !isKubernetes(at) && !composed.includes(at));
    const manifests = new Set(kubernetes.map(({ file }) => file));
    const lost = others.filter((at) => isPresent(at) && manifests.has(at.file));
    return {
      id,
      // An object of this reading alone: a mutation changes the one that was given, and indexes are made of this one.
      contract: { ...project },
      contractAt: contractAt.at('projects', id),
      kubernetes,
      compose: composed,
      docker,
      others,
      unplaced: lost.map((at) => ({ project: id, message: 'this document has no kind that could be judged', at })),
    };
  });
}

/** A cursor at a place that is absent, for subjects whose object is missing. */
export function absentIn(file: string): At {
  return cursor(documentOf(file, 0, undefined));
}

/** Projects whose file a document is in. In a file of several projects the namespace tells them apart. */
function ownersOf(
  { file, value }: SourceDocument,
  { projects }: Contract,
  filesOf: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const sharing = Object.entries(projects).filter(([id]) => filesOf.get(id)?.has(file));
  if (sharing.length < 2 || !isMapping(value) || !isMapping(value['metadata'])) return sharing.map(([id]) => id);
  const { kind, metadata } = value;
  const space = kind === 'Namespace' ? metadata['name'] : metadata['namespace'];
  const owners = sharing.filter(([, { namespace }]) => namespace.name === space);
  // An object of a namespace that is nobody's is judged with all of them.
  return (owners.length > 0 ? owners : sharing).map(([id]) => id);
}

function isKubernetes({ value }: At): boolean {
  return isMapping(value) && typeof value['kind'] === 'string' && typeof value['apiVersion'] === 'string';
}

/** What is merged over the file in development says itself what it relaxes; nothing of it is for production. */
const isOverlay = ({ file }: At): boolean => file.endsWith('/compose.dev.yaml');

function isCompose(at: At): boolean {
  return (
    isMapping(at.value) &&
    !isKubernetes(at) &&
    ['services', 'include'].some((key) => Object.hasOwn(at.value ?? {}, key))
  );
}
