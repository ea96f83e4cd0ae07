/** Counts what was judged and prints one line for each. */
export class Tally {
  private passed = 0;
  private failed = 0;
  private skipped = 0;

  public pass(line: string): void {
    this.passed += 1;
    console.log(line);
  }

  public fail(line: string): void {
    this.failed += 1;
    console.log(`FAILED  ${line}`);
  }

  /** Not judged: a failure where it was required. */
  public absent(line: string, required: boolean): void {
    if (required) return this.fail(`${line} (required here)`);
    this.skipped += 1;
    console.log(`skipped ${line}`);
  }

  /** The last line, alone; the exit code. */
  public close(): number {
    console.log(`\n${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`);
    return this.failed > 0 ? 1 : 0;
  }
}
