/** One part of an address inside a document: a mapping key or a list index. */
export type Key = string | number;

/**
 * A cursor into parsed output: the value at a place, and the place itself, which may be absent.
 *
 * Checks read through it and name it in findings; mutations of the proof loops write through it. A cursor at an absent
 * place has the value `undefined`, so a finding can point to what is missing.
 */
export interface At {
  /** Path of the file, relative to the folder of the contract, with `/`. */
  readonly file: string;
  /** Index of the document in its file, from 0. */
  readonly document: number;
  /** Keys from the root of the document. */
  readonly pointer: readonly Key[];
  /** What stands here now; `undefined` where the place is absent. */
  readonly value: unknown;
  /** The place below this one. Never throws: below a scalar everything is absent. */
  at(...keys: readonly Key[]): At;
  /** Cursors of a list's items; none where this is no list. */
  list(): readonly At[];
  /** Key and cursor of each member of a mapping; none where this is no mapping. */
  entries(): readonly (readonly [string, At])[];
  /** Writes a value here, creating mappings on the way. */
  set(value: unknown): void;
  /** Removes this member or item. */
  remove(): void;
  /** Appends to the list here, creating it where absent. */
  push(value: unknown): void;
}
