import { deployFolder, project, told, type Deploy } from './support';
import { programs } from '../programs';

/*
 * What `secrets init` makes of a program with servers of somebody else: it asks for their passwords and authorities, and
 * makes none. Seen red: the password of such a connection of kind `password`, the authority taken for the project's own.
 */
const outside = programs.find(({ name }) => name === 'outside')?.contract.projects['outside'];

let deploy: Deploy;
beforeEach(() => {
  deploy = deployFolder(outside ?? project([]));
});
afterEach(() => deploy.remove());

test('passwords and authorities of servers of somebody else are asked for, never made', async () => {
  const lines = await deploy.run();
  expect(told(lines, 'missing')).toEqual(
    [
      'web.cache-auth',
      'provider-ca.crt',
      'reports.database-auth',
      'db-ca.crt',
      'mailer.redis-auth',
      'mailer.search-auth',
    ].map((file) => `shop/${file}: missing`),
  );
  expect(told(lines, 'made').filter((line) => /cache|provider|database|db-ca|mailer|search/.test(line))).toEqual([]);
});

test('each caller has a Secret of its own, and what is no secret of ours is marked so', () => {
  const external = (outside?.secrets ?? []).filter(({ kind }) => kind === 'external');
  expect(
    external.flatMap(({ file, readers }) =>
      readers.map(({ path, kubernetes }) => `${file} ${path} ${kubernetes.secret} ${kubernetes.key}`),
    ),
  ).toEqual([
    'web.cache-auth /secrets/cache-auth web.cache auth',
    'provider-ca.crt /secrets/cache-ca.crt web.cache ca.crt',
    'reports.database-auth /secrets/database-auth reports.database auth',
    'db-ca.crt /secrets/database-ca.crt reports.database ca.crt',
    'mailer.redis-auth /secrets/redis-auth mailer.redis auth',
    'mailer.search-auth /secrets/search-auth mailer.search auth',
  ]);
});
