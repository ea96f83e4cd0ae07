import { header, type Project } from '../../../model/project';
import { isFor } from '../../../model/settings';
import { fileSecrets } from '../../../model/workload';
import { developmentFile } from './development';
import { configName, configPath, sharedVolumes, volumeName } from './mounts';
import { networks } from './networks';
import { service } from './service';
import { exceptionBlock } from './text';
import type { ComposeFile } from './types';

/** A file to write; `path` is relative to the deploy folder, with `/`. */
export interface RenderedFile {
  readonly path: string;
  /** Parsed content of a YAML file, a list where it has several documents, or the text of any other. */
  readonly content: object | string;
  /** What it relaxes, for its head and for whoever runs synth. */
  readonly relaxes?: readonly string[];
}

/** Where the Compose file of a project lies, below the deploy folder. */
const composeFolder = (project: Pick<Project, 'name'>): string => `compose/${project.name}`;

/** Everything Compose needs of a project: its file, and the configuration it mounts. */
export function renderCompose(project: Project): readonly RenderedFile[] {
  const folder = composeFolder(project);
  const configs = project.workloads.flatMap((workload) =>
    workload.files.map(({ name, content }) => ({ path: `${folder}/${configPath(workload, name)}`, content })),
  );
  const development = developmentFile(project);
  return [
    { path: `${folder}/compose.yaml`, content: composeFile(project) },
    ...(development ? [{ path: `${folder}/compose.dev.yaml`, ...development }] : []),
    ...configs,
  ];
}

/** What git must not see: `secrets init` makes its files here, also those that only Kubernetes needs. */
export const renderIgnore = (project: Project): readonly RenderedFile[] =>
  isFor(project.settings, 'compose') || project.secrets.length > 0
    ? [{ path: `${composeFolder(project)}/.gitignore`, content: `# ${header(project.path)}\n/secrets/\n` }]
    : [];

/** A mapping of entries, or nothing where there are none. */
const entries = <T>(pairs: readonly (readonly [string, T])[]): Readonly<Record<string, T>> | undefined =>
  pairs.length > 0 ? Object.fromEntries(pairs) : undefined;

function composeFile(project: Project): ComposeFile {
  const nets = networks(project);
  const volumes = project.workloads
    .flatMap((workload) => [...(workload.storage ? [volumeName(workload)] : []), ...sharedVolumes(project, workload)])
    .map((name) => [name, {}] as const);
  const configs = project.workloads.flatMap((workload) =>
    workload.files.map(
      ({ name }) => [configName(workload, name), { file: `./${configPath(workload, name)}` }] as const,
    ),
  );
  const used = new Set(project.workloads.flatMap((workload) => fileSecrets(workload).map(({ source }) => source)));
  const secrets = project.secrets
    .filter(({ name }) => used.has(name))
    .map(({ name, file }) => [name, { file: `./secrets/${file}` }] as const);
  const exceptions = exceptionBlock(project.exceptions.filter((exception) => exception.project));
  return {
    name: project.name,
    services: Object.fromEntries(project.workloads.map((workload) => [workload.name, service(project, workload)])),
    networks: Object.keys(nets).length > 0 ? nets : undefined,
    volumes: entries(volumes),
    configs: entries(configs),
    secrets: entries(secrets),
    'x-hardened': exceptions,
  };
}
