import { INSPECTOR } from '../model/development';
import type { WorkloadImage } from '../model/image';
import { checkPort } from '../model/names';
import type { Report } from '../model/problem';
import type { Development } from '../model/workload';
import type { Settings } from '../model/settings';
import type { DevelopmentProps } from './development-props';

/** Whether everything that is built here is run from its sources too. */
export function readDevelopment(given: true | DevelopmentProps | undefined, report: Report): Settings['development'] {
  if (given === undefined) return undefined;
  const inspector = portIn(given, report) ?? INSPECTOR;
  return { inspector };
}

/** What one workload says of it. */
export function readOwnDevelopment(
  given: boolean | DevelopmentProps | undefined,
  { image, command }: { readonly image: WorkloadImage; readonly command: readonly string[] | undefined },
  report: Report,
): Development | undefined {
  if (given === undefined || given === false) return given;
  const inspector = portIn(given, report);
  if (image.build === undefined)
    report('development', given, 'an image that is built here: Image.build', 'remove it: there are no sources to run');
  if (command !== undefined && command[0] !== 'node')
    report('development', command, "a command that begins with 'node'", 'set development: false: only Node can watch');
  return inspector === undefined ? true : { inspector };
}

/** The host port, where one is given. */
function portIn(given: true | DevelopmentProps, report: Report): number | undefined {
  if (given === true) return undefined;
  if (typeof given !== 'object' || given === null) {
    report('development', given, 'true | { inspector }', 'for instance { inspector: 9229 }');
    return undefined;
  }
  if (given.inspector !== undefined) checkPort(given.inspector, 'development.inspector', report);
  return given.inspector;
}
