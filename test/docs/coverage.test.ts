import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { headings, linksOf, prose, read, repository, rows } from './markdown';

/*
 * No point of the guide is forgotten, and each row says something that can be followed. Seen red: a row taken away, a
 * heading renamed, a 'later' without a command, an answer without a link. That links lead somewhere is asked in
 * readme.test.ts.
 */
const coverage = read('docs/coverage.md');

test('every row links an answer, or says later and what to do until then', () => {
  const wrong = rows(coverage).filter(([, answer = '']) => {
    const [, meanwhile] = answer.split('**later**');
    const concrete = /`[^`]+`|\]\(/.test(meanwhile ?? '');
    return meanwhile === undefined ? linksOf(answer).length === 0 : !concrete;
  });
  expect(wrong).toEqual([]);
  expect(rows(coverage).length).toBeGreaterThan(100);
});

const guide = join(resolve(repository, process.env['HARDENED_DATA'] ?? '../shared/data'), '../seed.md');
const hasGuide = existsSync(guide);
const ask = hasGuide || process.env['REQUIRE_DATA'] === '1' ? test : test.skip;

ask(
  `every heading and bullet of the guide has its place${hasGuide ? '' : ' (no seed.md beside HARDENED_DATA)'}`,
  () => {
    const text = readFileSync(guide, 'utf8');
    const bullets = [...prose(text).matchAll(/^(?:- |\d+\. )(?:\[[ x]\] )?(.*)$/gm)].map(([, point = '']) => point);
    const points = [...headings(text), ...bullets].map(plain);
    const places = new Set([...headings(coverage), ...rows(coverage).map(([point = '']) => point)].map(plain));
    expect(points.length).toBeGreaterThan(90);
    expect(points.filter((point) => !places.has(point))).toEqual([]);
  },
);

/** Words alone: no emphasis, code, or address of a link. */
const plain = (text: string): string =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '')
    .trim();
