import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/* What it costs to add a hardened service to an app that exists. */
const example = join(__dirname, '../../examples/02-existing-cdk8s-app');
const linesOf = (file: string): readonly string[] => readFileSync(join(example, file), 'utf8').trimEnd().split('\n');

test('a hardened service is at most five lines more, and no line less', () => {
  const added = [...linesOf('main.ts')];
  for (const line of linesOf('main.before.ts')) {
    const at = added.indexOf(line);
    expect({ line, kept: at >= 0 }).toEqual({ line, kept: true });
    added.splice(at, 1);
  }
  expect(added.length).toBeLessThanOrEqual(5);
  expect(added.join('\n')).toMatch(/new HardenedChart\(app, [\s\S]*new NodeService\(shop, /);
});
