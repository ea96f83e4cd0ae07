/** What is written into a program as it stands: a text, a number, a list or a mapping of these. */
export type Value = string | number | readonly Value[] | { readonly [key: string]: Value };

/** Somebody a workload calls. */
export interface FoundEdge {
  readonly kind: 'redis' | 'workload' | 'external';
  /** Construct of the program; for an external server its service in the Compose file. */
  readonly to: string;
  /** Prefix of the variables; `undefined` where it is the default. */
  readonly as: string | undefined;
  /** Whether the caller starts before it is there: nothing in the Compose file says that it waits. */
  readonly any: boolean;
  /** What is known of an external server; never its password. */
  readonly server: Readonly<Record<string, Value>>;
}

/** A workload of the program. */
export interface FoundWorkload {
  /** The construct that fits. */
  readonly construct: 'NodeService' | 'NodeWorker' | 'NodeJob' | 'Workload';
  readonly name: string;
  readonly image:
    | { readonly context: string; readonly name: string; readonly tag: string; readonly main: string }
    | { readonly reference: string };
  readonly props: Readonly<Record<string, Value>>;
  readonly edges: readonly FoundEdge[];
  /** Jobs it comes after. */
  readonly after: readonly string[];
  /** Lines on what was guessed, and on what was found and not taken over. */
  readonly left: readonly string[];
}

/** A Redis of the program. */
export interface FoundRedis {
  readonly name: string;
  readonly stored: boolean;
  readonly left: readonly string[];
}

/** A service of a Compose file that the program does not run. */
export interface FoundApart {
  readonly name: string;
  readonly left: readonly string[];
}

/** What a program can be started from. */
export interface Found {
  /** Name of the project. */
  readonly name: string;
  /** Whether files of the folder are ES modules. */
  readonly module: boolean;
  readonly workloads: readonly FoundWorkload[];
  readonly redis: readonly FoundRedis[];
  readonly apart: readonly FoundApart[];
  /** What holds for no workload alone. */
  readonly left: readonly string[];
}

/** Every line on what was guessed or left out, each with the name of what it is about. */
export const notesOf = ({ workloads, redis, apart, left }: Found): readonly string[] => [
  ...left,
  ...[...redis, ...workloads, ...apart].flatMap((one) => one.left.map((line) => `${one.name}: ${line}`)),
];

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
