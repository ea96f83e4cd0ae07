import type { Contract, ProjectContract } from './contract';
import type { Project } from './project';
import { targetNames } from './settings';

/** Names the schema of `hardened.json`; the file itself comes with the package, as `cdk8s-hardened/hardened.schema.json`. */
const CONTRACT_SCHEMA = 'urn:cdk8s-hardened:contract:1';

/** What a project promises and expects; `dockerfileOf` and `files` are paths relative to the contract's folder. */
export const projectContract = (
  project: Project,
  dockerfileOf: (workload: string) => string | undefined,
  files: readonly string[],
): ProjectContract => ({
  namespace: project.namespace,
  ...(project.settings.targets.length < targetNames.length && { targets: project.settings.targets }),
  ...(project.settings.dns !== 'standard' && { dns: project.settings.dns }),
  networks: project.networks,
  workloads: project.workloads.map(({ name, path, kind, of, assigned, ports, after, run }) => {
    const dockerfile = dockerfileOf(name);
    return {
      name,
      path,
      kind,
      ...(of !== undefined && { of }),
      ...(dockerfile !== undefined && { dockerfile }),
      ...(assigned && { user: 'assigned' }),
      ports: Object.fromEntries(ports.map((port) => [port.name, port.number])),
      ...(after.length > 0 && { after }),
      ...(run?.done !== undefined && { done: run.done }),
    };
  }),
  edges: project.edges,
  ...(project.exits.length > 0 && { exits: project.exits }),
  exposures: project.exposures.map(({ workload, port, host, tls, gateway, from, address }) => ({
    workload,
    port,
    host,
    ...(gateway === undefined ? { tls } : { gateway }),
    from,
    address,
  })),
  servers: project.servers,
  redis: project.redis,
  secrets: project.secrets,
  exceptions: project.exceptions,
  files,
});

/** The contract of a program: every project by its name. */
export const contractOf = (projects: Readonly<Record<string, ProjectContract>>): Contract => ({
  $comment: 'Made by cdk8s-hardened. Do not edit: change the program and synthesize again (cdk8s synth).',
  $schema: CONTRACT_SCHEMA,
  version: 1,
  projects,
});
