import type { Report } from './problem';

const UNITS: Readonly<Record<string, number>> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

/** One mebibyte in bytes. */
export const MEBIBYTE = 2 ** 20;

/**
 * Bytes of a binary quantity such as `64Mi`, or `undefined` where it is none.
 * Decimal units are not taken: `64M` and `64m` mean different sizes in Kubernetes and in Compose.
 */
export function parseBytes(text: string): number | undefined {
  const match = /^([1-9][0-9]*)(Ki|Mi|Gi|Ti)$/.exec(text);
  const bytes = Number(match?.[1]) * (UNITS[match?.[2] ?? ''] ?? NaN);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** Bytes as a Kubernetes quantity in the largest unit that holds them exactly, for instance `1Gi`. */
export function bytesText(bytes: number): string {
  for (const unit of ['Ti', 'Gi', 'Mi', 'Ki']) {
    const size = UNITS[unit] ?? 1;
    if (bytes >= size && bytes % size === 0) return `${bytes / size}${unit}`;
  }
  return String(bytes);
}

/** Thousandths of a processor from cores (`0.5`) or a Kubernetes quantity (`'500m'`, `'2'`); reports anything else. */
export function parseCpu(cpu: number | string, prop: string, report: Report): number | undefined {
  const match = typeof cpu === 'string' ? /^([0-9]+)(m?)$/.exec(cpu) : undefined;
  const milli =
    typeof cpu === 'number' ? Math.round(cpu * 1000) : match ? Number(match[1]) * (match[2] ? 1 : 1000) : NaN;
  if (milli >= 10 && milli <= 256_000) return milli;
  report(prop, cpu, "cores as a number (0.5) or a quantity ('500m', '2'), from 10m to 256", 'write for instance 0.5');
  return undefined;
}

/** Thousandths of a processor as a Kubernetes quantity. */
export const cpuText = (milli: number): string => (milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`);
