export interface Step {
  readonly name: string;
  readonly ms: number;
}

const steps: Step[] = [];

/** Says how long a step took, on stderr: stdout is for results. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  try {
    return await work();
  } finally {
    const ms = Date.now() - started;
    steps.push({ name, ms });
    process.stderr.write(`${String(ms).padStart(7)} ms  ${name}\n`);
  }
}

export const stepsTaken = (): readonly Step[] => steps;
