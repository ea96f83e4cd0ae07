import type { Ran, RunOptions } from '../../engine/run/command';
import { onEnd } from '../../engine/run/undo';

interface Composed {
  readonly compose: (args: readonly string[], options?: RunOptions) => Promise<Ran>;
}

/** A program that is up on an engine. */
export interface Brought<R> {
  readonly system: Composed;
  /** The folder of compose.yaml. */
  readonly folder: string;
  readonly running: R;
}

export const takeDown = ({ compose }: Composed): Promise<Ran> =>
  compose(['--profile', '*', 'down', '-v', '--remove-orphans', '-t', '3'], { mayFail: true });

/** Brings a project up, which is taken down at the end; where that fails, with what its containers said. */
export async function bringUp<T>(name: string, composed: Composed, up: () => Promise<T>): Promise<T> {
  onEnd(name, async () => {
    await takeDown(composed);
  });
  try {
    return await up();
  } catch (error) {
    const logs = await composed.compose(['logs', '--no-color', '--tail', '20'], { mayFail: true });
    throw new Error(`${String(error)}\n${logs.out}`);
  }
}
