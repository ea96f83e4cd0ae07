import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HardenedApp } from 'cdk8s-hardened';
import { filesBelow, makeContext } from '../programs/synthesize';
import { messages } from './messages';
import { refused } from './programs';

/** Every program here is refused with exactly these messages, and leaves nothing behind. */
describe('refused programs', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'hardened-refused-'));
    makeContext(root, false);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test.each(Object.keys(refused))('%s', (name) => {
    const text = refusal(name, root);
    expect(text.split('\n')).toEqual(messages[name]);
    expect(existsSync(join(root, 'deploy')) ? filesBelow(join(root, 'deploy')) : []).toEqual([]);
  });

  test('every program has its messages, at least 40 of them', () => {
    expect(Object.keys(messages)).toEqual(Object.keys(refused));
    expect(Object.keys(refused).length).toBeGreaterThanOrEqual(40);
  });

  test('every message names the place, the value, what is allowed and the fix', () => {
    const lines = Object.values(messages).flatMap((all) => all.filter((line) => !line.startsWith('Validation failed')));
    expect(
      lines.filter((line) => !/^( {2}\[[^\]]+\] .+|[^:]+.*): got .+; allowed: .+; fix: .+[^.]$/.test(line)),
    ).toEqual([]);
  });
});

/** What a program is told. */
function refusal(name: string, root: string): string {
  try {
    const app = new HardenedApp({ root });
    refused[name]?.(app, root);
    app.synth();
  } catch (error) {
    return error instanceof Error ? error.message.replaceAll(root, '<root>') : String(error);
  }
  return 'accepted';
}
