import { Exceptions, HardenedChart, Image, NodeService, Redis, type HardenedApp } from 'cdk8s-hardened';
import { system, systemStages } from '../programs/system';
import { BUILT, synthesize } from '../programs/synthesize';

/*
 * One chart class, instantiated once for each stage, all in one synth. Seen red: an edge in one stage only, an exception in
 * one stage only.
 */
const { files, contract } = synthesize((app) => system(app));
const names = Object.keys(systemStages);

/** A stage as it would be if it was called STAGE. */
const anonymous = (stage: string): unknown =>
  JSON.parse(JSON.stringify(contract.projects[`system-${stage}`]).replaceAll(`system-${stage}`, 'system-STAGE'));

/** Every place where two values differ, as JSON pointers with both values. */
function differences(one: unknown, other: unknown, pointer = ''): readonly (readonly [string, unknown, unknown])[] {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other ? [] : [[pointer, one, other]];
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
    differences(a[key], b[key], `${pointer}/${key}`),
  );
}

test('contracts of stages differ in what the program says, and in nothing else', () => {
  const hosts = (host: string) =>
    [0, 1].map((index) => {
      const prefix = index === 0 ? '' : 'admin.';
      return [`/exposures/${index}/host`, `${prefix}dev.example.com`, `${prefix}${host}`];
    });
  expect(differences(anonymous('dev'), anonymous('test'))).toEqual(hosts('test.example.com'));
  const [first, ...more] = differences(anonymous('dev'), anonymous('prod'));
  expect([...more, first]).toEqual(expect.arrayContaining([['/dns', undefined, 'gke-cloud-dns']]));
  expect([...more, first]).toHaveLength(3);
  expect(differences(anonymous('dev'), anonymous('prod')).filter(([at]) => at !== '/dns')).toEqual(
    hosts('shop.example.com'),
  );
});

test('every stage has its own folders, and no other stage is named there', () => {
  for (const stage of names) {
    const own = files.filter(({ path }) => path.includes(`system-${stage}`));
    expect(own.map(({ path }) => path).filter((path) => /k8s\.yaml$|compose\.yaml$/.test(path))).toEqual([
      `compose/system-${stage}/compose.yaml`,
      `kubernetes/system-${stage}.k8s.yaml`,
    ]);
    for (const other of names.filter((one) => one !== stage))
      expect(own.filter(({ text }) => text.includes(`system-${other}`)).map(({ path }) => path)).toEqual([]);
  }
});

test('stages that build the same image share its Dockerfile, and each contract lists it', () => {
  const dockerfiles = files.filter(({ path }) => path.startsWith('docker/')).map(({ path }) => path);
  expect(dockerfiles).toEqual(['docker/api/Dockerfile', 'docker/api/Dockerfile.dockerignore']);
  for (const stage of names) {
    const project = contract.projects[`system-${stage}`];
    expect(project?.files).toEqual(expect.arrayContaining(dockerfiles));
    expect(project?.workloads.find(({ name }) => name === 'api')?.dockerfile).toBe('docker/api/Dockerfile');
    const compose = files.find(({ path }) => path === `compose/system-${stage}/compose.yaml`)?.text;
    expect(compose).toContain('dockerfile: ../deploy/docker/api/Dockerfile');
  }
});

test('a stage that builds something else under the same name overwrites nothing: the program is refused', () => {
  const build = (app: HardenedApp): void => {
    for (const [stage, path] of Object.entries({ dev: '/livez', prod: '/health' })) {
      const chart = new HardenedChart(app, stage, { namespace: stage });
      new NodeService(chart, 'web', { image: Image.build('app', BUILT), port: 3000, health: { live: path } });
    }
  };
  expect(() => synthesize(build)).toThrow(/another docker\/web\/Dockerfile than dev has/);
});

test('one class serves stages of one output each, exceptions that one of them does not need included', () => {
  const { contract: written } = synthesize(
    (app) => {
      for (const target of ['kubernetes', 'compose'] as const) {
        const chart = new HardenedChart(app, target, { namespace: 'shop', targets: [target] });
        const web = new NodeService(chart, 'web', { image: Image.build('app', BUILT), port: 3000 });
        web.connectTo(new Redis(chart, 'redis'), { keys: ['web:*'], access: 'read-write' });
        Exceptions.of(web).allow('pinned-image', { reason: 'not pushed yet, and built from source' });
      }
    },
    { locked: false },
  );
  expect(Object.values(written.projects).map(({ exceptions }) => exceptions.length)).toEqual([1, 1]);
});
