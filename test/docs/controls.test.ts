import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { controls } from '../../lib/controls';
import { kinds, targets, type Target } from '../../lib/controls/subject';
import { documentOf, parseFiles, type SourceDocument } from '../../lib/targets/documents';
import { isMapping } from '../../lib/targets/plain';
import { judged, keyOf } from '../loops/judge';
import { programs } from '../programs';
import { handWritten, pageOf } from '../tools/control-pages';
import { patched, withLines } from './patch';

/** A block of a page: what it is written in, where it belongs, and whether it is an example to follow. */
interface Block {
  readonly language: string;
  readonly target: Target | undefined;
  readonly good: boolean;
  readonly text: string;
  /** The sentence above it. */
  readonly about: string;
}

const pages = controls.flatMap((control) => {
  const text = readFileSync(join(__dirname, '../..', pageOf(control.id)), 'utf8');
  const written = handWritten(text);
  return written === undefined ? [] : [{ control, blocks: blocksOf(written) }];
});

function blocksOf(text: string): readonly Block[] {
  const fence = /^([❌✅].*(?:\n.+)*)\n\n```(\w+)(?: (kubernetes|compose))? (good|bad)\n([^]*?)^```$/gm;
  return [...text.matchAll(fence)].map(([, about = '', language = '', target, verdict, body = '']) => ({
    about: about.trim(),
    language,
    target: targets.find((known) => known === target),
    good: verdict === 'good',
    text: body,
  }));
}

/** Pages whose examples are about what example 01 does not have: they change another program. */
const OTHERS: Readonly<Record<string, string>> = { 'encrypted-edges': 'linked' };

const bases = new Map(
  programs.map(({ name, files }) => {
    const example = parseFiles(files);
    return [name, { example, known: new Set(judged(example).all.map(keyOf)) }] as const;
  }),
);

function baseOf(id: string) {
  const base = bases.get(OTHERS[id] ?? '01-node-redis');
  if (base === undefined) throw new Error(`${id}: no program to change`);
  return base;
}

const change = (document: SourceDocument, value: unknown): SourceDocument =>
  documentOf(document.file, document.index, value);

/** The output of a program with a block put on it. */
function applied({ language, target, text }: Block, example: readonly SourceDocument[]): readonly SourceDocument[] {
  if (language === 'dockerfile')
    return example.map((document) => (document.file.endsWith('/Dockerfile') ? change(document, text) : document));
  if (language === 'conf') return example.map((document) => withConfiguration(document, text));
  const patches = parseAllDocuments(text).map((document) => document.toJS() as unknown);
  return patches.reduce<readonly SourceDocument[]>((documents, patch) => {
    const hit = documents.findIndex((document) => isMeant(document, target, patch));
    if (hit < 0) return [...documents, documentOf('kubernetes/shop.k8s.yaml', 1000, patch)];
    return documents.map((document, index) =>
      index === hit ? change(document, patched(document.value, patch)) : document,
    );
  }, example);
}

function isMeant({ file, value }: SourceDocument, target: Target | undefined, patch: unknown): boolean {
  if (target === 'compose') return file.endsWith('/compose.yaml');
  return isMapping(value) && isMapping(patch) && value['kind'] === patch['kind'] && nameIn(value) === nameIn(patch);
}

const nameIn = ({ metadata }: Record<string, unknown>): unknown => (isMapping(metadata) ? metadata['name'] : undefined);

function withConfiguration(document: SourceDocument, lines: string): SourceDocument {
  const { file, value } = document;
  if (file.endsWith('/redis.conf') && typeof value === 'string') return change(document, withLines(value, lines));
  const data = isMapping(value) && value['kind'] === 'ConfigMap' && isMapping(value['data']) ? value['data'] : {};
  const text = data['redis.conf'];
  return typeof text === 'string'
    ? change(document, patched(value, { data: { 'redis.conf': withLines(text, lines) } }))
    : document;
}

describe.each(pages.map((page) => [page.control.id, page] as const))('%s', (id, { control, blocks }) => {
  test.each(blocks.map((block) => [block.about.replaceAll('\n', ' '), block] as const))('%s', (_, block) => {
    const { example, known } = baseOf(id);
    const documents = applied(block, example);
    expect(JSON.stringify(documents)).not.toBe(JSON.stringify(example));
    const { all, errors } = judged(documents);
    const found = all.filter((finding) => !known.has(keyOf(finding)));
    expect(errors).toEqual([]);
    const follows = block.good ? [] : whereMissed(block, id).flatMap((target) => impliedBy(control.in[target], target));
    expect(
      new Set(
        found.map((finding) => `${finding.control} in ${finding.target}`).filter((key) => !follows.includes(key)),
      ),
    ).toEqual(new Set(block.good ? [] : whereMissed(block, id).map((target) => `${id} in ${target}`)));
  });
});

/** What may be missed with a control, as its mutations say. */
const impliedBy = (witness: object, target: Target): readonly string[] =>
  'weaken' in witness
    ? (witness.weaken as readonly { readonly implies?: readonly string[] }[]).flatMap(({ implies = [] }) =>
        implies.map((other) => `${other} in ${target}`),
      )
    : [];

/** A Dockerfile shows in Compose, where it is built, and its user in both; a configuration of Redis in both. */
const whereMissed = ({ language, target }: Block, id: string): readonly Target[] => {
  if (language === 'conf' || id === 'image-user') return targets;
  if (language === 'dockerfile') return ['compose'];
  return target === undefined ? [] : [target];
};

test('each kind of subject has a page with examples of both sorts for each target', () => {
  for (const kind of kinds) {
    const blocks = pages.filter(({ control }) => control.subject === kind).flatMap((page) => page.blocks);
    for (const target of targets)
      for (const good of [true, false])
        expect([kind, target, good, blocks.some((block) => block.target === target && block.good === good)]).toEqual([
          kind,
          target,
          good,
          true,
        ]);
  }
});

test('every block of a page that is written by hand is run', () => {
  for (const { control } of pages) {
    const text = handWritten(readFileSync(join(__dirname, '../..', pageOf(control.id)), 'utf8')) ?? '';
    expect([control.id, text.split('\n```\n').length - 1]).toEqual([control.id, blocksOf(text).length]);
  }
});

test('every control has a page with examples of both sorts', () => {
  const lacking = controls.filter(({ id }) => {
    const blocks = pages.find(({ control }) => control.id === id)?.blocks ?? [];
    return !blocks.some(({ good }) => good) || !blocks.some(({ good }) => !good);
  });
  expect(lacking.map(({ id }) => id)).toEqual([]);
});
