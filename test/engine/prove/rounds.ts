import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { passwordOf } from '../docker/expected-secrets';
import { APPLICATION, container, REDIS } from '../docker/stack';
import type { Break } from './broken';

const APP = `services/${APPLICATION}`;
const APP_LIMITS = `${APP}/deploy/resources/limits`;
const REDIS_SERVICE = `services/${REDIS}`;
export const EDGE = 'shop_backend-1_to_redis';
const CONF = 'config/redis/redis.conf';
const SOURCE = '../../../app';

/** Breaks that do not hide each other are tried together: each round is one start of the system. */
export const ROUNDS: readonly (readonly Break[])[] = [
  [
    {
      name: 'a writable root',
      red: ['value-read-only-root', 'value-writable-places'],
      files: (b) => b.set(`${APP}/read_only`, false),
    },
    { name: 'default capabilities', red: ['value-capabilities'], files: (b) => b.remove(`${APP}/cap_drop`) },
    {
      name: 'no security options, no system call filter',
      red: ['value-no-new-privileges', 'value-seccomp'],
      files: (b) => b.set(`${APP}/security_opt`, ['seccomp:unconfined']),
    },
    {
      name: 'more memory',
      red: ['value-memory', 'memory-exceeded'],
      files: (b) => b.set(`${APP_LIMITS}/memory`, '1g'),
    },
    { name: 'swap', red: ['value-swap'], files: (b) => b.remove(`${APP}/memswap_limit`) },
    { name: 'more processor time', red: ['value-cpu'], files: (b) => b.set(`${APP_LIMITS}/cpus`, '1.5') },
    { name: 'more processes', red: ['value-pids'], files: (b) => b.set(`${APP_LIMITS}/pids`, 1000) },
    {
      name: 'another health check',
      red: ['value-health'],
      files: (b) => b.set(`${APP}/healthcheck/test`, ['CMD', 'true']),
    },
    { name: 'another grace period', red: ['value-keeping'], files: (b) => b.set(`${APP}/stop_grace_period`, '3s') },
    {
      name: 'a temporary place that runs programs',
      red: ['value-temporary-files'],
      files: (b) => b.set(`${APP}/tmpfs`, ['/tmp:rw,nosuid,nodev,exec,size=16m,mode=1777,uid=62588,gid=62588']),
    },
  ],
  [
    { name: 'root', red: ['value-user'], files: (b) => b.set(`${APP}/user`, '0:0') },
    {
      name: 'one more writable place',
      red: ['value-writable-places'],
      files: (b) => b.set(`${REDIS_SERVICE}/tmpfs`, ['/var/cache:size=1m']),
    },
    { name: "the host's memory segments", red: ['value-isolation'], files: (b) => b.set(`${APP}/ipc`, 'host') },
    {
      name: 'published on all addresses',
      red: ['published-narrowly'],
      files: (b) => b.set(`${APP}/ports`, [{ target: 5010, host_ip: '0.0.0.0', published: '5010' }]),
    },
    {
      name: 'a password in the environment',
      red: ['no-secret-in-sight'],
      files: (b) => b.set(`${APP}/environment/REDIS_PASSWORD`, b.secret(passwordOf(APPLICATION))),
    },
    {
      name: 'a way out',
      red: ['reach-outside', 'reach-metadata', 'reach-outside-datagram'],
      files: (b) => b.set('networks/publish-backend-1', {}),
    },
    { name: 'a resolver', red: ['reach-names', 'value-networks'], files: (b) => b.remove(`${APP}/dns`) },
    {
      name: 'secrets that all of the host can read',
      red: ['value-secret-files'],
      running: (stack) => Promise.resolve(chmodSync(join(stack.folder, 'secrets'), 0o755)),
    },
    {
      name: 'a store that forgets',
      red: ['session-kept'],
      files: (b) => b.edit(`${SOURCE}/src/store.js`, 'redis.set(key(id), text,', "redis.set(key(id), '{}',"),
    },
    {
      name: 'a configuration without its digest',
      red: ['config-restarts-its-reader'],
      files: (b) => b.edit('compose.yaml', /\n\s+cdk8s-hardened\/config: \S+/, ''),
    },
    {
      name: 'an image that its user can change',
      red: ['image-as-declared'],
      files: (b) => b.edit('../../docker/backend-1/Dockerfile', '--chown=0:0', '--chown=62588:62588'),
    },
  ],
  [
    {
      name: 'a plain port',
      red: ['redis-plain-text'],
      files: (b) => b.edit(CONF, /^port 0$/m, 'port 6380'),
    },
    {
      name: 'old TLS',
      red: ['redis-old-tls'],
      files: (b) =>
        b.edit(CONF, /^tls-protocols .*$/m, 'tls-protocols "TLSv1.1 TLSv1.2 TLSv1.3"\ntls-ciphers DEFAULT:@SECLEVEL=0'),
    },
    {
      name: 'a default user',
      red: ['redis-no-password', 'redis-default-user'],
      files: (b) => b.edit('secrets/redis.acl', /^user default .*$/m, 'user default on nopass ~* &* +@all'),
    },
    {
      name: 'an application that may do all, with any password',
      red: [
        'redis-wrong-password',
        'redis-other-keys',
        'redis-scan',
        'redis-keys',
        'redis-flushall',
        'redis-config',
        'redis-acl',
        'redis-function',
        'redis-tracking',
      ],
      files: (b) => b.edit('secrets/redis.acl', /^user backend-1 .*$/m, 'user backend-1 on nopass ~* &* +@all'),
    },
    {
      name: 'a health check that may read',
      red: ['redis-health-user'],
      files: (b) => b.edit('secrets/redis.acl', /^(user health on resetchannels) -@all \+ping/m, '$1 ~* +@all'),
    },
    {
      name: 'presets that let all through',
      red: ['redis-queue-preset', 'redis-pub-sub-preset'],
      asked: () => ({ presets: { queue: 'on ~* &* +@all', 'pub-sub': 'on ~* &* +@all' } }),
    },
    {
      name: 'a way out for both',
      red: ['way-out-declared'],
      asked: () => ({ leaving: ['caller', 'quiet'] }),
    },
    {
      name: 'a stranger with the right authority',
      red: ['redis-other-authority'],
      asked: (stack) => ({ strangersAuthority: readFileSync(join(stack.folder, 'secrets/ca.crt'), 'utf8') }),
    },
    {
      name: 'a stranger in the network',
      red: ['reach-stranger'],
      running: (stack) => stack.engine.docker(['network', 'connect', EDGE, stack.twin]),
    },
    {
      name: 'an overlay that does not watch',
      red: ['development-overlay'],
      asked: () => ({ overlay: [['      - --watch\n', '']] }),
    },
    {
      name: 'no commands in README',
      red: ['readme-runs'],
      asked: () => ({ readme: '' }),
    },
  ],
  [
    {
      name: 'a client that does not look at names',
      red: ['client-other-name'],
      files: (b) =>
        b.edit(`${SOURCE}/src/connection.js`, 'rejectUnauthorized: true,', 'checkServerIdentity: () => undefined,'),
    },
    {
      name: 'an application that gives up with Redis',
      red: ['application-reconnects'],
      files: (b) =>
        b.edit(
          `${SOURCE}/src/connection.js`,
          'const why = await live.lost;',
          'await live.lost; process.exit(1); const why = 0;',
        ),
    },
    {
      name: 'an application that keeps the password it read first',
      red: ['rotation-loses-nothing'],
      files: (b) =>
        b.edit(
          `${SOURCE}/src/connection.js`,
          "readFile(redis.authFile, 'utf8')",
          "(redis.kept ??= readFile(redis.authFile, 'utf8'))",
        ),
    },
    {
      name: 'an application that stops at once',
      red: ['stop-loses-nothing', 'stop-in-time'],
      files: (b) => b.edit(`${SOURCE}/server.js`, 'void stop(signal)', 'process.exit(1)'),
    },
    {
      name: 'a Redis that keeps nothing',
      red: ['kill-keeps-data', 'restart-keeps-data'],
      files: (b) => b.edit(CONF, 'appendonly yes', 'appendonly no\nsave ""'),
    },
  ],
  [
    {
      name: 'an inspector on all addresses',
      red: ['development-overlay'],
      asked: () => ({ overlay: [['host_ip: 127.0.0.1', 'host_ip: 0.0.0.0']] }),
    },
    {
      name: 'an application without its edge',
      red: ['reach-redis'],
      running: async (stack) =>
        stack.engine.docker(['network', 'disconnect', EDGE, await container(stack, APPLICATION)]),
    },
  ],
];
