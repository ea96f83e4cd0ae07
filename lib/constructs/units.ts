import type { Duration, Size } from 'cdk8s';
import { bytesText, parseBytes } from '../model/quantities';
import { said, type Report } from '../model/problem';

/** A size: `Size.mebibytes(64)` or a binary quantity such as `'64Mi'`. */
export type SizeLike = Size | string;

/** Bytes of a size prop; a problem and the fallback where it is no size or below `least`. */
export function readSize(
  size: SizeLike | undefined,
  prop: string,
  fallback: number,
  least: number,
  report: Report,
): number {
  if (size === undefined) return fallback;
  const bytes = bytesOf(size);
  if (bytes === undefined) {
    report(
      prop,
      size,
      "a size such as '64Mi' or Size.mebibytes(64)",
      'write a whole number with Ki, Mi, Gi or Ti: other units differ between Kubernetes and Compose',
    );
    return fallback;
  }
  if (bytes >= least) return bytes;
  report(prop, bytesText(bytes), `at least ${bytesText(least)}`, 'give it more: below that it does not run');
  return fallback;
}

const bytesOf = (size: SizeLike): number | undefined => {
  if (typeof size === 'string') return parseBytes(size);
  return typeof size?.toKibibytes === 'function' ? size.toKibibytes() * 1024 : undefined;
};

/** Whole seconds of a duration prop within bounds; a problem and the fallback elsewhere. */
export function readSeconds(
  duration: Duration | undefined,
  prop: string,
  fallback: number,
  [least, most]: readonly [number, number],
  report: Report,
): number {
  if (duration === undefined) return fallback;
  const seconds = typeof duration?.toMilliseconds === 'function' ? duration.toMilliseconds() / 1000 : NaN;
  if (Number.isInteger(seconds) && seconds >= least && seconds <= most) return seconds;
  report(
    prop,
    Number.isNaN(seconds) ? duration : said(`${seconds} s`),
    `whole seconds from ${least} to ${most}`,
    `for instance Duration.seconds(${fallback})`,
  );
  return fallback;
}

/** A whole number within bounds; a problem and the fallback elsewhere. */
export function readCount(
  count: number | undefined,
  prop: string,
  fallback: number,
  [least, most]: readonly [number, number],
  report: Report,
): number {
  if (count === undefined) return fallback;
  if (Number.isInteger(count) && count >= least && count <= most) return count;
  report(prop, count, `a whole number from ${least} to ${most}`, `for instance ${fallback}`);
  return fallback;
}
