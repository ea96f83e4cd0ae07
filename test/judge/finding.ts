/** One thing a judge objects to. `where` is a JSON pointer, or a line for files that are no trees. */
export interface Finding {
  readonly line: number;
  readonly column: number;
  readonly where: string;
  readonly message: string;
}

/** The faults that every schema must be seen to catch before its word is taken. */
export const faultKinds = ['unknown field', 'wrong type', 'missing field', 'unclosed nesting'] as const;

export type FaultKind = (typeof faultKinds)[number];

/** One of our own files with one fault in it, and the place where a judge must point. */
export interface Fault {
  readonly kind: FaultKind | 'other';
  readonly name: string;
  readonly text: string;
  readonly where: string;
}

/** Somebody else's opinion about one kind of file. */
export interface Judge {
  readonly name: string;
  /** Whether the file, a path below the deploy folder, is its business. */
  readonly wants: (file: string) => boolean;
  readonly judge: (text: string) => readonly Finding[];
  /** The faults that can be planted into this text. */
  readonly plant: (text: string) => readonly Fault[];
  /** The kinds of fault it must be seen to catch. */
  readonly mustCatch: readonly Fault['kind'][];
}

/** A judge that is not here: said aloud, and a failure where it is required. */
export interface AbsentJudge {
  readonly name: string;
  readonly wants: Judge['wants'];
  readonly absent: string;
  readonly required: boolean;
}
