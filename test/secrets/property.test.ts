import fc from 'fast-check';
import { createHash } from 'node:crypto';
import type { ProjectContract, RedisContract, SecretContract } from '../../lib/model/contract';
import { planSecrets } from '../../lib/secrets/plan';
import { isDone } from '../../lib/secrets/plan-types';
import { readDisk } from '../../lib/secrets/disk';
import { wantedFiles } from '../../lib/secrets/wanted';
import { NOW, deployFolder, fixedRandom, project, told } from './support';
import type { Deploy } from './support';

const label = fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/);
const labels = (minLength: number) => fc.uniqueArray(label, { minLength, maxLength: 4 });
const rules = fc.constantFrom('+get', '+@read', '~a:* +@write', '-@all +ping');

/** A project with up to four Redis servers, each with callers and certificate names of its own. */
const contract: fc.Arbitrary<ProjectContract> = fc
  .uniqueArray(fc.record({ workload: label, callers: labels(0), dnsNames: labels(1), rules }), {
    selector: ({ workload }) => workload,
    maxLength: 4,
  })
  .map((servers) => {
    const redis = servers.map(({ workload, callers, rules: words }): RedisContract => ({
      workload,
      port: 6379,
      users: [
        { name: 'default', rules: 'off' },
        ...callers
          .filter((name) => name !== 'default')
          .map((name) => ({ name, rules: `on ${words}`, password: `${workload}.${name}` })),
      ],
      aclDigest: '',
    }));
    const secrets = redis.flatMap(({ workload, users }): readonly SecretContract[] => [
      { name: `${workload}.tls.crt`, kind: 'certificate', file: `${workload}.tls.crt`, server: workload, readers: [] },
      { name: `${workload}.tls.key`, kind: 'private-key', file: `${workload}.tls.key`, server: workload, readers: [] },
      { name: `${workload}.tls.acl`, kind: 'acl', file: `${workload}.tls.acl`, server: workload, readers: [] },
      ...users.flatMap(({ password }): readonly SecretContract[] =>
        password === undefined ? [] : [{ name: password, kind: 'password', file: password, readers: [] }],
      ),
    ]);
    const authority: SecretContract = { name: 'ca', kind: 'authority', file: 'ca.crt', readers: [] };
    return project([], {
      servers: servers.map(({ workload, dnsNames }) => ({ workload, dnsNames })),
      redis,
      secrets: [authority, ...secrets],
    });
  });

function plan(deploy: Deploy, shop: ProjectContract) {
  const files = wantedFiles(shop).map(({ file }) => file);
  return planSecrets('shop', shop, readDisk(deploy.folder, files), { now: NOW, user: undefined });
}

test('whatever one contract left, after a run with another nothing is left to do, and no password has changed', async () => {
  await fc.assert(
    fc.asyncProperty(contract, contract, async (first, second) => {
      const deploy = deployFolder(first);
      try {
        expect(told(await deploy.run(), 'error')).toEqual([]);
        const passwords = (shop: ProjectContract) => shop.secrets.filter(({ kind }) => kind === 'password');
        const before = new Map(passwords(first).map(({ file }) => [file, deploy.read(file)]));
        deploy.write({ shop: second });
        expect(told(await deploy.run({ random: fixedRandom('second') }), 'error')).toEqual([]);

        const planned = plan(deploy, second);
        expect(planned.problems).toBeUndefined();
        if (planned.problems === undefined) expect(isDone(planned.plan)).toBe(true);
        for (const [file, password] of before) expect(deploy.read(file)).toBe(password);
        for (const redis of second.redis) {
          const lines = redis.users.map(({ name, rules: words, password }) => {
            const hash = password && createHash('sha256').update(deploy.read(password)).digest('hex');
            return `user ${name} ${words}${hash === undefined ? '' : ` #${hash}`}\n`;
          });
          expect(deploy.read(`${redis.workload}.tls.acl`)).toBe(lines.join(''));
        }
      } finally {
        deploy.remove();
      }
    }),
    { numRuns: 30 },
  );
}, 240_000);
