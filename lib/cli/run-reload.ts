import { spawn } from 'node:child_process';
import type { Place, Reload } from '../secrets/reload';

/** Longer than the command itself waits for its file. */
const TIMEOUT_MS = 240_000;

/** Runs the commands that `secrets rotate` would print. `secrets` gives the stream for the cluster, or what stands in its way. */
export const runner =
  (place: Place, secrets: () => { readonly text: string; readonly problem?: string }) =>
  async (reload: Reload | undefined): Promise<string | undefined> => {
    if (place === 'kubernetes') {
      const { text, problem } = secrets();
      const failed = problem ?? (await run({ argv: ['kubectl', 'apply', '--server-side', '-f', '-'] }, text));
      if (failed !== undefined) return failed;
    }
    return reload && run(reload);
  };

/** What went wrong, in one line; `undefined` where nothing did. The values go into a pipe. */
function run({ argv, folder }: Pick<Reload, 'argv' | 'folder'>, input?: string): Promise<string | undefined> {
  const [program = '', ...args] = argv;
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'], timeout: TIMEOUT_MS });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const what = argv.slice(0, 3).join(' ');
    child.on('error', (error: NodeJS.ErrnoException) => resolve(`${what}: cannot be run (${error.code ?? 'error'})`));
    child.on('close', (code) => {
      const why = said.trim().split('\n').at(-1) ?? '';
      resolve(code === 0 ? undefined : `${what}: failed (${code ?? 'no answer in time'}): ${why}`);
    });
  });
}
