const DAY = 24 * 60 * 60 * 1000;

/** Days a leaf certificate is good for: what public authorities were held to, so every client accepts it. */
const LEAF_DAYS = 397;

/** A leaf is made again when fewer days than this remain. */
const RENEW_DAYS = 30;

/** Years the private authority is good for. */
const AUTHORITY_YEARS = 10;

/** A period in which a certificate is good. */
export interface Validity {
  readonly from: Date;
  readonly to: Date;
}

/** From an hour ago, because the clocks of a cluster differ, for ten years. */
export function authorityValidity(now: Date): Validity {
  const to = new Date(now);
  to.setUTCFullYear(to.getUTCFullYear() + AUTHORITY_YEARS);
  return { from: anHourBefore(now), to: wholeSecond(to) };
}

/** From an hour ago for 397 days, and never longer than the authority. */
export function leafValidity(now: Date, authority: Validity): Validity {
  const to = Math.min(now.getTime() + LEAF_DAYS * DAY, authority.to.getTime());
  return { from: anHourBefore(now), to: wholeSecond(new Date(to)) };
}

/** Why a certificate is not, or not much longer, good; `undefined` when it is. */
export function whyNotValid(validity: Validity, now: Date): string | undefined {
  if (now < validity.from) return `is not valid before ${day(validity.from)}`;
  if (now >= validity.to) return `expired on ${day(validity.to)}`;
  return validity.to.getTime() - now.getTime() < RENEW_DAYS * DAY ? `ends on ${day(validity.to)}` : undefined;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function anHourBefore(now: Date): Date {
  return wholeSecond(new Date(now.getTime() - 60 * 60 * 1000));
}

function wholeSecond(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}
