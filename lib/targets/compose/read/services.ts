import type { At } from '../../../controls/at';
import { hasKey } from '../../values';
import type { ReadError } from '../../reading';
import { isKnownOfFile, isKnownOfService } from './known-keys';

/** The Compose file of a project, and what of it cannot be judged. */
export interface ComposeFile {
  /** Root of the file. */
  readonly root: At;
  /** Services by name. */
  readonly services: ReadonlyMap<string, At>;
  readonly errors: readonly ReadError[];
}

/** Reads the services of a project. What other files add to them is not seen here, so it is an error. */
export function composeFileOf(project: string, documents: readonly At[]): ComposeFile | undefined {
  const [root, ...more] = documents;
  if (root === undefined) return undefined;
  const services = new Map(root.at('services').entries());
  const error = (at: At, what: string): ReadError => ({ project, at, message: `cannot judge ${what}` });
  return {
    root,
    services,
    errors: [
      ...more.map((at) =>
        error(at, `a second Compose document: only Compose itself knows how it merges with '${root.file}'`),
      ),
      ...(hasKey(root, 'include') ? [error(root.at('include'), "'include': it adds services from other files")] : []),
      ...root
        .entries()
        .filter(([key]) => !isKnownOfFile(key))
        .map(([key, at]) => error(at, `'${key}': no control knows what it does`)),
      ...[...services].flatMap(([name, service]) => [
        ...service
          .entries()
          .filter(([key]) => !isKnownOfService(key))
          .map(([key, at]) => error(at, `'${key}' of '${name}': no control knows what it does`)),
        ...(hasKey(service, 'extends')
          ? [error(service.at('extends'), `'extends' of '${name}': it adds to the service from elsewhere`)]
          : []),
      ]),
    ],
  };
}
