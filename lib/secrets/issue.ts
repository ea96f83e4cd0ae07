import { generateKeyPairSync, randomBytes, webcrypto } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as x509Types from '@peculiar/x509';
import type { Authority } from './authority';
import { validityOf } from './authority';
import { authorityValidity, leafValidity } from './validity';
import type { Validity } from './validity';

/** A source of random bytes: that of the system, or a fixed one in a test. */
export type Random = (size: number) => Buffer;

/** The random bytes of the system. */
export const systemRandom: Random = (size) => randomBytes(size);

/** A certificate and its private key, both PEM. */
export interface IssuedPair {
  readonly certificate: string;
  readonly key: string;
}

/** What makes two runs differ. Keys and signatures always come from the system's own generator. */
export interface Circumstances {
  readonly now: Date;
  readonly random: Random;
}

type X509 = typeof x509Types;
type Extensions = NonNullable<Parameters<X509['X509CertificateGenerator']['create']>[0]['extensions']>;

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Loaded when something is signed: it costs more than everything else the command does. */
function loadX509(): X509 {
  return createRequire(__filename)('@peculiar/x509') as X509;
}

/** Makes the private authority of a project: good for ten years, for leaves only. */
export async function issueAuthority(chart: string, { now, random }: Circumstances): Promise<IssuedPair> {
  const x509 = loadX509();
  const pair = newKeyPair();
  const publicKey = await importPublic(pair.publicKey);
  const certificate = await x509.X509CertificateGenerator.create({
    ...validity(authorityValidity(now)),
    serialNumber: serial(random),
    // Never the name of a leaf: a leaf whose issuer has its own name counts as signed by itself.
    subject: [{ O: [chart] }, { CN: [`${chart.slice(0, 61)} CA`] }],
    issuer: [{ O: [chart] }, { CN: [`${chart.slice(0, 61)} CA`] }],
    publicKey,
    signingKey: await importPrivate(pair.privateKey),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
    ],
  });
  return { certificate: pem(certificate.toString('pem')), key: pemOf(pair.privateKey) };
}

/** Makes a server certificate, and its key, for names, signed by the authority. */
export async function issueLeaf(
  dnsNames: readonly string[],
  authority: Authority,
  { now, random }: Circumstances,
): Promise<IssuedPair> {
  const x509 = loadX509();
  const issuer = new x509.X509Certificate(authority.certificate.raw);
  const pair = newKeyPair();
  const publicKey = await importPublic(pair.publicKey);
  const extensions: Extensions = [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension(dnsNames.map((value) => ({ type: 'dns', value }))),
    await x509.SubjectKeyIdentifierExtension.create(publicKey),
    // Strict verifiers (for instance Python from 3.13) ask for it.
    await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
  ];
  const certificate = await x509.X509CertificateGenerator.create({
    ...validity(leafValidity(now, validityOf(authority.certificate))),
    serialNumber: serial(random),
    subject: [{ CN: [(dnsNames[0] ?? '').slice(0, 64)] }],
    issuer: issuer.subjectName,
    publicKey,
    signingKey: await importPrivate(authority.key),
    signingAlgorithm: ALGORITHM,
    extensions,
  });
  return { certificate: pem(certificate.toString('pem')), key: pemOf(pair.privateKey) };
}

function newKeyPair() {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
}

/** 127 bits: positive, and never zero at the front, which would not be the shortest form. */
function serial(random: Random): string {
  const bytes = random(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

function validity({ from, to }: Validity) {
  return { notBefore: from, notAfter: to };
}

function importPublic(key: KeyObject) {
  const der = key.export({ type: 'spki', format: 'der' });
  return webcrypto.subtle.importKey('spki', der, ALGORITHM, true, ['verify']);
}

function importPrivate(key: KeyObject) {
  const der = key.export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']);
}

function pemOf(key: KeyObject): string {
  return pem(key.export({ type: 'pkcs8', format: 'pem' }).toString());
}

function pem(text: string): string {
  return `${text.trim()}\n`;
}
