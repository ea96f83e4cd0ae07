import { judged, notHeld, type Answer } from '../answers';
import { APPLICATION, container, once, probe, REDIS, shellIn, type Stack } from '../docker/stack';
import type { Ask } from './ask';

interface Talk {
  readonly error: string;
  readonly replies: readonly string[];
}

interface Asked {
  readonly port?: number;
  readonly tls?: boolean;
  readonly ca?: string;
  readonly maxVersion?: string;
  readonly user?: string;
  readonly password?: string;
  readonly commands: readonly (readonly string[])[];
}

const PORT = 6379;

/** From the application's container, so from the one place that is let through to Redis. */
export const talk = async (stack: Stack, asked: Asked): Promise<Talk> =>
  probe<Talk>(stack, await container(stack, APPLICATION), 'redis-talk.ts', {
    host: REDIS,
    port: PORT,
    tls: true,
    ...asked,
  });

/** The same with the right password and authority must work: otherwise a refusal says nothing. */
async function worksOtherwise(stack: Stack): Promise<string | undefined> {
  const { error, replies } = await once(stack, 'redis works', () =>
    talk(stack, {
      user: APPLICATION,
      commands: [
        ['SET', 'session:probe', '1', 'EX', '60'],
        ['GET', 'session:probe'],
      ],
    }),
  );
  return replies.join() === '+OK,+OK,$1 1'
    ? undefined
    : `with the right credentials it does not work either: ${error} ${replies.join()}`;
}

/** Every one of the commands must be refused with one of these words. */
async function refused(stack: Stack, asked: Asked, words: RegExp, skip = 0): Promise<Answer> {
  const broken = await worksOtherwise(stack);
  if (broken !== undefined) return notHeld(broken);
  const { error, replies } = await talk(stack, asked);
  if (error !== '') return notHeld(`no connection: ${error}`);
  const said = replies.slice(skip);
  const problems = said.flatMap((reply, at) =>
    words.test(reply) ? [] : [`${JSON.stringify(asked.commands[at])}: ${reply}`],
  );
  if (said.length !== asked.commands.length)
    problems.push(`${said.length} answers to ${asked.commands.length} commands`);
  return judged(problems, said.join('; '));
}

/** What the application's own user must not do. */
const denied =
  (...commands: readonly (readonly string[])[]): Ask =>
  (stack) =>
    refused(stack, { user: APPLICATION, commands }, /^-NOPERM/, 1);

export const otherKeys = denied(['GET', 'other:1'], ['SET', 'other:1', '1'], ['DEL', 'other:1'], ['GET', 'sessionx']);
export const scan = denied(['SCAN', '0']);
export const keys = denied(['KEYS', 'session:*']);
export const flush = denied(['FLUSHALL'], ['FLUSHDB']);
export const config = denied(['CONFIG', 'GET', 'dir'], ['CONFIG', 'SET', 'maxmemory', '1gb']);
export const acl = denied(['ACL', 'LIST'], ['ACL', 'SETUSER', 'eve', 'on', 'nopass', '~*', '+@all']);

export const functions = denied(
  ['FUNCTION', 'LOAD', '#!lua name=own\nredis.register_function("own", function() return 1 end)'],
  ['FUNCTION', 'DELETE', 'own'],
  ['FUNCTION', 'FLUSH'],
  ['EVAL', 'return 1', '0'],
);
export const tracking = denied(
  ['CLIENT', 'TRACKING', 'ON', 'BCAST'],
  ['CLIENT', 'TRACKING', 'ON', 'REDIRECT', '1', 'BCAST'],
);

export const noPassword: Ask = (stack) =>
  refused(stack, { commands: [['PING'], ['GET', 'session:probe']] }, /^-NOAUTH/);

export const wrongPassword: Ask = (stack) =>
  refused(
    stack,
    {
      commands: [
        ['AUTH', APPLICATION, 'wrong'],
        ['GET', 'session:probe'],
      ],
    },
    /^-(WRONGPASS|NOAUTH)/,
  );

export const defaultUser: Ask = (stack) =>
  refused(
    stack,
    {
      commands: [
        ['AUTH', 'default', ''],
        ['AUTH', 'default', 'default'],
        ['AUTH', 'default'],
        ['GET', 'session:probe'],
      ],
    },
    /^-(WRONGPASS|NOAUTH)/,
  );

/** It reads its password where the health check does, in Redis' own container. */
export const healthUser: Ask = async (stack) => {
  const words = [
    'PING',
    'GET session:probe',
    'SET session:probe 1',
    'INFO',
    'CLIENT LIST',
    'ACL WHOAMI',
    'CONFIG GET dir',
  ];
  const cli = 'redis-cli --tls --cacert /secrets/ca.crt -h localhost -p 6379 --no-auth-warning --user health';
  const out = await shellIn(
    stack,
    REDIS,
    `export REDISCLI_AUTH="$(cat /secrets/health)"\n${words.map((w) => `${cli} ${w} 2>&1 | head -1`).join('\n')}\n`,
  );
  const [ping, ...others] = out
    .trim()
    .split('\n')
    .filter((line) => line !== '');
  const problems = others.flatMap((line, at) => (line.startsWith('NOPERM') ? [] : [`${words[at + 1]}: ${line}`]));
  if (ping !== 'PONG') problems.push(`PING: ${ping}`);
  if (others.length !== words.length - 1) problems.push(`${others.length} answers`);
  return judged(problems, `PING: ${ping}; ${words.slice(1).join(', ')}: NOPERM`);
};

/** Ports that a process in Redis' container listens on, but for the engine's resolver on 127.0.0.11. */
async function listening(stack: Stack): Promise<readonly number[]> {
  const text = await shellIn(stack, REDIS, 'cat /proc/net/tcp /proc/net/tcp6');
  const rows = [...text.matchAll(/^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) \S+ 0A /gm)].filter(
    ([, address]) => address !== '0B00007F',
  );
  return [...new Set(rows.map(([, , port]) => parseInt(port ?? '', 16)))];
}

export const plainText: Ask = async (stack) => {
  const broken = await worksOtherwise(stack);
  if (broken !== undefined) return notHeld(broken);
  const ports = await listening(stack);
  const problems = ports.includes(PORT) ? [] : [`nothing listens on ${PORT}`];
  const seen: string[] = [];
  for (const port of ports) {
    const { error, replies } = await talk(stack, { port, tls: false, commands: [['PING']] });
    const said = error || replies.join();
    seen.push(`port ${port}: ${said}`);
    if (!said.startsWith('closed') && said !== 'ECONNRESET') problems.push(`port ${port} answers plain text: ${said}`);
  }
  return judged(problems, seen.join('; '));
};

export const otherAuthority: Ask = async (stack) => {
  const broken = await worksOtherwise(stack);
  if (broken !== undefined) return notHeld(broken);
  const { error, replies } = await talk(stack, {
    ca: stack.strangersAuthority,
    user: APPLICATION,
    commands: [['PING']],
  });
  const refusal =
    /^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|CERT_SIGNATURE_FAILURE)$/;
  return judged(refusal.test(error) ? [] : [`${error} ${replies.join()}`], error);
};

export const oldTls: Ask = async (stack) => {
  const broken = await worksOtherwise(stack);
  if (broken !== undefined) return notHeld(broken);
  const { error, replies } = await talk(stack, { maxVersion: 'TLSv1.1', user: APPLICATION, commands: [['PING']] });
  // the server's own word: the client did offer it
  return judged(error === 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' ? [] : [`${error} ${replies.join()}`], error);
};
