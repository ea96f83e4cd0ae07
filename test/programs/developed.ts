import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Exceptions, HardenedApp, HardenedChart, Image, NodeService } from 'cdk8s-hardened';

/** Ports of the host where Compose publishes the service, and its inspector in development. */
export const DEVELOPED = { published: 18092, inspector: 9340 } as const;

/** Says `word`, and in which environment. */
export const saying = (word: string): string =>
  `require('node:http').createServer((_, answer) => answer.end('${word} ' + process.env.NODE_ENV)).listen(process.env.PORT);
process.on('SIGTERM', () => process.exit(0));\n`;

/** A program with a service that is built here, and with a development overlay. Returns the folder of the program. */
export function writeDeveloped(work: string): string {
  const root = mkdtempSync(join(work, 'developed-'));
  const context = join(root, 'app');
  mkdirSync(context);
  const write = (name: string, text: string): void => writeFileSync(join(context, name), text);
  write('package.json', '{"name":"app","version":"1.0.0","main":"server.js"}\n');
  write('package-lock.json', '{"name":"app","version":"1.0.0","lockfileVersion":3,"packages":{}}\n');
  write('server.js', saying('one'));
  const app = new HardenedApp({ root });
  const { published, inspector } = DEVELOPED;
  const chart = new HardenedChart(app, 'developed', { namespace: 'developed', development: { inspector } });
  const web = new NodeService(chart, 'web', {
    image: Image.build('app', { name: 'registry.example.com/test/developed', tag: '1.0.0' }),
    port: 3000,
  });
  web.expose({ host: 'developed.example.com', tls: 'developed-tls', from: { namespace: 'strangers' }, published });
  Exceptions.of(web).allow('pinned-image', { reason: 'built by the test' });
  app.synth();
  return root;
}
