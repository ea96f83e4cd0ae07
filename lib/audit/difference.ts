/** Something that the two targets cannot do equally. */
export interface Difference {
  readonly id: string;
  /** What it is about, as in the first cell of a row. */
  readonly what: string;
  readonly kubernetes: string;
  readonly compose: string;
  /** What makes up for the weaker side; empty where nothing does: an open gap. */
  readonly madeUpForBy: string;
}
