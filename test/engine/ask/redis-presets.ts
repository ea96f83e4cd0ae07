import { judged } from '../answers';
import { REDIS, shellIn } from '../docker/stack';
import type { Ask } from './ask';

/** Who says what, and how the server must answer. */
type Row = readonly [command: readonly string[], answer: RegExp];

const NOPERM = /^NOPERM/;
const LIBRARY = '#!lua name=own\nredis.register_function("own", function() return 1 end)';

const QUEUE: readonly Row[] = [
  [['LPUSH', 'job:1', 'a'], /^1$/],
  [['BRPOP', 'job:1', '1'], /^job:1 a$/],
  [['XADD', 'job:log', '1-1', 'a', '1'], /^1-1$/],
  [['XREAD', 'BLOCK', '100', 'STREAMS', 'job:log', '0'], /^job:log 1-1/],
  [['DEL', 'job:log'], /^1$/],
  [['LPUSH', 'other:1', 'a'], NOPERM],
  [['LMOVE', 'job:1', 'other:1', 'LEFT', 'LEFT'], NOPERM],
  [['GET', 'other:1'], NOPERM],
  [['GET', 'job:1'], NOPERM],
  [['SET', 'job:2', '1'], NOPERM],
  [['SORT', 'job:1'], NOPERM],
  [['FUNCTION', 'LOAD', LIBRARY], NOPERM],
  [['EVAL', 'return 1', '0'], NOPERM],
  [['PUBLISH', 'job:1', 'a'], NOPERM],
  [['CLIENT', 'TRACKING', 'ON', 'BCAST'], NOPERM],
  [['KEYS', '*'], NOPERM],
  [['SCAN', '0'], NOPERM],
  [['CONFIG', 'GET', 'dir'], NOPERM],
];

const PUB_SUB: readonly Row[] = [
  [['PING'], /^PONG$/],
  // one subscriber is there meanwhile
  [['PUBLISH', 'news:1', 'a'], /^1$/],
  [['PSUBSCRIBE', 'news:*'], /^psubscribe news:\* 1/],
  [['SPUBLISH', 'news:1', 'a'], /^0$/],
  [['PUBLISH', 'other:1', 'a'], NOPERM],
  [['SPUBLISH', 'other:1', 'a'], NOPERM],
  [['SUBSCRIBE', 'other:1'], NOPERM],
  [['PSUBSCRIBE', '*'], NOPERM],
  [['PSUBSCRIBE', 'news:*', 'n*'], NOPERM],
  [['SUBSCRIBE', '__keyspace@0__:job:1'], NOPERM],
  [['PUBSUB', 'CHANNELS'], NOPERM],
  [['GET', 'news:1'], NOPERM],
  [['SET', 'news:1', '1'], NOPERM],
  [['FUNCTION', 'LOAD', LIBRARY], NOPERM],
  [['CLIENT', 'TRACKING', 'ON', 'BCAST'], NOPERM],
  [['CLIENT', 'LIST'], NOPERM],
  [['ACL', 'LIST'], NOPERM],
];

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** A second server of the same program in Redis' container, on a socket: its only user has the rules of a preset. */
const script = (rules: string, rows: readonly Row[], before: string): string => `
export LC_ALL=C REDISCLI_AUTH=probe
d=$(mktemp -d -p /data)
trap 'kill "$(cat "$d/pid")" 2>/dev/null; rm -rf "$d"' EXIT
printf 'user default off\\nuser probe %s >probe\\n' ${quoted(rules)} > "$d/users.acl"
redis-server --port 0 --unixsocket "$d/s" --aclfile "$d/users.acl" --dir "$d" --save '' --logfile "$d/log" --pidfile "$d/pid" --daemonize yes >/dev/null
for n in 1 2 3 4 5 6 7 8 9 10; do [ -S "$d/s" ] && break; sleep 0.5; done
say() { timeout 2 redis-cli -s "$d/s" --no-auth-warning --user probe "$@" 2>&1 | tr '\\n' ' '; echo; }
${before}
${rows.map(([command]) => `say ${command.map(quoted).join(' ')}`).join('\n')}
`;

const preset =
  (name: 'queue' | 'pub-sub', rows: readonly Row[], before = ''): Ask =>
  async (stack) => {
    const out = await shellIn(stack, REDIS, script(stack.presets[name], rows, before));
    const said = out
      .trimEnd()
      .split('\n')
      .map((line) => line.trim());
    const problems = rows.flatMap(([command, answer], at) =>
      answer.test(said[at] ?? '') ? [] : [`${command.slice(0, 3).join(' ')}: ${said[at] ?? 'no answer'}`],
    );
    if (said.length !== rows.length) problems.push(`${said.length} answers to ${rows.length} commands`);
    const refused = rows.filter(([, answer]) => answer === NOPERM).length;
    return judged(problems, `${rows.length - refused} commands answered, ${refused} refused with NOPERM`);
  };

export const queuePreset = preset('queue', QUEUE);
export const pubSubPreset = preset('pub-sub', PUB_SUB, '(say SUBSCRIBE news:1 >/dev/null) &\nsleep 0.7');
