import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type Ran } from './cli';

const repository = join(__dirname, '../..');
const example = join(repository, 'examples/02-existing-cdk8s-app');

/** Versions of cdk8s-plus that the example is run with: the oldest that is supported, and the newest. */
export const PLUS = ['27', '33'] as const;
export type Plus = (typeof PLUS)[number];

/** A temporary folder with the packed package and the example, installed as a user would. */
export interface Workspace {
  readonly folder: string;
  /** Lets the example import another version of cdk8s-plus. */
  use(plus: Plus): void;
  remove(): void;
}

/** Packs the package and installs it with its peers, in the versions of this repository. @throws where that fails */
export function makeWorkspace(): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'hardened-interop-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    cpSync(example, folder, { recursive: true });
    must(run(repository, 'npm', 'pack', '--silent', '--pack-destination', folder), 'npm pack');
    const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz')) ?? '';
    writeFileSync(join(folder, 'package.json'), '{ "name": "existing", "private": true }\n');
    const wanted = ['cdk8s', 'constructs', 'tsx', '@types/node', ...PLUS.map((plus) => `cdk8s-plus-${plus}`)];
    const packages = wanted.map((name) => `${name}@${versionOf(name)}`);
    const flags = ['--no-audit', '--no-fund', '--prefer-offline', '--save-exact', '--loglevel=error'];
    must(run(folder, 'npm', 'install', ...flags, `./${tarball}`, ...packages), 'npm install');
  } catch (error) {
    remove();
    throw error;
  }
  const charts = readdirSync(join(folder, 'charts')).map((file) => join(folder, 'charts', file));
  const use = (plus: Plus): void => {
    for (const file of charts)
      writeFileSync(file, readFileSync(file, 'utf8').replace(/'cdk8s-plus-\d+'/g, `'cdk8s-plus-${plus}'`));
  };
  return { folder, use, remove };
}

/** The compiler of this repository over the example, against what is installed. */
export function compile(folder: string): Ran {
  const options = {
    target: 'ES2022',
    module: 'node16',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...options, exactOptionalPropertyTypes: true }, files: ['main.ts'] }),
  );
  return run(folder, process.execPath, join(repository, 'node_modules/typescript/bin/tsc'), '-p', '.');
}

function must({ code, out, err }: Ran, what: string): void {
  if (code !== 0) throw new Error(`${what} ended with ${code}\n${out}${err}`);
}

const lock = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, { readonly version: string } | undefined>>;
};

function versionOf(name: string): string {
  const version = lock.packages[`node_modules/${name}`]?.version;
  if (version === undefined) throw new Error(`package-lock.json has no ${name}`);
  return version;
}
