import { checkContainerPath } from '../model/names';
import { said, type Report } from '../model/problem';
import { MEBIBYTE } from '../model/quantities';
import type { Storage, Workload, WritablePath } from '../model/workload';
import { readSize } from './units';
import type { StorageProps, WritableProps } from './workload-props';

/** Writable folders: none inside another. */
export function readWritable(
  writable: readonly WritableProps[],
  others: readonly string[],
  report: Report,
): readonly WritablePath[] {
  return writable.map(({ path, size, medium = 'memory' }, index): WritablePath => {
    const prop = `writable[${index}]`;
    checkContainerPath(path, `${prop}.path`, report);
    const before = [...others, ...writable.slice(0, index).map((earlier) => earlier.path)];
    const met = before.find((other) => other === path || path.startsWith(`${other}/`) || other.startsWith(`${path}/`));
    if (met !== undefined)
      report(`${prop}.path`, path, 'folders that do not overlap', `it overlaps ${met}: keep one of them`);
    if (medium !== 'memory' && medium !== 'disk') report(`${prop}.medium`, medium, 'memory | disk', 'choose one');
    return { path, bytes: readSize(size, `${prop}.size`, MEBIBYTE, 4096, report), medium };
  });
}

/** Storage that outlives the container. */
export function readStorage({ path, size }: StorageProps, report: Report): Storage {
  checkContainerPath(path, 'storage.path', report);
  return { path, bytes: readSize(size, 'storage.size', 1024 * MEBIBYTE, MEBIBYTE, report) };
}

/** Reports data on disk at a path that nobody can own: Compose keeps the owner that the image gave the path. */
export function checkOwnership(workload: Pick<Workload, 'image' | 'storage' | 'writable'>, report: Report): void {
  if (workload.image.build) return;
  const paths = [
    ...(workload.storage ? [workload.storage.path] : []),
    ...workload.writable.filter(({ medium }) => medium === 'disk').map(({ path }) => path),
  ];
  for (const path of paths)
    if (!workload.image.owner || !workload.image.owns.includes(path))
      report(
        'image',
        said(`${workload.image.reference.name} with data at ${path}`),
        'an image whose user owns that path',
        `say so: Image.of(…, { owner: { uid, gid }, owns: ['${path}'] })`,
      );
}
