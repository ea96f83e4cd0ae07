import type { Contract } from '../model/contract';
import type { Project } from '../model/project';
import { contractOf, projectContract } from '../model/to-contract';
import { renderCompose, type RenderedFile } from '../targets/compose/render/file';
import { renderAdmission } from '../targets/kubernetes/admission/render';
import { dockerfilePath, renderDockerfile } from '../targets/dockerfile/render';

/** Every file of a project but its manifests and the contract, relative to the deploy folder. */
export const renderRest = (project: Project): readonly RenderedFile[] => [
  ...renderCompose(project),
  ...project.workloads.flatMap(renderDockerfile),
  ...renderAdmission(project),
];

/** The contract of projects, with every file that is written for each. */
export const contractDocument = (
  projects: Readonly<Record<string, Project>>,
  manifestsOf: (project: Project) => readonly string[],
): Contract =>
  contractOf(
    Object.fromEntries(
      Object.entries(projects).map(([name, project]) => {
        const files = [...manifestsOf(project), ...renderRest(project).map(({ path }) => path)].sort();
        const built = new Set(project.workloads.filter(({ image }) => image.build).map((workload) => workload.name));
        const dockerfileOf = (workload: string) =>
          built.has(workload) ? dockerfilePath({ name: workload }) : undefined;
        return [name, projectContract(project, dockerfileOf, files)];
      }),
    ),
  );
