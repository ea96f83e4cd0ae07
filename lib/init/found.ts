/** A Node service that a folder seems to hold. */
export interface FoundService {
  readonly name: string;
  /** Folder of its package.json, relative to where the program is written. */
  readonly context: string;
  readonly main: string;
  readonly port: number;
  /** Names of the Redis servers it uses. */
  readonly redis: readonly string[];
}

/** What a program can be started from. */
export interface Found {
  /** Name of the project. */
  readonly name: string;
  readonly services: readonly FoundService[];
  readonly redis: readonly string[];
  /** What was guessed, and what a person has to fill in. */
  readonly notes: readonly string[];
}

/** Text as a DNS label: what names of charts and workloads are. */
export function label(text: string, instead: string): string {
  const parts = text
    .toLowerCase()
    .replace(/^@[^/]*\//, '')
    .replace(/[^a-z0-9]+/g, '-');
  const trimmed = parts
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return trimmed === '' ? instead : trimmed;
}
