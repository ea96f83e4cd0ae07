import { endAllRunning } from './command';
import { step } from './steps';

type Undo = () => Promise<void>;

const undos: { readonly name: string; readonly undo: Undo }[] = [];
let undoing: Promise<void> | undefined;

/**
 * Says how to take back what was just started. Taken back in reverse order, whatever ends the run; at once if the run
 * is ending already.
 */
export function onEnd(name: string, undo: Undo): void {
  undos.push({ name, undo });
  if (undoing) undoing = undoing.then(undoRest);
}

export const isEnding = (): boolean => undoing !== undefined;

export function undoAll(): Promise<void> {
  undoing ??= undoRest();
  return undoing;
}

async function undoRest(): Promise<void> {
  for (let next = undos.pop(); next; next = undos.pop()) {
    const { name, undo } = next;
    await step(`  undone: ${name}`, undo).catch((error: unknown) => {
      process.stderr.write(`clean-up: ${name}: ${String(error)}\n`);
    });
  }
}

/** A signal ends the run like a failure does: everything is taken back first. A second one does not hurry it. */
export function undoOnSignals(after: (signal: string) => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isEnding()) return;
      process.stderr.write(`${signal}: cleaning up\n`);
      endAllRunning();
      void undoAll()
        .then(() => after(signal))
        .finally(() => process.exit(1));
    });
  }
}
