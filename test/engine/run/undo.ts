import { endAllRunning } from './command';
import { step } from './steps';

type Undo = () => Promise<void>;

const undos: { readonly name: string; readonly undo: Undo }[] = [];
let undoing: Promise<void> | undefined;

/** Says how to take back what was just started. Taken back in reverse order, whatever ends the run. */
export function onEnd(name: string, undo: Undo): void {
  undos.push({ name, undo });
}

export function undoAll(): Promise<void> {
  undoing ??= (async () => {
    for (let next = undos.pop(); next; next = undos.pop()) {
      try {
        await step(`  undone: ${next.name}`, next.undo);
      } catch (error) {
        process.stderr.write(`clean-up: ${next.name}: ${String(error)}\n`);
      }
    }
  })();
  return undoing;
}

/** A signal ends the run like a failure does: everything is taken back first. A second one does not hurry it. */
export function undoOnSignals(after: (signal: string) => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      process.stderr.write(`${signal}: cleaning up\n`);
      endAllRunning();
      void undoAll()
        .then(() => after(signal))
        .finally(() => process.exit(1));
    });
  }
}
