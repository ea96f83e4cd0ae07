import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { filesBelow } from '../programs/synthesize';
import { Checks } from './check';
import { cdk8s, run, type Ran } from './cli';
import { aroundFaults } from './around';
import { compile, makeWorkspace, PLUS } from './workspace';

/*
 * Example 02 from the packed tarball, in a temporary folder, through the real `cdk8s synth`; then the tarball from plain
 * JavaScript, as CommonJS and as a module. Needs npm; no cluster, no engine.
 */
const checks = new Checks();
const workspace = makeWorkspace();
const { folder } = workspace;
const deploy = join(folder, 'deploy');

const ended = ({ code, out, err }: Ran, wanted = 0): readonly string[] =>
  code === wanted ? [] : [`ended with ${code}: ${out}${err}`];

const text = (path: string): string => readFileSync(join(deploy, path), 'utf8');

/** Files below the deploy folder that differ, by path. */
function differing(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): readonly string[] {
  const paths = [...new Set([...one.keys(), ...other.keys()])];
  return paths.filter((path) => one.get(path) !== other.get(path)).map((path) => `differs: ${path}`);
}

const deployed = (): ReadonlyMap<string, string> => {
  const files = filesBelow(deploy).map((file) => [file.path, file.text] as const);
  rmSync(deploy, { recursive: true });
  return new Map(files);
};

function existingApp(plus: (typeof PLUS)[number]): void {
  const name = `cdk8s-plus-${plus}`;
  workspace.use(plus);
  checks.check(`${name}: the example compiles against the package`, () => ended(compile(folder)));
  checks.check(`${name}: cdk8s synth, before`, () => ended(cdk8s(folder, 'synth', '--app', 'npx tsx main.before.ts')));
  const before = text('kubernetes/catalogue.k8s.yaml');
  checks.check(`${name}: cdk8s synth, with five lines more, and the plugin`, () => {
    const ran = cdk8s(folder, 'synth');
    const wanted = [
      /Validations ended succesfully/,
      /judged\s*│ shop: Kubernetes and Compose/,
      /written by hand: not judged/,
    ];
    return [
      ...ended(ran),
      ...wanted.filter((line) => !line.test(ran.out)).map((line) => `does not print ${String(line)}: ${ran.out}`),
    ];
  });
  checks.check(`${name}: what was there is the same, to the byte`, () =>
    text('kubernetes/catalogue.k8s.yaml') === before ? [] : ['catalogue.k8s.yaml differs'],
  );
  checks.check(`${name}: its objects select, scale and expose ours`, () =>
    aroundFaults(text('kubernetes/around.k8s.yaml'), text('kubernetes/shop.k8s.yaml')),
  );
  const plain = deployed();
  checks.check(`${name}: manifests, Compose, contract, and nothing else`, () => {
    const wanted = ['around', 'catalogue', 'shop'].map((chart) => `kubernetes/${chart}.k8s.yaml`);
    const all = [...wanted, 'compose/shop/.gitignore', 'compose/shop/compose.yaml', 'hardened.json'].sort();
    const found = [...plain.keys()].sort();
    return found.join() === all.join() ? [] : [`found ${found.join(', ')}`];
  });
  checks.check(`${name}: --format helm writes the same below templates`, () => {
    const ran = cdk8s(folder, 'synth', '--format', 'helm', '--chart-version', '1.0.0');
    const helm = new Map(
      [...deployed()]
        .filter(([path]) => !/^kubernetes\/(Chart\.yaml|README\.md)$/.test(path))
        .map(([path, content]) => [path.replace('/templates/', '/'), content]),
    );
    return [...ended(ran), ...differing(plain, helm)];
  });
}

const PROGRAM = `
const shop = new HardenedChart(app, 'shop', { namespace: 'shop' });
const env = { GREETING: 'for {{ .Values.name }} and {{{ you }}}' };
const image = Image.locked('node:24-bookworm-slim');
new NodeService(shop, 'web', { image, port: 3000, env }).connectTo(new Redis(shop, 'redis'), { keys: ['web:*'], access: 'read-write' });
app.synth();
`;
const NAMES = '{ HardenedApp, HardenedChart, Image, NodeService, Redis }';

/** The tarball without TypeScript. */
function javaScript(): void {
  writeFileSync(
    join(folder, 'main.cjs'),
    `const ${NAMES} = require('cdk8s-hardened');\nconst app = new HardenedApp({ root: __dirname });${PROGRAM}`,
  );
  writeFileSync(
    join(folder, 'main.mjs'),
    `import ${NAMES} from 'cdk8s-hardened';\nconst app = new HardenedApp({ root: import.meta.dirname });${PROGRAM}`,
  );
  checks.check('CommonJS and a module write the same', () => {
    const common = run(folder, process.execPath, 'main.cjs');
    const first = common.code === 0 ? deployed() : new Map<string, string>();
    const module = run(folder, process.execPath, 'main.mjs');
    const second = module.code === 0 ? deployed() : new Map<string, string>();
    return [
      ...ended(common),
      ...ended(module),
      ...differing(first, second),
      ...(first.size < 5 ? ['nearly nothing is written'] : []),
    ];
  });
  checks.check("'{{' in a value: Helm writes it as it is", () => {
    const flags = ['--app', 'node main.cjs', '--format', 'helm', '--chart-version', '1.0.0'];
    const ran = cdk8s(folder, 'synth', ...flags);
    if (ran.code !== 0) return ended(ran);
    const [line = ''] = /.*for .*you.*/.exec(text('kubernetes/templates/shop.k8s.yaml')) ?? [];
    const rendered = line.replaceAll('{{`{{`}}', '{{');
    const parsed = parseAllDocuments(text('kubernetes/templates/shop.k8s.yaml')).flatMap(({ errors }) => errors);
    deployed();
    return [
      ...(/(?<!`){{(?!`)/.test(line) ? [`a template is left: ${line}`] : []),
      ...(rendered.includes('for {{ .Values.name }} and {{{ you }}}') ? [] : [`becomes ${rendered}`]),
      ...parsed.map(({ message }) => message),
    ];
  });
  checks.check('the command line of the package answers', () => {
    const ran = run(folder, join(folder, 'node_modules/.bin/cdk8s-hardened'), '--version');
    return [...ended(ran), ...(ran.out.trim() === '' ? ['no version'] : [])];
  });
}

try {
  for (const plus of PLUS) existingApp(plus);
  javaScript();
} finally {
  workspace.remove();
}
if (!checks.close()) process.exitCode = 1;
