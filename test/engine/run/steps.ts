/** Says how long a step took, on stderr: stdout is for results. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  try {
    return await work();
  } finally {
    process.stderr.write(`${String(Date.now() - started).padStart(7)} ms  ${name}\n`);
  }
}
