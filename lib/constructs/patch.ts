import { JsonPatch } from 'cdk8s';
import { show, type Problem } from '../model/problem';

/** RFC 6902, as cdk8s keeps it. */
interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/** A problem of a patch; its path is that of the construct. */
export type PatchProblem = Omit<Problem, 'path'>;

/** What operations make of an object, which stays as it is. Those that cannot be applied are problems, and left out. */
export interface Patched {
  readonly value: unknown;
  readonly problems: readonly PatchProblem[];
}

/** Applies operations one after the other; `call` is how the user gave them, for messages. */
export function patched(body: unknown, operations: readonly JsonPatch[], call: string): Patched {
  let value: unknown = JSON.parse(JSON.stringify(body));
  const problems: PatchProblem[] = [];
  for (const operation of operations) {
    const { op, path } = read(operation);
    const prop = `${call}.${op} ${path || "''"}`;
    const problem = problemOf(value, read(operation));
    if (problem) problems.push({ prop, ...problem });
    else
      try {
        value = JsonPatch.apply(value, operation);
      } catch {
        const got =
          op === 'test' ? `${show(at(value, path))}, which is not what is tested for` : 'an operation that fails';
        problems.push({ prop, got, allowed: 'operations that can be applied', fix: 'correct the path or the value' });
      }
  }
  return { value, problems };
}

// Its type hides the method: cdk8s calls it on every operation that it applies.
const read = (operation: JsonPatch): Operation => (operation as unknown as { _toJson(): Operation })._toJson();

/** fast-json-patch takes a path that leads nowhere, and does nothing or breaks in a place that says nothing. */
function problemOf(body: unknown, { op, path, from }: Operation): Omit<PatchProblem, 'prop'> | undefined {
  const wanted = from === undefined ? [path] : [from, path];
  if (wanted.some((each) => each === ''))
    return {
      got: 'the whole object',
      allowed: 'a part of it',
      fix: 'patch what differs: an object that the program has may not vanish from one output',
    };
  const malformed = wanted.find((each) => !each.startsWith('/'));
  if (malformed !== undefined)
    return { got: show(malformed), allowed: "a JSON pointer that begins with '/'", fix: `write '/${malformed}'` };
  // What is added needs its surroundings only; everything else must be there.
  const existing = from ?? (op === 'add' ? undefined : path);
  const lost = (existing === undefined ? undefined : firstMissing(body, existing)) ?? firstMissing(body, parent(path));
  if (lost === undefined) return undefined;
  const around = at(body, parent(lost));
  const known = typeof around === 'object' && around !== null ? Object.keys(around) : [];
  return {
    got: `${lost}, which is not there`,
    allowed: known.length > 0 ? `below '${parent(lost) || '/'}': ${known.join(', ')}` : 'a path that is there',
    fix: 'correct the path, or add what is around it first',
  };
}

const keys = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));

const parent = (path: string): string => path.slice(0, path.lastIndexOf('/'));

const at = (body: unknown, path: string): unknown =>
  keys(path).reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<string, unknown>>)[key]
        : undefined,
    body,
  );

/** The shortest beginning of a path that leads to nothing. */
function firstMissing(body: unknown, path: string): string | undefined {
  const steps = path.split('/');
  return steps
    .map((_, index) => steps.slice(0, index + 1).join('/'))
    .find((beginning) => at(body, beginning) === undefined);
}
