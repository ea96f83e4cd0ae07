import { parse, parseAllDocuments } from 'yaml';
import { Exceptions, HardenedChart, Image, NodeService } from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';
import { parseFiles, type SourceFile } from '../../lib/targets/documents';
import { judged } from '../loops/judge';
import { programs } from '../programs';
import { guardedPrograms } from '../programs/guarded';
import { synthesize } from '../programs/synthesize';

/*
 * Users that the cluster assigns: Kubernetes says no number, and still that nobody is root; Compose and the image have
 * numbers. Seen red: a number left in the pod or in a container beside, runAsNonRoot left out with them, the contract
 * without a word, every workload of a chart excused instead of those of the contract, a 0 taken for an absent number, a
 * Dockerfile with a name, policies that let anybody's pod do without.
 */
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly template?: Template;
    readonly jobTemplate?: { readonly spec: { readonly template: Template } };
  };
}
interface Template {
  readonly spec: Record<'securityContext', object> &
    Record<'containers' | 'initContainers', readonly { readonly name: string; readonly securityContext: object }[]>;
}
type Files = readonly SourceFile[];

const program = programs.find(({ name }) => name === 'assigned') ?? { files: [], contract: { projects: {} } };
const textIn = (files: Files, path: string): string => files.find((file) => file.path === path)?.text ?? '';
const text = (path: string): string => textIn(program.files, path);

const podsIn = (manifests: string): readonly (readonly [string, Template['spec']])[] =>
  parseAllDocuments(manifests)
    .map((one) => one.toJS() as Manifest)
    .flatMap(({ metadata, spec }) => {
      const template = spec?.template ?? spec?.jobTemplate?.spec.template;
      return template ? [[metadata.name.replace(/-[0-9a-f]{8}$/, ''), template.spec] as const] : [];
    });
const usersIn = (compose: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries((parse(compose) as { readonly services: Record<string, { readonly user: string }> }).services).map(
      ([name, { user }]) => [name, user],
    ),
  );

test('no pod of the chart names a user or a group, and none may be root', () => {
  const pods = podsIn(text('kubernetes/assigned.k8s.yaml'));
  expect(pods.map(([name]) => name).sort()).toEqual(['migrate', 'redis', 'report', 'web']);
  for (const [name, pod] of pods) {
    expect([name, pod.securityContext]).toEqual([
      name,
      { runAsNonRoot: true, fsGroupChangePolicy: 'OnRootMismatch', seccompProfile: { type: 'RuntimeDefault' } },
    ]);
    for (const container of [...(pod.initContainers ?? []), ...pod.containers])
      expect([container.name, Object.keys(container.securityContext).sort()]).toEqual([
        container.name,
        ['allowPrivilegeEscalation', 'capabilities', 'readOnlyRootFilesystem'],
      ]);
  }
  const web = pods.find(([name]) => name === 'web')?.[1];
  expect(web?.initContainers.map(({ name }) => name)).toEqual(['after-migrate', 'web-assets']);
});

test('Compose and the image have numbers: those of the program, or the default', () => {
  const users = usersIn(text('compose/assigned/compose.yaml'));
  expect(users).toMatchObject({ web: '20401:20402', 'web-assets': '20401:20402', 'web-exporter': '20501:20501' });
  expect(users['redis']).toBe('999:1000');
  expect(Object.values(users).filter((user) => !/^[1-9]\d*:[1-9]\d*$/.test(user))).toEqual([]);
  expect(text('docker/web/Dockerfile')).toContain('\nUSER 20401:20402\n');
});

test('one workload is assigned to beside others with numbers, its sidecar with it', () => {
  const pods = Object.fromEntries(podsIn(text('kubernetes/partly.k8s.yaml')));
  expect(pods['search']?.securityContext).not.toHaveProperty('runAsUser');
  expect(pods['search']?.containers.map(({ name }) => name)).toEqual(['search', 'search-exporter']);
  expect(JSON.stringify(pods['search'])).not.toMatch(/runAsUser|runAsGroup|fsGroup"/);
  expect(pods['api']?.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: expect.any(Number) as number });
  const said = Object.values(program.contract.projects).flatMap(({ workloads }) => workloads);
  expect(said.filter(({ user }) => user === undefined).map(({ name }) => name)).toEqual(['api']);
});

test('who is root in Compose, with a reason, is assigned a user in Kubernetes', () => {
  const { files } = synthesize((app) => {
    const chart = new HardenedChart(app, 'shop', { namespace: 'shop', user: 'assigned' });
    const web = new NodeService(chart, 'web', { image: Image.of(NODE_IMAGE), port: 3000, user: 0 });
    Exceptions.of(web).allow('non-root-user', { reason: 'the image starts as root' });
  });
  expect(usersIn(textIn(files, 'compose/shop/compose.yaml'))).toEqual({ web: '0:0' });
  const manifests = textIn(files, 'kubernetes/shop.k8s.yaml');
  expect(podsIn(manifests)[0]?.[1].securityContext).toMatchObject({ runAsNonRoot: true });
  expect(manifests).toContain('pod-security.kubernetes.io/enforce: restricted');
});

describe('the audit', () => {
  /** What is found after some text was replaced. */
  const found = (path: string, from: RegExp | string, to: string): readonly string[] => {
    const files = program.files.map((file) =>
      file.path === path ? { path, text: file.text.replace(from, to) } : file,
    );
    expect(files).not.toEqual(program.files);
    return [...new Set(judged(parseFiles(files)).findings.map(({ control, subject }) => `${control} ${subject}`))];
  };
  const manifests = 'kubernetes/assigned.k8s.yaml';

  test.each([1, 1000660000])('takes a number that the cluster might have written: %d', (uid) => {
    const ids = `runAsNonRoot: true\n        runAsUser: ${uid}\n        runAsGroup: ${uid}\n        fsGroup: ${uid}`;
    expect(found(manifests, 'runAsNonRoot: true', ids)).toEqual([]);
  });

  test.each(['runAsUser', 'runAsGroup', 'fsGroup'])('refuses %s: 0', (name) => {
    const subjects = found(manifests, 'runAsNonRoot: true', `runAsNonRoot: true\n        ${name}: 0`);
    expect(subjects).toEqual(['non-root-user assigned/redis/redis']);
  });

  test('refuses pods that may be root', () => {
    expect(found(manifests, '        runAsNonRoot: true\n', '')).toEqual(['non-root-user assigned/redis/redis']);
  });

  test('wants numbers of whoever the contract does not name', () => {
    expect(found('hardened.json', /"user": "assigned",\s*/, '')).toEqual(['non-root-user assigned/redis/redis']);
  });

  test.each(['USER node', 'USER 0:0', 'USER 20401', ''])('refuses an image with %j', (line) => {
    const subjects = found('docker/web/Dockerfile', /^USER .*$/m, line);
    expect(subjects).toEqual(['image-user assigned/web/web', 'image-user assigned/web']);
  });
});

test('policies let these workloads alone do without numbers', () => {
  const { files } = guardedPrograms('Deny').find(({ name }) => name === 'assigned') ?? { files: [] };
  const unnamed = ['assigned', 'partly'].map((chart) => {
    const [policy] = parseAllDocuments(textIn(files, `admission/${chart}.yaml`)).map((one) => one.toJS() as Policy);
    return policy?.spec.variables.find(({ name }) => name === 'unnamed')?.expression ?? '';
  });
  expect(unnamed[0]).toMatch(/^request\.namespace == "assigned-deny" && \([^]*\) \? 1 : 0$/);
  expect(unnamed[0]).toContain('object.kind in ["StatefulSet"] && object.metadata.name in ["redis"]');
  expect(unnamed[0]).toContain('object.kind in ["Deployment"] && object.metadata.name in ["web"]');
  expect(unnamed[1]).toContain('object.metadata.name in ["search"]');
  expect(unnamed[1]).not.toContain('api');
});

interface Policy {
  readonly spec: { readonly variables: readonly { readonly name: string; readonly expression: string }[] };
}
