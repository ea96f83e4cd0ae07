import type { Report } from './problem';

/** A field of a schedule: its bounds, and names for its numbers. */
interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The fields in order, as Kubernetes reads them. */
const FIELDS: readonly Field[] = [
  { name: 'minute', least: 0, most: 59, names: [] },
  { name: 'hour', least: 0, most: 23, names: [] },
  { name: 'day of the month', least: 1, most: 31, names: [] },
  { name: 'month', least: 1, most: 12, names: MONTHS },
  { name: 'day of the week', least: 0, most: 6, names: DAYS },
];

/** Longest each month can be. */
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Reports a schedule that Kubernetes does not take, or that never comes. */
export function checkSchedule(text: unknown, prop: string, report: Report): void {
  const parts = typeof text === 'string' ? text.trim().split(/\s+/) : [];
  if (parts.length !== FIELDS.length)
    return report(
      prop,
      text,
      'five fields: minute, hour, day of the month, month, day of the week',
      "for instance '30 3 * * *', every day at 3:30",
    );
  const values = FIELDS.map((field, index) => valuesOf(parts[index] ?? '', field));
  const wrong = FIELDS.flatMap((field, index) => (values[index] === undefined ? [{ field, index }] : []));
  for (const { field, index } of wrong) {
    const names = field.names.length === 0 ? '' : ` or ${field.names.join(', ')}`;
    report(
      prop,
      parts[index],
      `for the ${field.name} ${field.least} to ${field.most}${names}, as one, a list (1,2), a range (1-5) or a step (*/15)`,
      'correct this field',
    );
  }
  const [, , days = [], months = []] = values;
  // Where both days are limited, either of them will do.
  const never = parts[4] === '*' && months.every((month) => days.every((day) => day > (LENGTHS[month - 1] ?? 0)));
  if (wrong.length === 0 && never)
    report(prop, text, 'a day that some year has', 'correct the day of the month, or the month');
}

/** The numbers that a field stands for; `undefined` where it is none. */
function valuesOf(text: string, field: Field): readonly number[] | undefined {
  const parts = text.split(',').map((part) => rangeOf(part, field));
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

function rangeOf(text: string, field: Field): readonly number[] | undefined {
  const [, start = '', end, step] = /^(\*|\w+)(?:-(\w+))?(?:\/([1-9]\d?))?$/.exec(text) ?? [];
  const from = start === '*' ? field.least : numberOf(start, field);
  // A start with a step goes on to the end of the field.
  const last = start === '*' || (end === undefined && step !== undefined) ? field.most : from;
  const to = end === undefined ? last : start === '*' ? undefined : numberOf(end, field);
  if (from === undefined || to === undefined || from > to) return undefined;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(
    (number) => (number - from) % Number(step ?? 1) === 0,
  );
}

function numberOf(text: string, { least, most, names }: Field): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  const number = named >= 0 ? named + least : /^\d{1,2}$/.test(text) ? Number(text) : undefined;
  return number !== undefined && number >= least && number <= most ? number : undefined;
}

/** Reports a time zone that is no IANA name as Kubernetes writes it. */
export function checkTimeZone(name: unknown, prop: string, report: Report): void {
  const written = typeof name === 'string' && /^[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*)*$/.test(name);
  if (!written || name === 'Local' || !isKnown(name))
    report(prop, name, 'the IANA name of a time zone', "for instance 'Europe/Berlin', or 'Etc/UTC'");
}

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
