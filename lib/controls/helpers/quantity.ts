/**
 * A Kubernetes quantity as a number: bytes of `64Mi`, cores of `500m`. `undefined` where it is none.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function kubernetesQuantity(value: unknown): number | undefined {
  const match = /^([0-9]+(?:\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?(m|k|[MGTPE]|[KMGTPE]i)?$/.exec(scalar(value));
  if (match === null) return undefined;
  const [, digits = '', exponent = '', unit = ''] = match;
  const factor = unit === 'm' ? 1 / 1000 : unit.endsWith('i') ? power(1024, unit) : power(1000, unit);
  return Number(`${digits}${exponent}`) * factor;
}

/** A Compose size in bytes: `256m`, `1.5gb`, `512MiB`, `1048576`. All units are powers of 1024. */
export function composeBytes(value: unknown): number | undefined {
  const match = /^([0-9]+(?:\.[0-9]+)?) ?([kmgtp]?)(?:i?b)?$/i.exec(scalar(value));
  return match === null ? undefined : Number(match[1]) * power(1024, match[2] ?? '');
}

/** A plain number, also written as text: `cpus: "0.5"`, `pids: 100`. */
export function plainNumber(value: unknown): number | undefined {
  const text = scalar(value);
  return /^-?[0-9]+(?:\.[0-9]+)?$/.test(text) ? Number(text) : undefined;
}

/** True for a limit that limits: a number above zero. In Compose 0 and -1 mean that there is none. */
export const isLimit = (amount: number | undefined): amount is number => amount !== undefined && amount > 0;

const power = (base: number, unit: string): number => base ** ' KMGTPE'.indexOf(unit.charAt(0).toUpperCase() || ' ');

const scalar = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
