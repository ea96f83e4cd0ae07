import { X509Certificate } from 'node:crypto';
import type { WantedFile } from './plan-types';

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * What is wrong with a file that somebody else brings, seen without knowing what it is for: nothing in it, or something
 * else than certificates where a workload trusts what it says. The text itself is never repeated.
 */
export function checkExternal(path: string, text: string, { recipe }: WantedFile): readonly string[] {
  if (recipe.kind !== 'external') return [];
  if (text.trim() === '') {
    const got = text === '' ? 'an empty file' : 'a file of spaces and line ends';
    return [`${path}: got ${got}, allowed: the value of the secret; write it with printf %s, or copy the file again`];
  }
  if (!recipe.authority) return [];
  const blocks = text.match(BLOCK) ?? [];
  const fix = 'copy the authority that whoever runs the server gives out: text that begins with BEGIN CERTIFICATE';
  if (blocks.length === 0) return [`${path}: got no certificate in it, allowed: certificates in PEM; ${fix}`];
  if (/PRIVATE KEY/.test(text)) {
    const out = 'take the key out: every reader of the file would have it';
    return [`${path}: got a private key beside the certificate, allowed: certificates in PEM alone; ${out}`];
  }
  if (blocks.some((block) => !isCertificate(block)))
    return [`${path}: got a certificate that cannot be read, allowed: certificates in PEM; ${fix}`];
  return [];
}

function isCertificate(block: string): boolean {
  try {
    new X509Certificate(block);
    return true;
  } catch {
    return false;
  }
}
