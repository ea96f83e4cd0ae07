/** A list that has items, or `undefined`: an absent member is not written, an empty one would be noise. */
export const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);
