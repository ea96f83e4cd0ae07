import { imageText } from '../model/image';
import type { Problem } from '../model/problem';
import type { Workload } from '../model/workload';
import { renderDockerfile } from '../targets/dockerfile/render';
import { projectOf } from './assemble';
import type { ChartMembers } from './chart-members';

type Text = Omit<Problem, 'path'>;

/**
 * Several workloads may be of one image that is built here, as long as they say the same of it: a Dockerfile holds ports,
 * health check, user and folders.
 */
export function sharedImages(members: ChartMembers): readonly Text[] {
  const built = new Map<string, Workload>();
  return projectOf(members).workloads.flatMap((workload) => {
    const { image, name } = workload;
    if (!image.build) return [];
    const text = imageText({ ...image.reference, digest: undefined });
    const other = built.get(text);
    if (other === undefined) {
      built.set(text, workload);
      return [];
    }
    if (dockerfile(other) === dockerfile(workload)) return [];
    return [
      {
        prop: 'image',
        got: `${text} built for ${other.name} and ${name}, which are not alike`,
        allowed: 'one image for workloads with the same context, ports, health check, user and folders on disk',
        fix: `name the image of ${name} differently, or build it once and use Image.of or Image.locked`,
      },
    ];
  });
}

/** What is built, without the line that names the construct. */
function dockerfile(workload: Workload): string {
  const [file] = renderDockerfile(workload);
  return `${workload.image.build?.context}\n${file?.content.slice(file.content.indexOf('\n')) ?? ''}`;
}
