import { chmodSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractOf, filledDeploy, moved, serverOf } from './kubernetes-support';
import type { FilledDeploy } from './kubernetes-support';
import { put, told } from './support';

/*
 * What somebody else makes. Seen red: each condition taken out; without the one about parts of a Secret, the stream lacked
 * a key that an earlier run had applied.
 */
const wide = contractOf('wide');
const server = serverOf(wide, 'wide', 'sessions');

let deploy: FilledDeploy;
afterEach(() => deploy.remove());

const errors = (options?: Parameters<FilledDeploy['stream']>[0]) => told(deploy.stream(options).lines, 'error');
const at = (file: string) => join(deploy.folder('wide'), file);

describe('what somebody else makes', () => {
  test('missing: refused; left out when asked, whole and with its name; there: taken along unless asked', async () => {
    deploy = await filledDeploy(wide, { bring: false });
    expect(errors()).toEqual([
      expect.stringMatching(/^wide\/stripe-key: missing: put it there: .* --without-external$/),
    ]);
    const without = deploy.stream({ withoutExternal: true });
    expect(without.lines).toEqual([
      { kind: 'note', text: 'wide: left to you: Secret stripe in namespace wide, with api-key' },
    ]);
    expect(without.text).not.toContain('"stripe"');
    put(at('stripe-key'), 'sk');
    expect(deploy.stream().text).toContain(`"api-key": "${Buffer.from('sk').toString('base64')}"`);
    expect(deploy.stream({ withoutExternal: true })).toEqual(without);
  });

  test('bytes that are no text arrive as they are', async () => {
    deploy = await filledDeploy(wide);
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0x80]);
    chmodSync(at('stripe-key'), 0o644);
    writeFileSync(at('stripe-key'), bytes);
    chmodSync(at('stripe-key'), 0o444);
    expect(deploy.stream().text).toContain(`"${bytes.toString('base64')}"`);
  });

  test('a Secret is never left out in part', async () => {
    deploy = await filledDeploy(moved(wide, 'stripe-key', { secret: server, key: 'stripe' }));
    expect(errors()).toEqual([]);
    expect(errors({ withoutExternal: true })).toEqual([
      expect.stringContaining(`wide: Secret ${server}: got other keys besides stripe`),
    ]);
  });

  test('one byte more than a Secret may hold: refused, by the sum of its keys', async () => {
    deploy = await filledDeploy(wide);
    chmodSync(at('stripe-key'), 0o644);
    truncateSync(at('stripe-key'), 1024 * 1024);
    chmodSync(at('stripe-key'), 0o444);
    expect(errors()).toEqual([]);
    deploy.write(moved(wide, 'stripe-key', { secret: server, key: 'stripe' }));
    expect(errors()).toEqual([
      expect.stringMatching(`^Secret ${server}: got 10\\d{5} bytes \\(.*\\), allowed: 1048576, `),
    ]);
    deploy.write(wide);
    truncateSync(at('stripe-key'), 1024 * 1024 + 1);
    expect(errors()).toEqual([
      expect.stringContaining('Secret stripe: got 1048577 bytes (stripe-key), allowed: 1048576'),
    ]);
  });
});
