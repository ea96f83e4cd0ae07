import type { IConstruct } from 'constructs';

/*
 * cdk8s answers `instanceof` by a symbol that subclasses inherit, so `x instanceof HardenedChart` holds for every chart.
 * Our classes are told apart by a mark of our own, which also holds across two copies of the package.
 */
const MARK = Symbol.for('cdk8s-hardened.kind');

/** What a construct of ours is. */
export type Brand = 'chart' | 'workload';

/** Marks a construct as ours. */
export function mark(construct: IConstruct, brand: Brand): void {
  Object.defineProperty(construct, MARK, { value: brand });
}

/** Whether a construct carries a mark. */
export const isMarked = (construct: IConstruct, brand: Brand): boolean =>
  (construct as { readonly [MARK]?: Brand })[MARK] === brand;
