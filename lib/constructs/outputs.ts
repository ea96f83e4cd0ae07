import type { Contract } from '../model/contract';
import type { Project } from '../model/project';
import { once } from '../model/once';
import { isFor } from '../model/settings';
import { contractOf, projectContract } from '../model/to-contract';
import { renderCompose, renderIgnore, type RenderedFile } from '../targets/compose/render/file';
import { renderAdmission } from '../targets/kubernetes/admission/render';
import { dockerfilePath, renderDockerfile } from '../targets/dockerfile/render';

/** Every file of a project but its manifests and the contract, relative to the deploy folder. */
export const renderRest = once((project: Project): readonly RenderedFile[] => [
  ...renderIgnore(project),
  ...(isFor(project.settings, 'compose') ? renderCompose(project) : []),
  ...project.workloads.flatMap(renderDockerfile),
  ...(isFor(project.settings, 'kubernetes') ? renderAdmission(project) : []),
]);

/** A project with what was rendered of it. */
export interface RenderedProject {
  readonly project: Project;
  /** Files but manifests. */
  readonly rest: readonly RenderedFile[];
  /** Manifests, relative to the deploy folder. */
  readonly manifests: readonly string[];
}

/** The contract of projects, with every file that is written for each. */
export const contractDocument = (rendered: readonly RenderedProject[]): Contract =>
  contractOf(
    Object.fromEntries(
      rendered.map(({ project, rest, manifests }) => {
        const files = [...manifests, ...rest.map(({ path }) => path)].sort();
        const built = new Set(project.workloads.filter(({ image }) => image.build).map(({ name }) => name));
        const dockerfileOf = (name: string) => (built.has(name) ? dockerfilePath({ name }) : undefined);
        return [project.name, projectContract(project, dockerfileOf, files)];
      }),
    ),
  );
