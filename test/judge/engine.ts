import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { isBranch } from './tree';

/** A schema engine that reports everything it finds and knows the words of the Kubernetes schemas. */
export function engine(): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, verbose: true, allowUnionTypes: true, validateSchema: false });
  ajv.addFormat('int32', { type: 'number', validate: (n: number) => Number.isInteger(n) && Math.abs(n) <= 2 ** 31 });
  ajv.addFormat('int64', { type: 'number', validate: (n: number) => Number.isSafeInteger(n) });
  ajv.addFormat('double', { type: 'number', validate: Number.isFinite });
  ajv.addFormat('byte', /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/);
  ajv.addKeyword({
    keyword: 'x-kubernetes-list-map-keys',
    type: 'array',
    validate: (keys: readonly string[], items: readonly unknown[]) => !repeats(keys, items),
    error: { message: 'has two items with the same keys' },
  });
  return ajv;
}

function repeats(keys: readonly string[], items: readonly unknown[]): boolean {
  const ids = items.filter(isBranch).map((item) => JSON.stringify(keys.map((key) => item[key])));
  return new Set(ids).size < ids.length;
}

/** A mistake as a schema engine sees it: a pointer, and whether the key or the value is meant. */
export interface Mistake {
  readonly pointer: string;
  readonly key?: string;
  readonly message: string;
}

/** Runs a compiled schema. Where alternatives were tried, only the mistakes deepest inside one of them are told. */
export function mistakes(validate: ValidateFunction, value: unknown): readonly Mistake[] {
  if (validate(value) === true) return [];
  const errors = (validate.errors ?? []).filter((error) => error.keyword !== 'if');
  const choices = errors.filter(isChoice).map((error) => error.instancePath);
  const told = errors.filter((error) => {
    const within = choices.filter((path) => error.instancePath === path || error.instancePath.startsWith(`${path}/`));
    if (within.length === 0) return true;
    const rivals = errors.filter((other) => !isChoice(other) && within.some((path) => isIn(other.instancePath, path)));
    const deepest = Math.max(...rivals.map(depth));
    return !isChoice(error) && depth(error) === deepest;
  });
  const found = (told.length > 0 ? told : errors).map(mistake);
  return [...new Map(found.map((one) => [`${one.pointer} ${one.message}`, one])).values()];
}

const isChoice = (error: ErrorObject): boolean => error.keyword === 'oneOf' || error.keyword === 'anyOf';
const isIn = (path: string, parent: string): boolean => path === parent || path.startsWith(`${parent}/`);
/** An unknown key lies one deeper than the object that has it. */
const depth = (error: ErrorObject): number =>
  error.instancePath.split('/').length + (error.keyword === 'additionalProperties' ? 1 : 0);

function mistake(error: ErrorObject): Mistake {
  const extra: unknown = (error.params as Record<string, unknown>)['additionalProperty'];
  if (typeof extra === 'string') return { pointer: error.instancePath, key: extra, message: `unknown field ${extra}` };
  const allowed: unknown = (error.params as Record<string, unknown>)['allowedValues'];
  const values = Array.isArray(allowed) ? `: ${allowed.join(', ')}` : '';
  return { pointer: error.instancePath, message: `${error.message ?? error.keyword}${values}, got ${got(error.data)}` };
}

function got(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
