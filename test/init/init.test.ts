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
import { notesOf } from '../../lib/init/found';
import { look } from '../../lib/init/look';
import { startingFiles } from '../../lib/init/program';
import { coversMain } from '../../lib/init/read-tsconfig';
import { fixtures, shop } from './fixtures';

/*
 * What `init` writes type-checks and synthesizes for the folders people have, and nothing of theirs changes. Seen red: a
 * caller called `default`, and a package.json without an entry file; synth refuses both. What it finds is in the program or
 * in a line; seen red: a command, a memory limit, a second port and a variable that were dropped without a word.
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

test('a Compose file with a worker, a migration and a database loses nothing without a word', () => {
  put(shop);
  const found = look(folder);
  const [migrate, api, worker, proxy] = found.workloads;
  expect(migrate).toMatchObject({
    construct: 'NodeJob',
    image: { name: 'registry.example.com/orders/migrate', tag: '2.1.0', main: 'dist/migrate.js' },
    edges: [{ kind: 'external', to: 'db', as: 'DB', server: { scheme: 'postgresql', port: 5432 } }],
  });
  expect(api).toMatchObject({
    construct: 'NodeService',
    name: 'api',
    props: {
      port: 8080,
      ports: { 'port-9090': 9090 },
      health: { ready: '/healthz' },
      env: { LOG_LEVEL: 'info' },
    },
    after: ['migrate'],
    edges: [
      { kind: 'redis', to: 'redis', as: undefined },
      {
        kind: 'external',
        to: 'db',
        as: 'DATABASE',
        server: { scheme: 'postgres', port: 5432, user: 'orders', database: 'orders' },
      },
    ],
  });
  expect(worker).toMatchObject({
    construct: 'NodeWorker',
    image: { main: 'dist/worker.js' },
    props: {
      health: 'none',
      memory: '512Mi',
      cpu: 0.5,
      args: ['--enable-source-maps', 'dist/worker.js', '--all'],
      user: 1000,
    },
    edges: [
      { kind: 'redis', to: 'redis' },
      { kind: 'workload', to: 'api', any: true },
    ],
  });
  expect(proxy).toMatchObject({
    construct: 'Workload',
    image: { reference: 'traefik/whoami:v1.10' },
    props: { ports: { 'port-8081': 8081 }, args: ['--port', '8081'] },
  });
  const notes = notesOf(found).join('\n');
  expect(notes).toMatchSnapshot();
  const [program] = startingFiles(found);
  expect(program?.text).toMatchSnapshot();
  expect(`${notes}${program?.text}`).not.toContain('hunter2');
});

test('what was guessed, and what has to be done by hand, is said', () => {
  put(fixtures['a Compose file with two services, Redis and a database'] ?? {});
  const found = look(folder);
  expect(found.workloads).toMatchObject([
    {
      name: 'default-app',
      image: { context: 'api', main: 'index.js' },
      props: { port: 8080 },
      edges: [{ to: 'cache' }],
    },
    {
      name: 'worker-2',
      image: { context: 'worker', main: 'index.js' },
      props: { port: 3000 },
      edges: [{ to: 'cache' }],
    },
  ]);
  expect(notesOf(found)).toEqual([
    'cache: redis:7-alpine became the pinned Redis 8.2 of this package, over TLS',
    'default-app: port 80 became 8080: ports below 1024 are for root; listen on PORT',
    'default-app: published as 80:80: not taken over, say who may come with expose',
    'worker-2: index.js is a guess: nothing says which file starts it',
    'worker-2: port 3000 is a guess: the process finds the port it is to listen on in PORT',
    'db: postgres:17 of compose.yaml is not part of the program: its callers connect to a server at db.example.com, put the host of yours there',
  ]);
});

test('a client of Redis alone is no reason for a connection where the Compose file says who calls whom', () => {
  put({
    'package.json': '{"name":"shop","main":"a.js","dependencies":{"ioredis":"5"}}',
    'compose.yaml': 'services:\n  a:\n    build: .\n    ports: [3000]\n  redis:\n    image: redis:7\n',
  });
  const found = look(folder);
  expect(found.workloads).toMatchObject([{ name: 'a', edges: [] }]);
  expect(notesOf(found).join('\n')).toMatch(/^a: its package.json has a client of Redis, and neither/m);
});

test('files that are no YAML and no JSON are passed over', () => {
  put({ 'package.json': '{', 'compose.yaml': 'services: [\n' });
  expect(look(folder).workloads).toHaveLength(1);
});

test.each([
  ['{}', true],
  ['{"include":["src"]}', false],
  ['{"include":["**/*"]}', true],
  ['{\n  // ours\n  "include": ["src", "./main.ts"], /* both */\n}', true],
  ['{"files":["src/index.ts"]}', false],
  ['{"exclude":["main.ts"]}', false],
  ['{', undefined],
])('whether the compiler looks at main.ts: %s', (text, covered) => expect(coversMain(text)).toBe(covered));

test('a configuration that does not look at main.ts is kept, and one that does is made beside it', () => {
  put({ 'package.json': '{"name":"shop"}', 'tsconfig.json': '{"include":["src"]}' });
  const ran = init();
  expect(ran.stdout).toMatch(/tsconfig\.json: kept\n.*tsconfig\.hardened\.json: made\n/);
  expect(ran.stderr).toContain('does not include main.ts');
  expect(ran.stderr).toMatch(/typescript @types\/node .* npx tsc --project tsconfig\.hardened\.json checks its types/);
  expect(readFileSync(join(folder, 'tsconfig.json'), 'utf8')).toBe('{"include":["src"]}');
}, 60_000);
