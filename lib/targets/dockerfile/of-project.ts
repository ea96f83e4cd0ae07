import type { DockerfileRead } from '../../controls/subject';
import type { PlacedProject } from '../placing';
import type { ReadError } from '../reading';
import { readDockerfile } from './read';

/** The Dockerfiles that the contract of a project names, by workload. */
export interface Dockerfiles {
  readonly all: readonly DockerfileRead[];
  readonly of: (workload: string) => DockerfileRead | undefined;
  readonly errors: readonly ReadError[];
}

/** Reads the Dockerfiles of a project. */
export function dockerfilesOf({ id, contract, docker }: PlacedProject): Dockerfiles {
  const read = new Map<string, DockerfileRead>();
  const errors: ReadError[] = [];
  for (const { name, dockerfile } of contract.workloads) {
    if (dockerfile === undefined) continue;
    const at = docker.find(({ file }) => file === dockerfile);
    if (at !== undefined) read.set(name, readDockerfile(at));
    else
      errors.push({ project: id, workload: name, message: `the Dockerfile '${dockerfile}' of '${name}' is missing` });
  }
  return { all: [...read.values()], of: (workload) => read.get(workload), errors };
}
