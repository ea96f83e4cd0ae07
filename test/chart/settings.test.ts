import { parse, parseAllDocuments } from 'yaml';
import { Exceptions, HardenedChart, Image, NodeService, Redis } from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';
import { programs } from '../programs';
import { synthesize } from '../programs/synthesize';

/*
 * What a chart says for everything in it reaches every object of both outputs, and an output that is left out leaves
 * nothing. Seen red: annotations left off the default-deny policy, a label of the chart over that of a workload, a dollar
 * sign of an annotation as it is in Compose, the empty manifest of a chart without Kubernetes left behind, an exception
 * without the owner of the chart, `targets` left out of the contract, a second file written for the output left out.
 */
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly labels?: Record<string, string>; readonly annotations?: Record<string, string> };
  readonly spec: {
    readonly template?: { readonly metadata: Manifest['metadata']; readonly spec: Record<string, unknown> };
    readonly volumeClaimTemplates?: readonly { readonly spec: Record<string, unknown> }[];
  };
}
interface ComposeFile {
  readonly services: Record<string, { readonly labels?: Record<string, string> }>;
}

const program = programs.find(({ name }) => name === 'settings') ?? { files: [], contract: undefined };
const text = (path: string): string => program.files.find((file) => file.path === path)?.text ?? '';
const manifests = parseAllDocuments(text('kubernetes/settled.k8s.yaml')).map((one) => one.toJS() as Manifest);
const services = (parse(text('compose/settled/compose.yaml')) as ComposeFile).services;

test('labels, annotations and the owner are on every object of Kubernetes and on every service', () => {
  const annotations = {
    'cdk8s-hardened/owner': 'team-shop@example.com',
    'example.com/runbook': 'https://example.com/runbook?cost=$5 and ${HOME}',
  };
  expect(manifests.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['Namespace', 'NetworkPolicy', 'Deployment', 'StatefulSet', 'Service', 'ServiceAccount']),
  );
  for (const { metadata, kind } of manifests) {
    expect([kind, metadata.annotations]).toEqual([kind, expect.objectContaining(annotations)]);
    const team = metadata.labels?.['app.kubernetes.io/name'] === 'web' ? 'web' : 'shop';
    expect([kind, metadata.labels]).toEqual([
      kind,
      expect.objectContaining({ team, 'example.com/cost-centre': '4711' }),
    ]);
  }
  const inCompose = { ...annotations, 'example.com/runbook': 'https://example.com/runbook?cost=$$5 and $${HOME}' };
  expect(services['web']?.labels).toMatchObject({ team: 'web', 'example.com/cost-centre': '4711', ...inCompose });
  expect(services['redis']?.labels).toMatchObject({ team: 'shop', ...inCompose });
});

test('pods carry the labels, and are pulled, placed and stored as the chart says', () => {
  const pods = manifests.flatMap(({ spec }) => spec?.template ?? []);
  expect(pods).toHaveLength(2);
  for (const { metadata, spec } of pods) {
    expect(metadata.labels).toMatchObject({ 'example.com/cost-centre': '4711', 'cdk8s-hardened/quarantine': 'false' });
    expect(metadata.annotations?.['example.com/runbook']).toBeUndefined();
    expect(spec).toMatchObject({
      imagePullSecrets: [{ name: 'registry' }],
      nodeSelector: { 'kubernetes.io/arch': 'amd64', pool: 'shop' },
      tolerations: [
        { key: 'dedicated', operator: 'Equal', value: 'shop', effect: 'NoSchedule' },
        {
          key: 'node.kubernetes.io/unreachable',
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 60,
        },
      ],
    });
  }
  const claims = manifests.flatMap(({ spec }) => spec?.volumeClaimTemplates ?? []);
  expect(claims.map(({ spec }) => spec['storageClassName'])).toEqual(['fast']);
});

test('the owner of the chart answers for exceptions that name nobody', () => {
  const { files, contract } = synthesize((app) => {
    const chart = new HardenedChart(app, 'shop', { namespace: 'shop', owner: 'team-shop' });
    const web = new NodeService(chart, 'web', { image: Image.of(NODE_IMAGE), port: 3000 });
    const reason = 'bursts of work are short and rare';
    Exceptions.of(web).allow('cpu-limit', { reason }).allow('read-only-root', { reason, owner: 'somebody else' });
  });
  const owners = contract.projects['shop']?.exceptions.map(({ control, owner }) => [control, owner]);
  expect(owners).toEqual([
    ['cpu-limit', 'team-shop'],
    ['read-only-root', 'somebody else'],
  ]);
  for (const path of ['kubernetes/shop.k8s.yaml', 'compose/shop/compose.yaml'])
    expect(files.find((file) => file.path === path)?.text).toContain('short and rare (owner: team-shop)');
});

test('an output that is left out leaves no file, and the contract says so', () => {
  const { settled, laptop, 'cluster-only': cluster } = program.contract?.projects ?? {};
  expect([settled?.targets, cluster?.targets, laptop?.targets]).toEqual([undefined, ['kubernetes'], ['compose']]);
  const written = program.files.map(({ path }) => path).filter((path) => /laptop|cluster-only/.test(path));
  expect(written).toEqual([
    // Secrets of Kubernetes are made there too, and must not reach git.
    'compose/cluster-only/.gitignore',
    'compose/laptop/.gitignore',
    'compose/laptop/compose.yaml',
    'compose/laptop/config/redis/redis.conf',
    'kubernetes/cluster-only.k8s.yaml',
  ]);
  expect([...(laptop?.files ?? []), ...(cluster?.files ?? [])].sort()).toEqual(
    [...written, 'docker/web/Dockerfile', 'docker/web/Dockerfile.dockerignore'].sort(),
  );
});

test('annotations of a door are on its Ingress alone', () => {
  const { files } = synthesize((app) => {
    const chart = new HardenedChart(app, 'shop', { namespace: 'shop' });
    const web = new NodeService(chart, 'web', { image: Image.of(NODE_IMAGE), port: 3000 });
    const annotations = { 'nginx.ingress.kubernetes.io/proxy-read-timeout': '30' };
    web.expose({ host: 'shop.example.com', tls: 'shop-tls', from: { namespace: 'ingress' }, annotations });
  });
  const all = parseAllDocuments(files.find(({ path }) => path === 'kubernetes/shop.k8s.yaml')?.text ?? '');
  const annotated = all.map((one) => one.toJS() as Manifest).filter(({ metadata }) => metadata.annotations);
  expect(annotated.map(({ kind, metadata }) => [kind, metadata.annotations])).toEqual([
    ['Ingress', { 'nginx.ingress.kubernetes.io/proxy-read-timeout': '30' }],
  ]);
});

test('a priority is that of every pod', () => {
  const { files } = synthesize((app) => {
    const chart = new HardenedChart(app, 'shop', { namespace: 'shop', priority: 'business' });
    new NodeService(chart, 'web', { image: Image.of(NODE_IMAGE), port: 3000 });
    new Redis(chart, 'redis', { storage: '1Gi' });
  });
  const manifest = files.find(({ path }) => path === 'kubernetes/shop.k8s.yaml')?.text ?? '';
  expect(manifest.match(/^ +priorityClassName: business$/gm)).toHaveLength(2);
});
