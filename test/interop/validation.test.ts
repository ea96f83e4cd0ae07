import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Validation } from 'cdk8s-cli/plugins';
import { HardenedValidation } from 'cdk8s-hardened';
import { cdk8s, type Ran } from './cli';

/*
 * The plugin as `cdk8s synth` runs it: its own working directory, cdk8s.yaml, and the report that cdk8s prints. Seen red:
 * excused findings told as violations, charts by hand judged without being asked, paths of Helm taken for charts by hand.
 */
const repository = join(__dirname, '../..');

/** The compiler says whether cdk8s takes it as a plugin. */
const plugin: Validation = new HardenedValidation();

const PROGRAM = `
const { App, Chart, ApiObject, JsonPatch } = require('cdk8s');
const { HardenedChart, NodeService, Redis, Image, Exceptions } = require('cdk8s-hardened');
const { writeFileSync, readFileSync } = require('node:fs');
const app = new App();
const shop = new HardenedChart(app, 'shop', { namespace: 'shop', root: __dirname });
const web = new NodeService(shop, 'web', { image: Image.of('registry.example.com/web:1.0.0'), port: 3000 });
Exceptions.of(web).allow('pinned-image', { reason: 'not pushed to a registry yet' });
web.connectTo(new Redis(shop, 'redis'), { keys: ['web:*'], access: 'read-write' });
const old = new Chart(app, 'old');
new ApiObject(old, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'old', namespace: 'old' }, spec: { containers: [{ name: 'old', image: 'busybox' }] } });
new ApiObject(old, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'old', namespace: 'old' } });
app.synth();
function edit(file, from, to) {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(file + ' lacks ' + from);
  writeFileSync(file, text.replace(from, to));
}
`;

interface Report {
  readonly violations: readonly {
    readonly ruleName: string;
    readonly violatingConstructs: readonly {
      readonly resourceName: string;
      readonly constructPath?: string;
      readonly locations: readonly string[];
      readonly manifestPath: string;
    }[];
  }[];
  readonly summary: { readonly status: string; readonly metadata: Readonly<Record<string, string>> };
}

describe('HardenedValidation in cdk8s synth', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'hardened-validation-'));
    mkdirSync(join(root, 'node_modules/cdk8s-hardened'), { recursive: true });
    for (const name of ['cdk8s', 'constructs'])
      symlinkSync(join(repository, 'node_modules', name), join(root, 'node_modules', name));
    // The sources in place of the build.
    writeFileSync(join(root, 'node_modules/cdk8s-hardened/package.json'), '{"name":"cdk8s-hardened","main":"main.js"}');
    writeFileSync(
      join(root, 'node_modules/cdk8s-hardened/main.js'),
      `require(${JSON.stringify(join(repository, 'node_modules/tsx/dist/cjs/index.cjs'))});\nmodule.exports = require(${JSON.stringify(join(repository, 'lib/index.ts'))});\n`,
    );
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function synth(after = '', properties: object = {}, ...flags: readonly string[]): Ran & { readonly report: Report } {
    writeFileSync(join(root, 'main.js'), `${PROGRAM}${after}\n`);
    writeFileSync(
      join(root, 'cdk8s.yaml'),
      JSON.stringify({
        app: 'node main.js',
        output: 'deploy/kubernetes',
        validations: [
          { package: './node_modules/cdk8s-hardened', version: '0.1.0', class: 'HardenedValidation', properties },
        ],
      }),
    );
    const ran = cdk8s(root, 'synth', '--validation-reports-output-file', 'report.json', ...flags);
    const file = join(root, 'report.json');
    const { reports } = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as { reports: readonly Report[] })
      : { reports: [] };
    rmSync(file, { force: true });
    const [report] = reports;
    if (report === undefined) throw new Error(`no report: ${ran.out}${ran.err}`);
    return { ...ran, report };
  }

  test('hardened output passes; charts by hand are one line; nothing but manifests stays in the folder', () => {
    const { code, report } = synth();
    expect(report).toMatchObject({
      violations: [],
      summary: {
        status: 'success',
        metadata: {
          judged: 'shop: Kubernetes and Compose',
          findings: '0 not excused, 2 excused by exceptions',
          'by hand': "2 objects of 1 chart written by hand: not judged; properties: { foreign: 'report' } reports them",
        },
      },
    });
    expect(code).toBe(0);
    expect(existsSync(join(root, 'deploy/kubernetes/construct-metadata.json'))).toBe(false);
    expect(typeof plugin.validate).toBe('function');
  }, 240_000);

  test('what changed after synth is a violation in each output, and fails', () => {
    const { code, report } = synth(`
edit('deploy/kubernetes/shop.k8s.yaml', 'readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false');
edit('deploy/compose/shop/compose.yaml', 'read_only: true', 'read_only: false');`);
    expect(report.summary.status).toBe('failure');
    expect(code).toBe(2);
    const told = report.violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map((one) => ({ ruleName, ...one })),
    );
    expect(told).toEqual([
      expect.objectContaining({ ruleName: 'read-only-root', manifestPath: 'deploy/kubernetes/shop.k8s.yaml' }),
      expect.objectContaining({
        ruleName: 'read-only-root',
        manifestPath: join(root, 'deploy/compose/shop/compose.yaml'),
      }),
    ]);
    expect(told[0]?.locations[0]).toMatch(
      /^Deployment#\/spec\/template\/spec\/containers\/0\/securityContext\/readOnlyRootFilesystem line \d+: got false, construct shop\/web$/,
    );
    expect(told[0]?.constructPath).toMatch(/^shop\/web\//);
  }, 240_000);

  // Seen red: without the search, each of these passed.
  test('a file that Compose merges by itself is a violation; an .env without a choice of files is none', () => {
    const { report, code } = synth(`
writeFileSync('deploy/compose/shop/compose.override.yaml', 'services: { web: { privileged: true } }');
writeFileSync('deploy/compose/shop/docker-compose.override.yml', 'services: {}');
writeFileSync('deploy/compose/shop/.env', 'TAG=1\\nexport COMPOSE_FILE=compose.yaml:other.yaml\\n');`);
    expect(
      report.violations.flatMap(({ ruleName, violatingConstructs }) =>
        violatingConstructs.map(({ resourceName, locations }) => [ruleName, resourceName, ...locations]),
      ),
    ).toEqual([
      ['complete-output', 'compose.override.yaml', 'Compose merges it into compose.yaml'],
      ['complete-output', 'docker-compose.override.yml', 'Compose merges it into compose.yaml'],
      ['complete-output', '.env', 'COMPOSE_FILE chooses what Compose reads'],
    ]);
    expect([report.summary.status, code]).toEqual(['failure', 2]);
    for (const name of ['compose.override.yaml', 'docker-compose.override.yml', '.env'])
      rmSync(join(root, 'deploy/compose/shop', name));
    const harmless = synth("writeFileSync('deploy/compose/shop/.env', 'TAG=1');");
    expect([harmless.report.violations, harmless.code]).toEqual([[], 0]);
  }, 240_000);

  test('charts by hand are told on request, and fail only where that is asked for', () => {
    const told = synth('', { foreign: 'report' });
    const rules = told.report.violations.map(({ ruleName }) => ruleName);
    expect(rules).toEqual(expect.arrayContaining(['read-only-root', 'memory-limit', 'pinned-image']));
    expect(told.report.violations.flatMap(({ violatingConstructs }) => violatingConstructs)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ resourceName: 'old', manifestPath: 'deploy/kubernetes/old.k8s.yaml' }),
      ]),
    );
    expect([told.report.summary.status, told.code]).toEqual(['success', 0]);
    const failed = synth('', { foreign: 'fail' });
    expect([failed.report.summary.status, failed.code]).toEqual(['failure', 2]);
  }, 240_000);

  test('Helm charts and another output folder: judged where the contract is found, else refused', () => {
    const helm = synth('', {}, '--format', 'helm', '--chart-version', '1.0.0');
    expect([helm.report.violations, helm.report.summary.metadata['judged'], helm.code]).toEqual([
      [],
      'shop: Kubernetes and Compose',
      0,
    ]);
    rmSync(join(root, 'deploy'), { recursive: true });
    const elsewhere = synth('', {}, '--output', 'dist');
    expect(elsewhere.report.violations.map(({ ruleName }) => ruleName)).toEqual(['complete-output']);
    expect(elsewhere.code).toBe(2);
  }, 240_000);
});

test('unknown properties are refused, with those that are allowed', () => {
  expect(() => new HardenedValidation({ foreign: 'all', level: 3 } as never)).toThrow(
    'HardenedValidation: properties: foreign: got "all"; allowed: count | report | fail; fix: choose one\nlevel: got 3; allowed: foreign, contract; fix: remove it',
  );
});
