import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonPatch, type ApiObject } from 'cdk8s';
import { HardenedChart, Image, NodeJob, NodeService, Redis } from 'cdk8s-hardened';
import { parseAllDocuments } from 'yaml';
import { NODE_IMAGE } from '../../lib/model/known-images';
import { parseFiles } from '../../lib/targets/documents';
import { until } from '../engine/run/command';
import { judged } from '../loops/judge';
import { programs } from '../programs';
import { synthesize, type Synthesized } from '../programs/synthesize';

/*
 * Seen red: the digest taken before patches, or of the whole object; a loop that ends after the first failure, or that
 * ignores the signal to stop; a policy without the edges of the job; an init container that is not in the output.
 */
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly template: { readonly spec: { readonly initContainers?: readonly Container[] } } };
}
interface Container {
  readonly name: string;
  readonly command: readonly string[];
}

const manifests = ({ files }: Synthesized): readonly Manifest[] =>
  files
    .filter(({ path }) => path.endsWith('.k8s.yaml'))
    .flatMap(({ text }) => parseAllDocuments(text).map((document) => document.toJS() as Manifest));
const nameOf = (written: Synthesized): string | undefined =>
  manifests(written).find(({ kind }) => kind === 'Job')?.metadata.name;

interface Options {
  readonly version?: string;
  readonly keep?: string;
  readonly patch?: (job: ApiObject) => void;
}

/** A migration before a service. */
const shop = ({ version = '1', keep = '1', patch }: Options = {}): Synthesized =>
  synthesize((app) => {
    const chart = new HardenedChart(app, 'shop', { namespace: 'shop' });
    const image = Image.of(NODE_IMAGE);
    const done = ['node', 'migrate.js', '--check'];
    const migrate = new NodeJob(chart, 'migrate', { image, env: { VERSION: version }, labels: { keep }, done });
    migrate.connectTo(new Redis(chart, 'redis'), { keys: ['schema:*'], access: 'read-write' });
    new NodeService(chart, 'web', { image, port: 3000, after: [migrate] });
    patch?.(migrate.node.findChild('workload') as ApiObject);
  });

test('a Job is another one when what it runs is, patches included, and the same one otherwise', () => {
  const name = nameOf(shop());
  expect(name).toMatch(/^migrate-[0-9a-f]{8}$/);
  expect(nameOf(shop())).toBe(name);
  expect(nameOf(shop({ version: '2' }))).not.toBe(name);
  const patched = (path: string) => nameOf(shop({ patch: (job) => job.addJsonPatch(JsonPatch.add(path, 20)) }));
  expect(patched('/spec/template/spec/terminationGracePeriodSeconds')).not.toBe(name);
  expect(patched('/spec/activeDeadlineSeconds')).toBe(name);
});

test('who comes after a job may reach whom the job reaches, as the job, in Kubernetes alone', () => {
  const { contract } = shop();
  const edges = contract.projects['shop']?.edges;
  expect(edges).toEqual([
    { from: { workload: 'migrate' }, to: 'redis', port: 6379, start: 'after-ready', tls: 'app', user: 'migrate' },
    { from: { workload: 'web' }, to: 'redis', port: 6379, tls: 'app', user: 'migrate', waitsFor: 'migrate' },
  ]);
  const { files } = programs.find(({ name }) => name === 'jobs') as Synthesized;
  const weaker = files.map(({ path, text }) => ({ path, text: text.replaceAll(/ waitsFor|"waitsFor"/g, '"x"') }));
  const found = judged(parseFiles(weaker)).findings.map(({ control, target }) => `${control} in ${target}`);
  expect([...new Set(found)].sort()).toEqual([
    'declared-edges-only in compose',
    'encrypted-edges in compose',
    'encrypted-edges in kubernetes',
  ]);
});

test('an init container that the contract wants and the output lacks is an error', () => {
  const files = shop().files.map(({ path, text }) => ({
    path,
    text: text.replace('name: after-migrate', 'name: first'),
  }));
  const errors = judged(parseFiles(files)).errors.map(({ message }) => message);
  expect(errors).toContain("init container 'after-migrate' of 'web' of the contract is not in the Kubernetes output");
});

describe('the command that waits', () => {
  const init = manifests(shop()).find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'web')?.spec
    .template.spec.initContainers?.[0];
  // Kubernetes reads `$$(` as `$(`; there is none here. The question is ours.
  const [, ...words] = (init?.command ?? []).slice(0, -3);
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hardened-after-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const start = (...question: readonly string[]) => spawn(process.execPath, [...words, ...question], { cwd: folder });
  const ended = (child: ReturnType<typeof start>) => new Promise<number | null>((resolve) => child.on('exit', resolve));
  const asked = (): string => (existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8') : '');
  const ask = (code: string) => [process.execPath, '-e', `require('fs').appendFileSync('asked','x');${code}`];

  test('asks until it is done, and ends then', async () => {
    const child = start(...ask(`process.exit(require('fs').readFileSync('asked').length-2)`));
    expect(await ended(child)).toBe(0);
    expect(asked()).toBe('xx');
  }, 240_000);

  test('ends at once when its pod does', async () => {
    const child = start(...ask('process.exit(1)'));
    const end = ended(child);
    await until('it asks', 50_000, () => Promise.resolve(asked() !== ''));
    child.kill('SIGTERM');
    expect(await end).toBe(143);
  }, 240_000);

  test('goes on where the command is not there', async () => {
    const child = start('no-such-command');
    const end = ended(child);
    expect(await Promise.race([end, new Promise((resolve) => setTimeout(resolve, 3000, 'goes on'))])).toBe('goes on');
    child.kill('SIGKILL');
  }, 240_000);
});
