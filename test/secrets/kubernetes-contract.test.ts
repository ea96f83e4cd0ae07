import type { Contract, SecretContract } from '../../lib/model/contract';
import { contractOf, filledDeploy, moved, serverOf } from './kubernetes-support';
import type { FilledDeploy } from './kubernetes-support';
import { told } from './support';

/*
 * What the contract says about Secrets, namespaces and charts. Seen red: each condition taken out, the env file taken
 * along, and other charts left unread where --chart names one.
 */
const wide = contractOf('wide');
const stages = contractOf('stages');
const server = serverOf(wide, 'wide', 'sessions');

let deploy: FilledDeploy;
afterEach(() => deploy.remove());

const errors = (options?: Parameters<FilledDeploy['stream']>[0]) => told(deploy.stream(options).lines, 'error');

const envFile = (readers: SecretContract['readers']): SecretContract => ({
  name: 'api.env',
  kind: 'env',
  file: 'api.env',
  variables: { X: 'stripe-key' },
  readers,
});

describe('what the contract says', () => {
  test('the env file of Compose is no part of a Secret, even where the contract gives it a reader', async () => {
    const readers = [{ workload: 'api', env: 'X', kubernetes: { secret: 'api-env', key: 'all' } }];
    const project = {
      ...wide.projects['wide'],
      secrets: [...(wide.projects['wide']?.secrets ?? []), envFile(readers)],
    };
    deploy = await filledDeploy({ ...wide, projects: { wide: project } } as Contract);
    expect(deploy.read('wide', 'api.env')?.length).toBeGreaterThan(0);
    expect(deploy.stream().text).not.toContain('api-env');
  });

  test.each([
    [{ secret: 'Stripe', key: 'k' }, '/kubernetes/secret: got "Stripe"'],
    [{ secret: 'a..b', key: 'k' }, '/kubernetes/secret: got "a..b"'],
    [{ secret: 'stripe', key: '..x' }, '/kubernetes/key: got "..x"'],
    [{ secret: server, key: 'tls.key' }, `/kubernetes: got key tls.key of Secret ${server}, which`],
  ])('%j: refused, with its place', async (kubernetes, says) => {
    deploy = await filledDeploy(moved(wide, 'stripe-key', kubernetes));
    expect(errors()).toEqual([expect.stringContaining(says)]);
  });

  test('projects go to their own namespaces; --chart takes one; one Secret for two is refused, --chart or not', async () => {
    deploy = await filledDeploy(stages);
    const [both, prod] = [deploy.stream().text, deploy.stream({ chart: 'shop-prod' }).text];
    expect(new Set(both.match(/"namespace": ".*"/g))).toEqual(
      new Set(['"namespace": "shop-dev"', '"namespace": "shop-prod"']),
    );
    expect(prod).not.toContain('shop-dev');
    expect(both.endsWith(prod)).toBe(true);
    expect(errors({ chart: 'shop' })).toEqual([expect.stringContaining('allowed: shop-dev, shop-prod')]);

    const one = Object.entries(stages.projects).map(([chart, project]) => [
      chart,
      { ...project, namespace: { name: 'common', owned: false } },
    ]);
    deploy.write({ ...stages, projects: Object.fromEntries(one) as Contract['projects'] });
    const says = `Secret common/${serverOf(stages, 'shop-dev', 'redis')}: got one for shop-dev and shop-prod, allowed: one for each chart`;
    expect(errors()).toContainEqual(expect.stringContaining(says));
    expect(errors({ chart: 'shop-prod' })).toContainEqual(expect.stringContaining(says));
  });
});
