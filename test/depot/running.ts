import type { Running } from '../stack/running';

/** Workloads of the program that stay up, and those that run once. */
export const STAYING = ['redis', 'back', 'front', 'worker'] as const;
export type DepotName = (typeof STAYING)[number] | 'migrate' | 'nightly';

/** The program of the tests, running on some engine: what the questions need of it, in the words of none. */
export interface Depot extends Running<DepotName> {
  /** The certificate of the project's authority. */
  readonly authority: string;
  /** The certificate of one that nobody here has. */
  readonly strangersAuthority: string;
  /** Host and port of the server of somebody else. */
  readonly archive: string;
  /** What was asked once. */
  readonly memory: Map<string, Promise<unknown>>;
  /** All that a workload has printed, in its containers of now. */
  readonly log: (workload: DepotName) => Promise<string>;
  /** Whether the cron job was ever run. */
  readonly nightlyRan: () => Promise<boolean>;
  /** Runs the cron job by hand to its end: what it printed. */
  readonly runNightly: () => Promise<string>;
  /** Waits until the engine has noticed that a workload is not well and has done what it does then; says what. */
  readonly noticed: (workload: DepotName) => Promise<string>;
  /** Makes a workload well again, if the engine has not done so. */
  readonly restart: (workload: DepotName) => Promise<void>;
}

/** Asks once for each running program, and remembers. */
export function once<T>({ memory }: Depot, key: string, ask: () => Promise<T>): Promise<T> {
  const known = memory.get(key) as Promise<T> | undefined;
  if (known) return known;
  const asked = ask();
  memory.set(key, asked);
  return asked;
}
