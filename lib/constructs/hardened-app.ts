import { isAbsolute } from 'node:path';
import { App, type AppProps } from 'cdk8s';
import { manifestFolder } from './places';
import { setRoot } from './root';

/** A program. */
export interface HardenedAppProps extends Omit<AppProps, 'outdir'> {
  /** Absolute folder that everything is relative to, usually `__dirname`. Output goes to `<root>/deploy`. */
  readonly root: string;
}

/** An app that writes Kubernetes manifests, Docker Compose files, Dockerfiles and `hardened.json` in one synth. */
export class HardenedApp extends App {
  /** @throws where the root is not absolute */
  constructor({ root, ...props }: HardenedAppProps) {
    if (typeof root !== 'string' || !isAbsolute(root))
      throw new Error(
        `HardenedApp: root: got ${JSON.stringify(root)}; allowed: an absolute folder such as __dirname; fix: pass root: __dirname`,
      );
    super({ ...props, outdir: manifestFolder(root) });
    setRoot(this, root);
  }
}
