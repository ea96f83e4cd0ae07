import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { AUTHORITY_KEY } from './names';
import { whyNotValid } from './validity';
import type { Validity } from './validity';

/** The private authority of a project, ready to sign and to judge what it signed. */
export interface Authority {
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
}

/** An authority as it lies on disk: none, a good one, or why it can neither be used nor replaced without a person. */
export type JudgedAuthority = { readonly authority?: Authority; readonly problems: readonly string[] };

const START_OVER = 'and run again to make a new authority (all its certificates follow; recreate every container then)';

/**
 * Judges the pair on disk. An authority is never overwritten: everything that trusts it would break, so a person decides.
 *
 * `file` is the name of the certificate; `certificate` and `key` are the texts, absent where there is no such file.
 */
export function judgeAuthority(
  pair: { readonly folder: string; readonly file: string; readonly certificate?: string; readonly key?: string },
  now: Date,
): JudgedAuthority {
  const at = (name: string) => `${pair.folder}/${name}`;
  const both = `remove ${at(pair.file)} and ${at(AUTHORITY_KEY)} ${START_OVER}`;
  const bad = (name: string, got: string, allowed: string, fix = both) => ({
    problems: [`${at(name)}: got ${got}, allowed: ${allowed}; ${fix}`],
  });
  if (pair.certificate === undefined && pair.key === undefined) return { problems: [] };
  if (pair.key === undefined) {
    const fix = `put it back, or remove ${at(pair.file)} ${START_OVER}`;
    return bad(AUTHORITY_KEY, `no file beside ${pair.file}`, `the private key of ${pair.file}`, fix);
  }
  if (pair.certificate === undefined) {
    const fix = `put it back, or remove ${at(AUTHORITY_KEY)} ${START_OVER}`;
    return bad(pair.file, `no file beside ${AUTHORITY_KEY}`, `the certificate of ${AUTHORITY_KEY}`, fix);
  }
  const certificate = parseCertificate(pair.certificate);
  if (certificate === undefined) return bad(pair.file, 'text that is no certificate', 'one certificate in PEM');
  const key = parsePrivateKey(pair.key);
  if (key === undefined)
    return bad(AUTHORITY_KEY, 'text that is no private key', 'a private key in PEM, not encrypted');
  if (!isP256(key)) return bad(AUTHORITY_KEY, 'a key of another kind', 'an EC key on P-256');
  if (!certificate.checkPrivateKey(key)) return bad(AUTHORITY_KEY, 'another key', `the private key of ${pair.file}`);
  if (!certificate.ca) return bad(pair.file, 'a certificate of no authority', 'one with CA:TRUE');
  const invalid = whyNotValid(validityOf(certificate), now);
  if (invalid !== undefined)
    return bad(pair.file, `a certificate that ${invalid}`, 'one that is good now and for 30 days more');
  return { authority: { certificate, key }, problems: [] };
}

/** The certificate in a PEM text; `undefined` where there is none. */
export function parseCertificate(text: string): X509Certificate | undefined {
  return attempt(() => new X509Certificate(text));
}

/** The private key in a PEM text; `undefined` where there is none. */
export function parsePrivateKey(text: string): KeyObject | undefined {
  return attempt(() => createPrivateKey(text));
}

/** Whether a key is one we make: EC on the curve P-256. */
export function isP256(key: KeyObject): boolean {
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

/** The period a certificate states. */
export function validityOf(certificate: X509Certificate): Validity {
  return { from: new Date(certificate.validFrom), to: new Date(certificate.validTo) };
}

/** The errors of the parser quote nothing useful, and perhaps a piece of a key. */
function attempt<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}
