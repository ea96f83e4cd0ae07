import { readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { YamlOutputType, type App } from 'cdk8s';
import { header, type Project } from '../model/project';
import { isFor } from '../model/settings';
import { networks } from '../targets/compose/render/networks';
import { escapeTemplates, isHelm } from '../targets/helm';
import { projectOf } from './assemble';
import { chartsIn, type ChartMembers } from './chart-members';
import { whileSynthesizing } from './judge';
import { contractDocument, type RenderedProject } from './outputs';
import { restOf } from './patch-compose';
import { restFolder } from './places';
import { removeStale } from './stale';
import { prependHeader, writeFile } from './write-files';
import { yamlText } from './yaml-text';

const WRAPPED = Symbol.for('cdk8s-hardened.synth');

/** Has an app write our files after its own, once it holds a HardenedChart. Safe to call again. */
export function wrapSynth(app: App): void {
  if (WRAPPED in app) return;
  Object.defineProperty(app, WRAPPED, { value: true });
  const synth = app.synth.bind(app);
  app.synth = () => {
    if (app.yamlOutputType === YamlOutputType.FILE_PER_RESOURCE)
      throw new Error(
        'yamlOutputType: got FILE_PER_RESOURCE; allowed: FILE_PER_CHART, FILE_PER_APP, FOLDER_PER_CHART_FILE_PER_RESOURCE; fix: choose another: it writes objects of the same kind and name over each other',
      );
    try {
      whileSynthesizing(synth);
    } catch (error) {
      throw withoutStack(error);
    }
    writeRest(app);
  };
}

/** A refused program wants the problems, not the place in cdk8s that threw them. */
function withoutStack(error: unknown): unknown {
  if (error instanceof Error && error.message.startsWith('Validation failed')) error.stack = error.message;
  return error;
}

function writeRest(app: App): void {
  const charts = chartsIn(app);
  const root = charts[0]?.root;
  if (root === undefined) return;
  for (const members of charts) {
    const path = app.yamlOutputType === YamlOutputType.FILE_PER_APP ? 'of every chart' : members.path;
    if (isFor(members.settings, 'kubernetes')) {
      const change = isHelm(app.outdir) ? templateOf(app) : undefined;
      for (const file of manifestsOf(app, members))
        prependHeader(
          join(app.outdir, file),
          `# ${header(path)}
`,
          change,
        );
    } else removeManifests(app, members);
  }
  const folder = restFolder(root, app.outdir);
  if (folder === undefined)
    return void process.stderr.write(
      'cdk8s-hardened: only manifests are written: CDK8S_OUTDIR is not the kubernetes folder of the deploy folder (set HARDENED_OUTDIR to have all of it)\n',
    );
  const rendered = charts.map((members): RenderedProject => {
    const project = projectOf(members);
    const written = isFor(members.settings, 'kubernetes') ? manifestsOf(app, members) : [];
    const manifests = written.map((file) => `kubernetes/${file}`);
    return { project, rest: restOf(members).files, manifests };
  });
  writeRendered(folder, rendered);
}

/** cdk8s writes an empty file for a chart without objects. */
function removeManifests(app: App, members: ChartMembers): void {
  if (app.yamlOutputType === YamlOutputType.FILE_PER_APP) return;
  for (const file of manifestsOf(app, members)) rmSync(join(app.outdir, file));
}

function writeRendered(folder: string, rendered: readonly RenderedProject[]): void {
  const contract = contractDocument(rendered);
  removeStale(folder, contract);
  const written = new Set<string>();
  for (const { project, rest } of rendered) {
    warnOfPools(project);
    for (const { path, content, relaxes } of rest) {
      // Charts may share a Dockerfile: it is the same but for its first line.
      if (written.has(path)) continue;
      written.add(path);
      const text =
        typeof content === 'string'
          ? content
          : `# ${header(project.path)}\n${relaxedText(relaxes)}${yamlText(content)}`;
      if (relaxes)
        process.stderr.write(`cdk8s-hardened: ${path} relaxes, in development only:\n${listOf(relaxes, '  ')}`);
      writeFile(join(folder, path), text);
    }
  }
  writeFile(join(folder, 'hardened.json'), `${JSON.stringify(contract, undefined, 2)}\n`);
}

const listOf = (lines: readonly string[], indent: string): string =>
  lines.map((line) => `${indent}- ${line}\n`).join('');

/** The head of a file that is not for production. */
const relaxedText = (relaxes: readonly string[] | undefined): string =>
  relaxes === undefined
    ? ''
    : `# For development only: docker compose -f compose.yaml -f compose.dev.yaml up --build\n# It relaxes:\n${listOf(relaxes, '# ')}`;

/** An engine's address pools hold about 31 networks unless somebody made them larger. */
function warnOfPools(project: Project): void {
  const { name } = project;
  const count = isFor(project.settings, 'compose') ? Object.keys(networks(project)).length : 0;
  if (count > 25)
    process.stderr.write(
      `cdk8s-hardened: ${name}: Compose makes ${count} networks, and an engine has addresses for about 31: enlarge default-address-pools, or use networks: 'per-callee' with an exception\n`,
    );
}

/** Helm takes `{{` for a template; in a file that is not ours alone it may be one. */
const templateOf =
  (app: App) =>
  (text: string): string => {
    if (app.yamlOutputType !== YamlOutputType.FILE_PER_APP) return escapeTemplates(text);
    if (!text.includes('{{')) return text;
    throw new Error(
      "yamlOutputType: got FILE_PER_APP, for Helm, with '{{' in a value; allowed: '{{' in files of one chart each; fix: choose FILE_PER_CHART",
    );
  };

/** Files that cdk8s wrote for a chart, relative to its folder. It numbers charts that depend on each other. */
function manifestsOf(app: App, { name }: ChartMembers): readonly string[] {
  const extension = app.outputFileExtension;
  if (app.yamlOutputType === YamlOutputType.FILE_PER_APP) return [`app${extension}`];
  const entry = readdirSync(app.outdir).filter((file) =>
    [name, name + extension].includes(file.replace(/^\d{4}-/, '')),
  );
  if (app.yamlOutputType === YamlOutputType.FILE_PER_CHART)
    return entry.filter((file) => file.endsWith(extension)).sort();
  return entry
    .filter((file) => !file.endsWith(extension))
    .flatMap((folder) =>
      readdirSync(join(app.outdir, folder)).map((file) => relative(app.outdir, join(app.outdir, folder, file))),
    )
    .sort();
}
