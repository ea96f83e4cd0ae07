import type { Found } from './found';
import { edgeTexts, exceptionTexts, quoted, variable, workloadText } from './program-workload';

/** A file of a starting program, relative to its folder. */
export interface StartingFile {
  readonly path: string;
  readonly text: string;
}

/** Lines that git should have; printed, since the file is somebody's own. */
export const gitignoreLines: readonly string[] = ['node_modules/', 'deploy/compose/*/secrets/'];

/** The program and what it needs to run, for what was found. */
export const startingFiles = (found: Found): readonly StartingFile[] => [
  { path: 'main.ts', text: program(found) },
  { path: 'cdk8s.yaml', text: 'language: typescript\napp: npx tsx main.ts\noutput: deploy/kubernetes\n' },
  tsconfigFile('tsconfig.json'),
];

/** What the compiler needs to look at the program. */
export const tsconfigFile = (path: string): StartingFile => ({
  path,
  text: `${JSON.stringify({ compilerOptions, include: ['main.ts'] }, undefined, 2)}\n`,
});

const compilerOptions = {
  target: 'ES2022',
  module: 'node16',
  moduleResolution: 'node16',
  types: ['node'],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};

function program({ name, module, workloads, redis, apart, left }: Found): string {
  const used = [
    ...workloads.map(({ construct }) => construct),
    ...(workloads.length > 0 ? ['Exceptions', 'Image'] : []),
    ...(workloads.some(({ edges }) => edges.some(({ kind }) => kind === 'external')) ? ['ExternalService'] : []),
    ...(redis.length > 0 ? ['Redis'] : []),
    ...(redis.some(({ stored }) => stored) ? ['Size'] : []),
  ];
  const imports = [...new Set(['HardenedApp', 'HardenedChart', ...used])].sort();
  const servers = redis.map(({ name: server, stored, left: lines }) => {
    const props = stored ? ', { storage: Size.gibibytes(1) }' : '';
    return `${todo('', lines)}const ${variable(server)} = new Redis(chart, '${server}'${props});`;
  });
  const parts = [
    ...apart.map((one) =>
      todo(
        '',
        one.left.map((line) => `${one.name}: ${line}`),
      ).trimEnd(),
    ),
    ...servers,
    ...workloads.map((workload) => workloadText(workload, todo('', workload.left))),
    workloads.flatMap(edgeTexts).join('\n'),
    workloads.flatMap(exceptionTexts).join('\n'),
  ];
  return `import { ${imports.join(', ')} } from 'cdk8s-hardened';

const app = new HardenedApp({ root: ${module ? 'import.meta.dirname' : '__dirname'} });
const chart = new HardenedChart(app, ${quoted(name)}, { namespace: ${quoted(name)} });
${todo('', left)}
${parts.filter((part) => part !== '').join('\n\n')}

app.synth();
`;
}

/** A comment of one line for each. */
const todo = (indent: string, lines: readonly string[]): string =>
  lines.map((line) => `${indent}// TODO ${line.replace(/\s+/g, ' ')}\n`).join('');
