import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import { Exceptions, HardenedChart, Image, NodeService, Redis } from 'cdk8s-hardened';
import ts from 'typescript';
import { connect } from '../../docs/examples/edges';
import { excuse, program } from '../../docs/examples/program';
import { addWorkloads } from '../../docs/examples/workloads';
import { NODE_IMAGE } from '../../lib/model/known-images';
import { read } from './markdown';

/*
 * What the guide and docs/examples show as a whole program is taken by synth too, not only by the compiler. Seen red: an API
 * and a migration of one image name in docs/examples, images that are built without their exception in the guide.
 */
const guide = read('docs/guide.md');
const blocks = [...guide.matchAll(/```ts\n([\s\S]*?)```/g)]
  .map(([, text = ''], index) => ({ text, title: `block ${index + 1}, of ${titleAbove(guide, text)}` }))
  .filter(({ text }) => text.includes('new HardenedApp('));

function titleAbove(page: string, text: string): string {
  return [...page.slice(0, page.indexOf(text)).matchAll(/^## (.*)$/gm)].at(-1)?.[1] ?? '';
}

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'hardened-docs-'))));
afterEach(() => rmSync(root, { recursive: true }));

/** What the texts read: folders that are built, files of configuration, and digests of what is locked. */
function surround(texts: string): void {
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const folder of ['api', 'web', 'mail']) {
    put(`${folder}/package.json`, '{"name":"app","main":"server.js"}');
    put(`${folder}/package-lock.json`, '{"name":"app","lockfileVersion":3,"packages":{}}');
  }
  for (const [, path = ''] of texts.matchAll(/path: '([^'/][^']*)', at:/g)) put(path, 'server {}\n');
  const locked = [...texts.matchAll(/Image\.locked\('([^']+)'/g)].map(([, name = '']) => name);
  put(
    'images.lock.json',
    JSON.stringify(Object.fromEntries([...new Set(locked)].map((name) => [name, `sha256:${'0a'.repeat(32)}`]))),
  );
}

test.each(blocks)('guide, $title: synth takes it', ({ text }) => {
  surround(text);
  const whole = `${text}${text.includes('app.synth()') ? '' : '\napp.synth();'}`;
  const { outputText } = ts.transpileModule(whole, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const run = compileFunction(outputText, ['require', 'exports', '__dirname']) as (
    ...given: readonly unknown[]
  ) => void;
  run(require, {}, root);
  expect(existsSync(join(root, 'deploy/hardened.json'))).toBe(true);
});

test('the guide has whole programs', () => expect(blocks.length).toBeGreaterThan(12));

test('docs/examples: synth takes them together', () => {
  surround(read('docs/examples/workloads.ts'));
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const app = program(root);
  const chart = new HardenedChart(app, 'shop', { namespace: 'shop', kubernetesVersion: '1.30' });
  addWorkloads(chart);
  expect(log).toHaveBeenCalled();
  log.mockRestore();
  Exceptions.of(chart).allow('pinned-image', { reason: 'not pushed yet: digests follow' });
  const edges = new HardenedChart(app, 'edges', { namespace: 'edges' });
  const service = (id: string, port: number) => new NodeService(edges, id, { image: Image.of(NODE_IMAGE), port });
  const web = service('web', 3000);
  // Its door says that it serves TLS, which a port does once somebody connects to it.
  service('crawler', 5000).connectTo(web);
  const jobs = new Redis(edges, 'jobs');
  connect(web, service('api', 4000), jobs);
  app.synth();
  expect(existsSync(join(root, 'deploy/hardened.json'))).toBe(true);
});

test('docs/examples: the exception that is shown is one that synth asks', () => {
  const app = program(root);
  const chart = new HardenedChart(app, 'shop', { namespace: 'shop' });
  excuse(new Redis(chart, 'redis'), 'health-checks');
  expect(() => app.synth()).toThrow('Exceptions.allow(health-checks): got no finding');
});
