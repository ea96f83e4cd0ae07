import type { X509Certificate } from 'node:crypto';
import { isP256, parseCertificate, parsePrivateKey, validityOf } from './authority';
import type { Authority } from './authority';
import { whyNotValid } from './validity';

/**
 * Why a leaf certificate and its key have to be made again; empty when they are good. They are one thing: a new certificate
 * gets a new key.
 */
export function whyNewLeaf(
  pair: { readonly certificate: string; readonly key: string },
  dnsNames: readonly string[],
  authority: Authority,
  now: Date,
): readonly string[] {
  const certificate = parseCertificate(pair.certificate);
  if (certificate === undefined) return ['no certificate in it'];
  const key = parsePrivateKey(pair.key);
  const invalid = whyNotValid(validityOf(certificate), now);
  return [
    ...nameChanges(certificate, dnsNames),
    ...(invalid === undefined ? [] : [invalid]),
    ...(isSignedBy(certificate, authority) ? [] : ['not signed by this authority']),
    ...(key !== undefined && isP256(key) && certificate.checkPrivateKey(key) ? [] : ['key and certificate differ']),
    ...(certificate.ca ? ['it is an authority'] : []),
  ];
}

function nameChanges(certificate: X509Certificate, dnsNames: readonly string[]): readonly string[] {
  const names = (certificate.subjectAltName ?? '').split(', ').map((name) => name.replace(/^DNS:/, ''));
  const added = dnsNames.filter((name) => !names.includes(name)).map((name) => `added ${name}`);
  const removed = names.filter((name) => name !== '' && !dnsNames.includes(name)).map((name) => `removed ${name}`);
  const changes = [...added, ...removed];
  return changes.length === 0 ? [] : [`names changed (${changes.join(', ')})`];
}

function isSignedBy(certificate: X509Certificate, authority: Authority): boolean {
  return certificate.checkIssued(authority.certificate) && certificate.verify(authority.certificate.publicKey);
}
