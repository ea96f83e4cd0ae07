import { once, type Depot } from '../running';

type Line = Readonly<Record<string, unknown>>;

/** The lines of JSON in what a program printed. */
function linesIn(text: string): readonly Line[] {
  return text.split('\n').flatMap((line) => {
    const at = line.indexOf('{"');
    return at < 0 ? [] : [JSON.parse(line.slice(at)) as Line];
  });
}

/** The first value that was printed under a name. */
export const valueIn = (text: string, name: string): unknown => linesIn(text).find((line) => name in line)?.[name];

/** What a workload that runs once said of itself. */
export interface Self {
  readonly status: string;
  readonly root: string;
  readonly tried: number;
  readonly writable: readonly string[];
}

/** The cron job, run by hand once for all that is asked of it; and whether it had been run before. */
export const nightly = (running: Depot): Promise<{ readonly before: boolean; readonly printed: string }> =>
  once(running, 'nightly', async () => ({ before: await running.nightlyRan(), printed: await running.runNightly() }));

export async function selfOf(running: Depot, workload: 'migrate' | 'nightly'): Promise<Self> {
  const text = workload === 'migrate' ? await running.log('migrate') : (await nightly(running)).printed;
  const self = valueIn(text, 'self') as Self | undefined;
  if (self === undefined) throw new Error(`${workload} said nothing of itself: ${text.slice(0, 300)}`);
  return self;
}
