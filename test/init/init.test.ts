import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  createProgram,
  flattenDiagnosticMessageText,
  getPreEmitDiagnostics,
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
} from 'typescript';
import { look } from '../../lib/init/look';

/*
 * What `init` writes type-checks and synthesizes for the folders people have, and nothing of theirs changes. Seen red: a
 * caller called `default`, and a package.json without an entry file; synth refuses both.
 */
const repository = join(__dirname, '../..');
let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'hardened-init-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function put(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const tsx = (args: readonly string[], cwd: string) =>
  spawnSync(process.execPath, ['--import', join(repository, 'node_modules/tsx/dist/loader.mjs'), ...args], {
    cwd,
    encoding: 'utf8',
    env: {
      ...process.env,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      TSX_TSCONFIG_PATH: join(repository, 'tsconfig.json'),
    },
  });

const init = () => tsx([join(repository, 'lib/cli/main.ts'), 'init', folder], repository);

const lock = '{"name":"x","lockfileVersion":3,"packages":{}}';

/** The compiler's messages about the program, under the options that `init` writes. */
function typeProblems(): readonly string[] {
  const program = createProgram([join(folder, 'main.ts')], {
    target: ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    module: ModuleKind.Node16,
    moduleResolution: ModuleResolutionKind.Node16,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
    paths: { 'cdk8s-hardened': [join(repository, 'lib/index.ts')] },
  });
  const source = program.getSourceFile(join(folder, 'main.ts'));
  return getPreEmitDiagnostics(program, source).map(({ messageText }) =>
    flattenDiagnosticMessageText(messageText, '\n'),
  );
}

const fixtures: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a package alone': {
    'package.json': '{"name":"@acme/shop","main":"server.js"}',
    'package-lock.json': lock,
  },
  'a package with a client of Redis, a start script and a Dockerfile': {
    'package.json':
      '{"name":"web","scripts":{"start":"node --enable-source-maps ./dist/main.js"},"dependencies":{"ioredis":"5"}}',
    'package-lock.json': lock,
    Dockerfile: 'FROM node:24\nEXPOSE 8080\nCMD ["node", "dist/main.js"]\n',
  },
  'a Compose file with two services, Redis and a database': {
    'compose.yaml':
      'services:\n  default:\n    build: ./api\n    ports: ["80:80"]\n    depends_on: [cache]\n  worker-2:\n    build: { context: ./worker }\n    links: ["cache:redis"]\n  cache:\n    image: redis:7-alpine\n  db:\n    image: postgres:17\n',
    'api/package.json': '{"name":"api","main":"index.js"}',
    'api/package-lock.json': lock,
    'worker/package.json': '{"name":"worker"}',
    'worker/package-lock.json': lock,
  },
};

test.each(Object.entries(fixtures))(
  '%s: the program type-checks and synthesizes',
  (_, files) => {
    put(files);
    const made = init();
    expect([made.status, made.stdout.match(/: made$/gm)?.length]).toEqual([0, 3]);
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
    expect(typeProblems()).toEqual([]);
    const ran = tsx(['main.ts'], folder);
    expect([ran.status, ran.stderr.trim()]).toEqual([0, '']);
    expect(existsSync(join(folder, 'deploy/hardened.json'))).toBe(true);
    for (const [path, text] of Object.entries(files)) expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
  },
  120_000,
);

test('what is there is kept, and a second run changes nothing', () => {
  put({ 'package.json': '{"name":"shop"}', 'main.ts': '// mine\n' });
  const first = init();
  expect(first.stdout).toMatch(/main\.ts: kept\n.*cdk8s\.yaml: made\n.*tsconfig\.json: made\n/);
  expect(init().stdout.match(/: kept$/gm)).toHaveLength(3);
  expect(readFileSync(join(folder, 'main.ts'), 'utf8')).toBe('// mine\n');
  expect(existsSync(join(folder, '.gitignore'))).toBe(false);
}, 400_000);

test('what was guessed, and what has to be done by hand, is said', () => {
  put(fixtures['a Compose file with two services, Redis and a database'] ?? {});
  const found = look(folder);
  expect(found.services).toMatchObject([
    { name: 'default-app', context: 'api', port: 8080, redis: ['cache'], main: 'index.js' },
    { name: 'worker-2', context: 'worker', port: 3000, redis: ['cache'], main: 'index.js' },
  ]);
  expect(found.notes).toEqual([
    'db of compose.yaml (postgres:17): add it by hand',
    'default: port 80 became 8080: ports below 1024 are for root; listen on PORT',
    'worker-2: index.js is a guess: nothing says which file starts it',
    'worker-2: port 3000 is a guess: the process finds the port it is to listen on in PORT',
  ]);
});

test('files that are no YAML and no JSON are passed over', () => {
  put({ 'package.json': '{', 'compose.yaml': 'services: [\n' });
  expect(look(folder).services).toHaveLength(1);
});
