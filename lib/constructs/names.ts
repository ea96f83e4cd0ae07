/** Every name that an object of this type can have; of a union, the names of all. `satisfies` it, and no prop is forgotten. */
export type Names<T> = Readonly<Record<T extends unknown ? keyof T : never, true>>;

/** Names that an object can have, and the objects in it. */
export interface Shape {
  readonly names: Readonly<Record<string, true>>;
  /** `'map'`: names are free, and each value has this shape. */
  readonly of?: 'map';
  readonly inner?: Readonly<Record<string, Shape>>;
}
