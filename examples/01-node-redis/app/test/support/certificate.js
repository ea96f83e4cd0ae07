import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/**
 * A self-signed certificate for one DNS name, so that tests run where there is nothing but Node: no key lies in the
 * repository and no openssl is needed. Just enough DER for an X.509 version 3 certificate.
 */
export function makeCertificate(dnsName) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = seq(tlv(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
  const commonName = Buffer.from('550403', 'hex');
  const name = seq(tlv(0x31, seq(tlv(0x06, commonName), tlv(0x0c, Buffer.from(dnsName)))));
  const subjectAltName = Buffer.from('551d11', 'hex');
  const extension = seq(tlv(0x06, subjectAltName), tlv(0x04, seq(tlv(0x82, Buffer.from(dnsName)))));
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(8)]);
  const body = seq(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, serial),
    ecdsaWithSha256,
    name,
    seq(time(-3_600_000), time(86_400_000)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, seq(extension)),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]);
  const der = seq(body, ecdsaWithSha256, tlv(0x03, signature));
  const lines = der.toString('base64').match(/.{1,64}/g);
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  };
}

function tlv(tag, content) {
  const n = content.length;
  const length = n < 0x80 ? [n] : n < 0x100 ? [0x81, n] : [0x82, n >> 8, n & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const seq = (...parts) => tlv(0x30, Buffer.concat(parts));
const time = (offset) =>
  tlv(0x18, Buffer.from(`${new Date(Date.now() + offset).toISOString().replace(/[-:T]|\..*$/g, '')}Z`));
