import { readRedisCommand, readRedisText } from '../../../lib/targets/redis-text';
import { unwrapShell, wordsOf } from '../../../lib/targets/words';
import { compose, deployment, kubernetesOf } from './support';

test.each([
  ['  PORT 0\r\n', [['port', '0']]],
  ['# port 1\n\n\tport\t 2  3 ', [['port', '2 3']]],
  ['requirepass "a \\"b\\" \\x41\\n"', [['requirepass', 'a "b" A\n']]],
  ["user 'it\\'s' x", [['user', "it's x"]]],
  ['save ""', [['save', '']]],
  ['a"b c"', [['ab c', '']]],
])('reads %j as Redis does', (text, directives) => expect(readRedisText(text)).toEqual({ directives, refused: [] }));

test.each(['port "1', 'port "1"2', "port '1"])('refuses %j as Redis does', (text) => {
  expect(readRedisText(`port 0\n${text}`)).toEqual({ directives: [['port', '0']], refused: [1] });
});

test.each([
  [['redis-server', '/c'], { configuration: '/c', overrides: [] }],
  [
    ['/usr/local/bin/redis-server', '/c', '--port', '6379', '--save', '', '--Appendonly', 'no'],
    {
      configuration: '/c',
      overrides: [
        ['port', '6379'],
        ['save', ''],
        ['appendonly', 'no'],
      ],
    },
  ],
  [['redis-server', '--port 6379'], { configuration: undefined, overrides: [['port', '6379']] }],
  [['redis-server', '/c', '-'], { configuration: '/c', overrides: [['-', '']] }],
  [['docker-entrypoint.sh', 'redis-server', '/c'], { configuration: '/c', overrides: [] }],
  [['docker-entrypoint.sh', '/c.conf'], { configuration: '/c.conf', overrides: [] }],
  [['docker-entrypoint.sh', '--port', '1'], { configuration: undefined, overrides: [['port', '1']] }],
  [['docker-entrypoint.sh', 'sleep'], undefined],
  [['redis-cli', '/c'], undefined],
  [[], undefined],
])('reads the command %j', (words, command) => expect(readRedisCommand(words)).toEqual(command));

test.each([
  ['a  "b c" d\\ e \'f"\'', ['a', 'b c', 'd e', 'f"']],
  ['a ""', ['a', '']],
  ['a; b', undefined],
  ['a\nb', undefined],
  ['a "b', undefined],
  ['a $(b)', undefined],
])('splits %j as a shell does', (line, words) => expect(wordsOf(line)).toEqual(words));

test('a shell that runs one plain command is looked through', () => {
  expect(unwrapShell(['sh', '-ec', 'exec redis-server /c --port 1'])).toEqual(['redis-server', '/c', '--port', '1']);
  expect(unwrapShell(['/bin/sh', '-c', 'cp /a /b && redis-server /c'])).toBeUndefined();
  expect(unwrapShell(['/bin/sh', '/start.sh'])).toBeUndefined();
});

const contract = {
  workloads: [{ name: 'r', path: '', kind: 'redis' as const, ports: {} }],
  redis: [{ workload: 'r', port: 1, users: [], aclDigest: 'd' }],
};

describe('the configuration is found', () => {
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { 'redis.conf': 'port 0\n' } };
  const volumes = (volume: object) => ({ volumes: [{ name: 'v', ...volume }] });
  const mount = (mountPath: string, more: object = {}) => ({ volumeMounts: [{ name: 'v', mountPath, ...more }] });
  const start = { command: ['redis-server'], args: ['/x/redis.conf'] };

  test.each<[string, object, object]>([
    ['a folder', { ...start, ...mount('/x') }, volumes({ configMap: { name: 'c' } })],
    [
      'one file of it',
      { ...start, ...mount('/x/redis.conf', { subPath: 'redis.conf' }) },
      volumes({ configMap: { name: 'c' } }),
    ],
    [
      'another name',
      { ...start, ...mount('/x') },
      volumes({
        projected: { sources: [{ configMap: { name: 'c', items: [{ key: 'redis.conf', path: 'redis.conf' }] } }] },
      }),
    ],
    [
      'only arguments',
      { args: ['redis-server', '/x/redis.conf'], ...mount('/x') },
      volumes({ configMap: { name: 'c' } }),
    ],
    [
      'a shell, and a variable',
      {
        command: ['sh', '-c', 'exec redis-server $(FILE)'],
        env: [{ name: 'FILE', value: '/x/redis.conf' }],
        ...mount('/x'),
      },
      volumes({ configMap: { name: 'c' } }),
    ],
  ])('in Kubernetes: %s', (_, container, pod) => {
    const [redis] = kubernetesOf([config, deployment('r', container, pod)], contract).subjects.redis;
    expect([redis?.started, redis?.directives, redis?.configuration.pointer]).toEqual([
      true,
      [['port', '0']],
      ['data', 'redis.conf'],
    ]);
  });

  test.each<[string, string]>([
    ['long config', 'command: [redis-server, /x/redis.conf], configs: [{ source: c, target: /x/redis.conf }]'],
    [
      'entry point, and a line',
      'entrypoint: redis-server, command: /x/redis.conf, configs: [{ source: c, target: /x/redis.conf }]',
    ],
    ['short config', 'command: redis-server /c, configs: [c]'],
    ['a file that is mounted', 'command: [redis-server, /x/redis.conf], volumes: ["./r/redis.conf:/x/redis.conf:ro"]'],
    [
      'a folder that is mounted',
      'command: [redis-server, /x/redis.conf], volumes: [{ type: bind, source: ./r, target: /x }]',
    ],
  ])('in Compose: %s', (_, service) => {
    const text = `services: { r: { ${service}, labels: [cdk8s-hardened/acl=d] } }\nconfigs: { c: { file: ./r/redis.conf } }`;
    const [redis] = compose(text, contract, { 'compose/r/redis.conf': 'port 0\n' }).subjects.redis;
    expect([redis?.started, redis?.directives, redis?.configuration.file, redis?.aclDigest?.value]).toEqual([
      true,
      [['port', '0']],
      'compose/r/redis.conf',
      'd',
    ]);
  });

  test('a text inside of the Compose file is interpolated', () => {
    const read = (content: string) =>
      compose(
        `services: { r: { command: redis-server /c, configs: [c] } }\nconfigs: { c: { content: '${content}' } }`,
        contract,
      ).subjects.redis[0];
    expect(read('a $$b')).toMatchObject({ started: true, directives: [['a', '$b']] });
    expect(read('port ${P}')).toMatchObject({ started: false, directives: [] });
  });

  test.each<[string, string]>([
    ['another program', 'command: [redis-cli, /c], configs: [c]'],
    ['no file', 'command: [redis-server], configs: [c]'],
    ['a file that is not there', 'command: [redis-server, /d], configs: [c]'],
    ['who knows', 'command: "${RUN}", configs: [c]'],
    ['more than one command', 'command: [sh, -c, "x; redis-server /c"], configs: [c]'],
  ])('a server that starts with %s proves nothing', (_, service) => {
    const text = `services: { r: { ${service} } }\nconfigs: { c: { file: ./c } }`;
    expect(compose(text, contract, { 'compose/c': 'port 0' }).subjects.redis[0]).toMatchObject({
      started: false,
      directives: [],
    });
  });
});
