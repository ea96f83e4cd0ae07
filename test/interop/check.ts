/** Counts what holds, and prints each line at once. */
export class Checks {
  private passed = 0;
  private failed = 0;

  /** One statement about `ask`'s answer, which names what is wrong, one line each. */
  public check(what: string, ask: () => readonly string[]): void {
    let wrong: readonly string[];
    try {
      wrong = ask();
    } catch (error) {
      wrong = [error instanceof Error ? error.message : String(error)];
    }
    if (wrong.length === 0) this.passed += 1;
    else this.failed += 1;
    process.stdout.write([`${wrong.length === 0 ? 'ok    ' : 'FAILED'} ${what}`, ...wrong, ''].join('\n'));
  }

  /** The closing line; true where everything holds. */
  public close(): boolean {
    process.stdout.write(`${this.passed} passed, ${this.failed} failed\n`);
    return this.failed === 0 && this.passed > 0;
  }
}
