import type { SubjectSet } from '../../../lib/controls/subject';
import { interpolated } from '../../../lib/targets/compose/read/interpolation';
import { compose } from './support';

const long = `
services:
  a:
    image: x
    environment: { A: '1', B: b=c, C: null, D: '$$\{x}', E: '\${X}' }
    env_file: [one.env]
    tmpfs: ['/tmp:size=1m,noexec']
    volumes:
      - { type: volume, source: data, target: /data }
      - { type: bind, source: ./c, target: /c, read_only: true }
    secrets: [{ source: s, target: /run/secrets/s }]
    security_opt: [no-new-privileges=true, seccomp=unconfined]
    ports: [{ target: 80, host_ip: 127.0.0.1, published: '8080', protocol: tcp }, { target: 81 }]
    expose: [82]
    networks: { n: { aliases: [z] }, m: null }
    labels: { l: '1' }
    healthcheck: { test: [CMD-SHELL, 'wget -q http://localhost:80/ready'] }
  b:
    depends_on: { a: { condition: service_started } }
    networks: { n: {} }
networks: { n: { internal: true }, m: { internal: true } }
`;
const short = `
services:
  a:
    image: x
    environment: [A=1, B=b=c, C, 'D=$$\{x}', 'E=\${X}']
    env_file: one.env
    tmpfs: /tmp:size=1m,noexec
    volumes: [data:/data, ./c:/c:ro]
    secrets: [s]
    security_opt: [no-new-privileges:true, seccomp:unconfined]
    ports: ['127.0.0.1:8080:80/tcp', 81]
    expose: ['82']
    networks: [n, m]
    labels: [l=1]
    healthcheck: { test: 'wget -q http://localhost:80/ready' }
  b: { depends_on: [a], networks: [n] }
networks: { n: { internal: true }, m: { internal: true } }
`;

/** Subjects without places. */
const bare = (subjects: SubjectSet<'compose'>): unknown =>
  JSON.parse(
    JSON.stringify(subjects, (key, value: unknown) =>
      ['at', 'sides', 'build', 'project', 'environmentFiles'].includes(key) ? undefined : value,
    ),
  );

test('both forms of everything mean the same', () => {
  const [one, other] = [compose(long), compose(short)];
  expect(bare(one.subjects)).toEqual(bare(other.subjects));
  const [a] = one.subjects.container;
  expect(a?.environment.map(({ name, value }) => [name, value])).toEqual([
    ['A', '1'],
    ['B', 'b=c'],
    ['C', undefined],
    ['D', '${x}'],
    ['E', undefined],
  ]);
  expect(a?.securityOptions).toEqual([
    ['no-new-privileges', 'true'],
    ['seccomp', 'unconfined'],
  ]);
  expect(a?.tmpfs.map(({ target, options }) => [target, options])).toEqual([['/tmp', { size: '1m', noexec: '' }]]);
  const [work] = one.subjects.workload;
  expect(work?.mounts.map(({ source, target, readOnly }) => [source, target, readOnly])).toEqual([
    ['data', '/data', false],
    ['./c', '/c', true],
  ]);
  expect(work?.secretMounts.map(({ path }) => path)).toEqual(['/run/secrets/s']);
  expect(work?.environmentFiles.map(({ value }) => value)).toEqual(['one.env']);
  expect(work?.dependents.map(({ service, condition }) => [service, condition])).toEqual([['b', 'service_started']]);
  expect(one.subjects.image[0]).toMatchObject({ ports: [80, 81, 82], health: { port: 80, path: '/ready' } });
  expect(one.subjects.exposure.map(({ address, published, target }) => [address, published, target])).toEqual([
    ['127.0.0.1', '8080', 80],
    ['', '', 81],
  ]);
});

test.each([
  ['80', ['', '', 80]],
  ['8080:80', ['', '8080', 80]],
  ['127.0.0.1::80', ['127.0.0.1', '', 80]],
  ['[::1]:8080:80/udp', ['::1', '8080', 80]],
  ['::1:8080:80', ['::1', '8080', 80]],
  ['8000-8010:80-90', ['', '8000-8010', undefined]],
  ['127.0.0.1:${PORT:-5010}:5010', ['127.0.0.1', '${PORT:-5010}', 5010]],
  ['${IP}:80:80', ['${IP}', '80', 80]],
  ['80:${T}', ['', '80', undefined]],
])('the port %s', (text, parts) => {
  const { exposure } = compose(`services: { a: { ports: ['${text}'] } }`).subjects;
  expect(exposure.map(({ address, published, target }) => [address, published, target])).toEqual([parts]);
});

test.each([
  ['a$$b', 'a$b'],
  ['$$$$', '$$'],
  ['${A}', undefined],
  ['$A', undefined],
  ['$$$A', undefined],
  ['a', 'a'],
])('interpolation of %s', (text, seen) => expect(interpolated(text)).toBe(seen));

describe('networks', () => {
  const pairs = (text: string, project = {}) =>
    compose(text, project).subjects.edge.map(({ from, to, networks }) =>
      `${from.slice(9)} ${to.replace('workload:', '')}: ${networks.join(' ')}`.trim(),
    );
  const two = 'services: { a: { networks: [n] }, b: { networks: [n] } }\nnetworks: { n: NET }';

  test.each([
    ['internal', '{ internal: true }', []],
    ['internal as text', "{ internal: 'true' }", []],
    ['a plain one leads out', '{}', ['a', 'b']],
    ['null is a plain one', 'null', ['a', 'b']],
    ['depends on whoever runs it', '{ internal: "${X}" }', ['a', 'b']],
    ['without masquerading', '{ driver_opts: { com.docker.network.bridge.enable_ip_masquerade: "false" } }', []],
    [
      'without masquerading, as a boolean',
      '{ driver_opts: { com.docker.network.bridge.enable_ip_masquerade: false } }',
      [],
    ],
    [
      'that, with IPv6',
      '{ enable_ipv6: true, driver_opts: { com.docker.network.bridge.enable_ip_masquerade: "false" } }',
      ['a', 'b'],
    ],
    [
      'that, routed',
      '{ driver_opts: { com.docker.network.bridge.enable_ip_masquerade: "false", com.docker.network.bridge.gateway_mode_ipv4: routed } }',
      ['a', 'b'],
    ],
    [
      'that, of another driver',
      '{ driver: macvlan, driver_opts: { com.docker.network.bridge.enable_ip_masquerade: "false" } }',
      ['a', 'b'],
    ],
    ['external', '{ external: true }', ['a', 'b']],
    ['external in the old form', '{ external: { name: x } }', ['a', 'b']],
    ['external, said to be internal', '{ external: true, internal: true }', ['a', 'b']],
  ])('%s', (_, network, out) => {
    expect(pairs(two.replace('NET', network))).toEqual([
      'a b: n',
      ...['a', 'b'].map((name) => (out.includes(name) ? `${name} any: n` : `${name} any:`)),
    ]);
  });

  test('without a list, or with an empty one, the default network joins all', () => {
    expect(pairs('services: { a: {}, b: { networks: [] } }')).toEqual([
      'a b: default',
      'a any: default',
      'b any: default',
    ]);
    expect(pairs('services: { a: {}, b: {} }\nnetworks: { default: { internal: true } }')).toEqual([
      'a b: default',
      'a any:',
      'b any:',
    ]);
  });

  test.each([
    ['none', ['a b: n', 'a any:', 'b any:', 'c any:']],
    ['host', ['a b: n', 'a any:', 'b any:', 'c any: mode:host']],
    ['bridge', ['a b: n', 'a any:', 'b any:', 'c any: mode:bridge']],
    ['service:a', ['a b: n', 'a c: n mode:service:a', 'b c: n', 'a any:', 'b any:', 'c any:']],
    ['container:x', ['a b: n', 'a any:', 'b any:', 'c any: mode:container:x']],
    ['service:c', ['a b: n', 'a any:', 'b any:', 'c any:']],
  ])('network mode %s', (mode, expected) => {
    const text = `services: { a: { networks: [n] }, b: { networks: [n] }, c: { network_mode: '${mode}' } }\nnetworks: { n: { internal: true } }`;
    expect(pairs(text)).toEqual(expected);
  });

  test('a pair is one subject, which reads like its edge', () => {
    const text =
      'services: { a: { networks: [n, m] }, b: { networks: [m, n] } }\nnetworks: { n: { internal: true }, m: { internal: true } }';
    expect(pairs(text, { edges: [{ from: { workload: 'b' }, to: 'a', port: 1 }] })).toEqual([
      'b a: m n',
      'a any:',
      'b any:',
    ]);
  });

  test('a declared pair is a subject even where it has no network, or is not there', () => {
    const edges = [
      { from: { workload: 'b' }, to: 'a', port: 1 },
      { from: { workload: 'a' }, to: 'gone', port: 1 },
      { from: { namespace: 'm' }, to: 'a', port: 1 },
    ];
    const { subjects } = compose('services: { a: { networks: [n] }, b: { networks: [m] } }', { edges });
    expect(subjects.edge.map(({ from, to, declared, networks }) => [from, to, declared, networks])).toEqual([
      ['workload:b', 'workload:a', true, []],
      ['workload:a', 'workload:gone', true, []],
      ['workload:a', 'any', false, ['n']],
      ['workload:b', 'any', false, ['m']],
    ]);
  });
});

test('what other files add cannot be judged', () => {
  const { errors } = compose('include: [x.yaml]\nservices: { a: { extends: { service: b } } }\n---\nservices: {}', {
    workloads: [{ name: 'gone', path: '', kind: 'service', ports: {} }],
    exposures: [{ workload: 'a', port: 80, host: 'h', tls: 't', from: 'in', address: '127.0.0.1' }],
  });
  expect(errors.map(({ message }) => message)).toEqual([
    "cannot judge a second Compose document: only Compose itself knows how it merges with 'compose/c.yaml'",
    "cannot judge 'include': it adds services from other files",
    "cannot judge 'extends' of 'a': it adds to the service from elsewhere",
    "workload 'gone' of the contract is not in the Compose output",
    "exposure of port 80 of 'a' of the contract is not in the Compose output",
  ]);
});
