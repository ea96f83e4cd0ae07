import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { HardenedApp, HardenedChart, Image, NodeService, Peer } from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';

/** Both services of the program, with the port of the host where Compose publishes each. */
export const LEAVING = { caller: 18090, quiet: 18091 } as const;

/** Answers on its port, and nothing else. */
const SERVER = "require('node:http').createServer((_, answer) => answer.end('here')).listen(process.env.PORT)";

/**
 * A program for engines: two services that differ by one line, since those among `callers` have a declared way out to
 * `port`. Writes its output below `work`, and returns the deploy folder.
 */
export function writeLeaving(work: string, callers: readonly string[], port: number): string {
  const root = mkdtempSync(join(work, 'leaving-'));
  const app = new HardenedApp({ root });
  const chart = new HardenedChart(app, 'leaving', { namespace: 'leaving' });
  for (const [name, published] of Object.entries(LEAVING)) {
    const service = new NodeService(chart, name, {
      image: Image.of(NODE_IMAGE),
      port: 3000,
      command: ['node', '-e', SERVER],
      replicas: 1,
      memory: '128Mi',
      cpuRequest: '10m',
    });
    service.expose({ host: `${name}.example.com`, tls: `${name}-tls`, from: { namespace: 'strangers' }, published });
    if (callers.includes(name)) service.connectTo(Peer.host('outside.example.com', port));
  }
  app.synth();
  return join(root, 'deploy');
}
