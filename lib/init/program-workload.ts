import type { FoundEdge, FoundWorkload, Value } from './found';

/** A text of TypeScript, whatever is in it. */
export const quoted = (text: string): string =>
  /['\\\n\r\u2028\u2029]/.test(text) ? JSON.stringify(text) : `'${text}'`;

/** A name of a workload as one of TypeScript; what the program itself uses is kept apart. */
export function variable(name: string): string {
  const camel = name.replace(/-+(.)/g, (_, letter: string) => letter.toUpperCase());
  return /^(app|chart)$/.test(camel) || RESERVED.has(camel) ? `${camel}Service` : camel;
}

const RESERVED: ReadonlySet<string> = new Set(
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield process module require exports global'.split(
    ' ',
  ),
);

/** A value as TypeScript. */
function literal(value: Value): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return String(value);
  if (isList(value)) return `[${value.map(literal).join(', ')}]`;
  const entries = Object.entries(value).map(
    ([key, inner]) => `${/^[A-Za-z_]\w*$/.test(key) ? key : quoted(key)}: ${literal(inner)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** The statement that makes a workload, below its comments. */
export function workloadText(workload: FoundWorkload, comments: string): string {
  const { construct, name, image, props, after } = workload;
  const made =
    'reference' in image
      ? `Image.of(${quoted(image.reference)})`
      : `Image.build(${quoted(image.context)}, ${literal({ name: image.name, tag: image.tag, main: image.main })})`;
  const lines = [
    `image: ${made},`,
    ...Object.entries(props).map(([key, value]) => `${key}: ${literal(value)},`),
    ...(construct === 'NodeJob' ? DONE.map((line) => `// TODO ${line}`) : []),
    ...(after.length > 0
      ? [`// TODO once these jobs have done: after: [${after.map((job) => variable(job)).join(', ')}],`]
      : []),
  ];
  return `${comments}const ${variable(name)} = new ${construct}(chart, '${name}', {\n${lines.map((line) => `  ${line}\n`).join('')}});`;
}

const DONE = [
  'done: a command of this image that exits with 0 once the work is done, and with another code before,',
  "for instance done: ['node', 'migrate.js', '--check']; nobody can come after this job without it",
];

/** Who calls whom. */
export const edgeTexts = ({ name, edges }: FoundWorkload): readonly string[] =>
  edges.map((edge) => `${variable(name)}.connectTo(${targetText(edge)}${propsText(name, edge)});`);

const targetText = ({ kind, to, server }: FoundEdge): string =>
  kind === 'external' ? `ExternalService.at('${to}.example.com', ${literal(server)})` : variable(to);

function propsText(caller: string, { kind, as, any }: FoundEdge): string {
  const props = {
    ...(kind === 'redis' && { keys: [`${caller}:*`], access: 'read-write' }),
    ...(as !== undefined && { as }),
    ...(any && kind === 'workload' && { start: 'any' }),
  };
  return Object.keys(props).length === 0 ? '' : `, ${literal(props)}`;
}

/** What is relaxed until somebody has filled it in. */
export const exceptionTexts = ({ name, image, props }: FoundWorkload): readonly string[] => [
  ...('reference' in image && image.reference.includes('@')
    ? []
    : [
        allow(
          name,
          'pinned-image',
          'reference' in image ? 'TODO: add its digest' : 'not pushed yet: add the digest to images.lock.json',
        ),
      ]),
  ...(props['health'] === 'none' ? [allow(name, 'health-checks', 'TODO: say how it is asked whether it is well')] : []),
];

const allow = (name: string, control: string, reason: string): string =>
  `Exceptions.of(${variable(name)}).allow('${control}', { reason: '${reason}' });`;
