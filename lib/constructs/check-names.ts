import { nearest } from '../model/near';
import type { Report } from '../model/problem';
import type { Shape } from './names';

/*
 * The compiler refuses names that no prop has; a program in JavaScript would lose what it says there without a word.
 */

/** What a construct's own class knows of its props. */
export interface KnownProps extends Shape {
  /** Whether a subclass hands them on: its own props may be among them. */
  readonly subclass: boolean;
}

/**
 * Reports names that are near a prop which is not given itself. Other names pass: subclasses, and functions that make
 * constructs, hand their own props on with ours. Objects among the props are ours alone, so nothing unknown passes there.
 */
export function checkProps(props: object, { names, inner = {}, subclass }: KnownProps, report: Report): void {
  const given = Object.entries(props ?? {}).filter(([, value]) => value !== undefined);
  const free = Object.keys(names).filter((name) => !given.some(([other]) => other === name));
  for (const [name, value] of given) {
    const shape = Object.hasOwn(names, name) ? inner[name] : undefined;
    if (shape) checkNames(value, name, shape, report);
    const near = Object.hasOwn(names, name) ? undefined : nearest(name, free, subclass ? 'slips' : 'words');
    if (near !== undefined)
      report('props', name, near, `write ${near}; if it is a prop of your own, do not pass it on, or rename it`);
  }
}

/** Reports every name in an object, or in the objects of a list, that it cannot have. */
export function checkNames(value: unknown, prop: string, shape: Shape, report: Report): void {
  if (typeof value !== 'object' || value === null) return;
  const entries = Object.entries(value as Readonly<Record<string, unknown>>).filter(([, item]) => item !== undefined);
  if (Array.isArray(value)) return value.forEach((item, index) => checkNames(item, `${prop}[${index}]`, shape, report));
  if (shape.of === 'map')
    return entries.forEach(([name, item]) => checkNames(item, `${prop}.${name}`, { names: shape.names }, report));
  const known = Object.keys(shape.names);
  for (const [name, item] of entries) {
    const inner = shape.inner && Object.hasOwn(shape.inner, name) ? shape.inner[name] : undefined;
    if (inner) checkNames(item, `${prop}.${name}`, inner, report);
    if (known.includes(name)) continue;
    const free = known.filter((other) => !entries.some(([taken]) => taken === other));
    const near = nearest(name, free, 'words');
    report(prop, name, known.join(', '), near === undefined ? `remove ${name}` : `write ${near}`);
  }
}
