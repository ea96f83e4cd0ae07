import { isAbsolute } from 'node:path';
import { App, type AppProps } from 'cdk8s';
import { show, type Report } from '../model/problem';
import { checkProps } from './check-names';
import type { Names } from './names';
import { manifestFolder } from './places';
import { setRoot } from './root';
import { needProps } from './shape';

/** A program. */
export interface HardenedAppProps extends Omit<AppProps, 'outdir'> {
  /** Absolute folder that everything is relative to, usually `__dirname`. Output goes to `<root>/deploy`. */
  readonly root: string;
}

const NAMES = {
  root: true,
  outputFileExtension: true,
  yamlOutputType: true,
  recordConstructMetadata: true,
  resolvers: true,
} as const satisfies Names<HardenedAppProps>;

/** An app that writes Kubernetes manifests, Docker Compose files, Dockerfiles and `hardened.json` in one synth. */
export class HardenedApp extends App {
  /** @throws where the root is not absolute, or a name is near a prop */
  constructor(given: HardenedAppProps) {
    needProps(given, 'HardenedApp', '{ root: __dirname }');
    const { root, ...props } = given;
    const problems: string[] = [];
    const report: Report = (prop, got, allowed, fix) =>
      void problems.push(`HardenedApp: ${prop}: got ${show(got)}; allowed: ${allowed}; fix: ${fix}`);
    checkProps({ root, ...props }, { names: NAMES, subclass: new.target !== HardenedApp }, report);
    if (typeof root !== 'string' || !isAbsolute(root))
      report('root', root, 'an absolute folder such as __dirname', 'pass root: __dirname');
    if (problems.length > 0) throw new Error(problems.join('\n'));
    super({ ...props, outdir: manifestFolder(root) });
    setRoot(this, root);
  }
}
