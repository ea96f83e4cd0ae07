/** A catalogue of somebody else's rules: their numbers or names, with titles in our own words. */
export interface Framework {
  /** Official name. */
  readonly name: string;
  /** The edition whose numbering is used. */
  readonly edition: string;
  /** Which part of it is listed here, where it is not the whole. */
  readonly scope: string;
  /** Clause id to what it asks for. Clauses without a control stay listed: a gap that is named is not hidden. */
  readonly clauses: Readonly<Record<string, string>>;
}
