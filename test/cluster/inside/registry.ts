// Runs in the sandbox: a read-only registry on loopback. Arguments: port, and NAME=FOLDER for each image.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const [port = '', ...given] = process.argv.slice(2);
const images = new Map(given.map((image) => image.split('=') as [string, string]));
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://registry').pathname;
  if (/^\/v2\/?$/.test(path)) return response.end('{}');
  const [, name = '', kind = '', reference = ''] = /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(path) ?? [];
  const folder = images.get(name);
  // each image has one manifest, whatever the tag
  const digest =
    folder === undefined || reference.startsWith('sha256:') ? reference : readFileSync(join(folder, 'digest'), 'utf8');
  const file = folder === undefined ? '' : join(folder, digest.replace('sha256:', ''));
  if (!/^sha256:[0-9a-f]{64}$/.test(digest) || !existsSync(file)) {
    response.statusCode = 404;
    return response.end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
  }
  response.writeHead(200, {
    'content-length': statSync(file).size,
    'docker-content-digest': digest,
    'content-type': kind === 'manifests' ? MANIFEST : 'application/octet-stream',
  });
  if (request.method === 'HEAD') return response.end();
  createReadStream(file).pipe(response);
});

server.listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'));
process.stdin.resume().on('end', () => process.exit(0)); // it ends with who started it
