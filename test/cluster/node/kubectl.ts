import type { Sandbox } from '../../engine/docker/sandbox';
import type { Ran, RunOptions } from '../../engine/run/command';

/** The cluster as a test sees it. */
export interface Kubectl {
  (args: readonly string[], options?: RunOptions): Promise<Ran>;
}

export const kubectlIn =
  (sandbox: Sandbox, program: string, kubeconfig: string): Kubectl =>
  (args, options = {}) =>
    sandbox.run([program, '--kubeconfig', kubeconfig, ...args], options);
