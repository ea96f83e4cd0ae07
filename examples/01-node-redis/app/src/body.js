import { HttpError } from './http-error.js';

export const BODY_LIMIT = 64 * 1024;
/** So much too large a body is read and thrown away: closing at once would hide the answer from most clients. */
const DISCARD_LIMIT = 1024 * 1024;

/** The text of a JSON body, as it was sent: parsed to be sure that it is JSON, not to change it. */
export async function readJsonText(req) {
  const bytes = await readBytes(req);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    JSON.parse(text);
    return text;
  } catch {
    throw new HttpError(400, 'the body is not JSON');
  }
}

function readBytes(req) {
  const tooLarge = () => new HttpError(413, `the body is larger than ${BODY_LIMIT} bytes`, { connection: 'close' });
  return new Promise((resolve, reject) => {
    if (Number(req.headers['content-length']) > DISCARD_LIMIT) return reject(tooLarge());
    const chunks = [];
    let size = 0;
    req.on('data', (chunk) => {
      size += chunk.length;
      if (size <= BODY_LIMIT) return void chunks.push(chunk);
      chunks.length = 0;
      if (size > DISCARD_LIMIT) reject(tooLarge());
    });
    req.on('end', () => (size > BODY_LIMIT ? reject(tooLarge()) : resolve(Buffer.concat(chunks))));
    req.on('error', () => reject(new HttpError(400, 'the request broke off')));
  });
}
