import type { Control, Miss } from './control';
import { strangeDirectives, weakCipher } from './helpers/redis-directives';
import { directive, lineOf, setDirective } from './helpers/redis-text';
import type { RedisServer } from './subject';

/*
 * Redis speaks TLS only. Judged is what its configuration, with the command line above it, comes to:
 *   port                                            must be 0
 *   tls-port                                        the port of the contract
 *   tls-cert-file, tls-key-file, tls-ca-cert-file    paths at which secrets are mounted
 *   tls-protocols                                   TLSv1.2, TLSv1.3; or absent, which means both
 *   tls-ciphers                                     none without encryption, without identity, or broken
 *   any other                                       one that the library writes or that only tunes (the list is
 *                                                   lib/controls/helpers/redis-directives.ts): no include, loadmodule,
 *                                                   replicaof, unixsocket, rename-command, enable-debug-command, …
 * The container must start redis-server with this configuration.
 */
export const redisTlsOnly = {
  id: 'redis-tls-only',
  title: 'Redis answers over TLS only',
  severity: 'critical',
  why: 'Redis sends passwords and data in clear text: whoever sees the traffic of one node or bridge reads both.',
  subject: 'redis',
  clauses: { 'nsa-cisa': ['network/encryption'] },
  in: {
    kubernetes: {
      check: (r) => judge(r),
      weaken: [
        { name: 'the plain port open', do: (r) => setDirective(r, 'port', '6379') },
        { name: 'no word on the plain port, which is then open', do: (r) => setDirective(r, 'port', undefined) },
        { name: 'no TLS port', do: (r) => setDirective(r, 'tls-port', undefined) },
        { name: 'a certificate from elsewhere', do: (r) => setDirective(r, 'tls-cert-file', '/data/tls.crt') },
        { name: 'TLS 1.1', do: (r) => setDirective(r, 'tls-protocols', '"TLSv1.1 TLSv1.2"') },
        { name: 'code from a file', do: (r) => setDirective(r, 'loadmodule', '/data/module.so') },
        { name: 'a second configuration', do: (r) => setDirective(r, 'include', '/data/more.conf') },
        { name: 'the command DEBUG', do: (r) => setDirective(r, 'enable-debug-command', 'yes') },
        { name: 'the command MODULE', do: (r) => setDirective(r, 'ENABLE-module-command', 'local') },
        { name: 'ciphers that do not encrypt', do: (r) => setDirective(r, 'tls-ciphers', 'HIGH:eNULL') },
        {
          name: 'the plain port opened on the command line',
          do: (r) => {
            const args = r.at.at('spec', 'template', 'spec', 'containers', 0, 'args');
            args.push('--port');
            args.push('6379');
          },
        },
        {
          name: 'started without its configuration',
          implies: ['redis-least-privilege'],
          do: (r) => r.at.at('spec', 'template', 'spec', 'containers', 0, 'args').set(['--save', '']),
        },
      ],
    },
    compose: {
      check: (r) => judge(r),
      weaken: [
        { name: 'the plain port open', do: (r) => setDirective(r, 'port', '6379') },
        { name: 'no word on the plain port, which is then open', do: (r) => setDirective(r, 'port', undefined) },
        { name: 'no TLS port', do: (r) => setDirective(r, 'tls-port', undefined) },
        { name: 'no key', do: (r) => setDirective(r, 'tls-key-file', undefined) },
        { name: 'TLS 1.0', do: (r) => setDirective(r, 'tls-protocols', 'TLSv1') },
        { name: 'a copy of another server', do: (r) => setDirective(r, 'replicaof', '192.0.2.1 6379') },
        { name: 'a socket beside the port', do: (r) => setDirective(r, 'unixsocket', '/data/redis.sock') },
        { name: 'a command by another name', do: (r) => setDirective(r, 'rename-command', 'CONFIG get2') },
        { name: 'ciphers that know nobody', do: (r) => setDirective(r, 'tls-ciphers', 'ALL:!eNULL') },
        { name: 'the plain port opened on the command line', do: (r) => r.at.at('command').push('--port 6379') },
        { name: 'directives from standard input', do: (r) => r.at.at('command').push('-') },
        {
          name: 'started without its configuration',
          implies: ['redis-least-privilege'],
          do: (r) => r.at.at('command').remove(),
        },
      ],
    },
  },
  exception: 'never',
} as const satisfies Control<'redis'>;

function judge(server: RedisServer): readonly Miss[] {
  const wants: readonly (readonly [name: string, want: string, met: (value: string | undefined) => boolean])[] = [
    ['port', '0', (value) => value === '0'],
    ['tls-port', String(server.contract.port), (value) => value === String(server.contract.port)],
    ...['tls-cert-file', 'tls-key-file', 'tls-ca-cert-file'].map(
      (name) => [name, 'the path of a secret', (value?: string) => server.secretPaths.includes(value ?? '')] as const,
    ),
    ['tls-protocols', 'TLSv1.2 TLSv1.3', (value) => !/\bTLSv1(?:\.[01])?(?![.0-9])/i.test(value ?? '')],
  ];
  const unstarted: Miss = {
    at: [server.at],
    got: 'redis-server is not started with this configuration',
    want: 'redis-server and the path of the configuration',
    fix: 'leave command and arguments as they were made',
  };
  if (!server.started) return [unstarted];
  const cipher = weakCipher(server);
  const unmet = wants
    .filter(([name, , met]) => !met(directive(server, name)))
    .map(([name, want]): Miss => ({
      at: [lineOf(server, name)],
      got: `${name} ${directive(server, name) ?? 'absent'}`,
      want: `${name} ${want}`,
      fix: 'correct the line of the configuration, or the command line over it',
    }));
  return [
    ...unmet,
    ...(cipher === undefined
      ? []
      : [{ ...missAt(server, 'tls-ciphers', cipher), want: 'ciphers that encrypt', fix: 'leave it out' }]),
    ...strangeDirectives(server).map((name) => ({
      ...missAt(server, name, ''),
      want: 'directives that are known to open nothing',
      fix: 'remove it',
    })),
  ];
}

/** Values of strange directives may be secrets: they are not shown. */
const missAt = (server: RedisServer, name: string, value: string): Pick<Miss, 'at' | 'got'> => ({
  at: [lineOf(server, name)],
  got: `${name} ${value}`.trim(),
});
