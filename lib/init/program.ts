import type { Found, FoundService } from './found';

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
  { path: 'tsconfig.json', text: `${JSON.stringify(tsconfig, undefined, 2)}\n` },
];

const tsconfig = {
  compilerOptions: {
    target: 'ES2022',
    module: 'node16',
    moduleResolution: 'node16',
    types: ['node'],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ['main.ts'],
};

function program({ name, services, redis }: Found): string {
  const imports = [
    'Exceptions',
    'HardenedApp',
    'HardenedChart',
    'Image',
    'NodeService',
    ...(redis.length > 0 ? ['Redis', 'Size'] : []),
  ];
  const servers = redis.map(
    (server) => `const ${variable(server)} = new Redis(chart, '${server}', { storage: Size.gibibytes(1) });`,
  );
  return `import { ${imports.join(', ')} } from 'cdk8s-hardened';

const app = new HardenedApp({ root: __dirname });
const chart = new HardenedChart(app, '${name}', { namespace: '${name}' });

${[...servers, ...services.map((service) => serviceText(name, service))].join('\n\n')}

app.synth();
`;
}

function serviceText(project: string, { name, context, main, port, redis }: FoundService): string {
  const own = variable(name);
  const image = [`name: 'registry.example.com/${project}/${name}'`, `tag: '1.0.0'`, `main: ${quoted(main)}`];
  const edges = redis.map((server, index) => {
    const prefix = index === 0 ? '' : `, as: '${server.toUpperCase().replaceAll('-', '_')}'`;
    return `${own}.connectTo(${variable(server)}, { keys: ['${name}:*'], access: 'read-write'${prefix} });`;
  });
  return `const ${own} = new NodeService(chart, '${name}', {
  image: Image.build(${quoted(context)}, { ${image.join(', ')} }),
  port: ${port},
});
${[...edges, `Exceptions.of(${own}).allow('pinned-image', { reason: 'not pushed yet: add the digest to images.lock.json' });`].join('\n')}`;
}

/** A text of TypeScript, whatever is in it. */
const quoted = (text: string): string => (/['\\\n]/.test(text) ? JSON.stringify(text) : `'${text}'`);

/** A name of a workload as one of TypeScript; what the program itself uses is kept apart. */
function variable(name: string): string {
  const camel = name.replace(/-+(.)/g, (_, letter: string) => letter.toUpperCase());
  return /^(app|chart)$/.test(camel) || RESERVED.has(camel) ? `${camel}Service` : camel;
}

const RESERVED: ReadonlySet<string> = new Set(
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield process module require exports global'.split(
    ' ',
  ),
);
