import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, ErrorReply } from 'redis';
import { deadline, DeadlineError } from './deadline.js';

const CONNECT_MS = 3_000; // TCP and TLS
const OPEN_MS = 5_000; // all of it, with the answer to AUTH
const COMMAND_MS = 2_000;
const RETURN_MS = 2_000; // how long a request waits for a connection that was just lost
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;
const MAX_WAITING = 1_000; // commands sent and not answered yet

export class RedisUnavailable extends Error {}

/** Exponential with a cap, half of it random: many replicas must not come back in step. */
export function backoff(attempt, random = Math.random) {
  const full = Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempt, 20), LAST_RETRY_MS);
  return Math.round(full / 2 + (random() * full) / 2);
}

/**
 * Keeps one connection to Redis, for ever.
 *
 * The client could reconnect by itself, but it has no time limit for a command that is already on the wire, nor for
 * the answer to its login: with a host that vanished without a word, TCP alone takes a quarter of an hour to notice. So a
 * connection that misses a deadline is thrown away here and a new client made, which also reads the files again.
 *
 * A server that takes up a changed password may close the connections of that user, and one that restarts closes all. Who asks
 * meanwhile waits for the first attempt to connect again, and a command that was on the wire is sent once more: all that
 * are used here may be sent twice. If that attempt fails, the answer is immediate again.
 */
export function createConnection({ redis, log }) {
  const stop = new AbortController();
  let live; // { client, lost, lose, next, follow } while connected
  let last; // the connection that was lost last
  let running;

  async function open() {
    const [password, ca] = await Promise.all([readFile(redis.authFile, 'utf8'), readFile(redis.caFile, 'utf8')]);
    const client = createClient({
      // With these, the login is the only command that the client sends of its own accord.
      RESP: 2,
      disableClientInfo: true,
      maintNotifications: 'disabled',
      username: redis.username,
      password: password.trim(),
      disableOfflineQueue: true,
      commandsQueueMaxLength: MAX_WAITING,
      socket: {
        host: redis.host,
        port: redis.port,
        tls: true,
        ca, // instead of the public authorities, not besides them
        rejectUnauthorized: true, // said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED cannot undo it
        connectTimeout: CONNECT_MS,
        reconnectStrategy: false,
      },
    });
    let lose;
    const lost = new Promise((resolve) => (lose = resolve));
    let follow; // with the connection that the first attempt after this one gives, if it gives one
    const next = new Promise((resolve) => (follow = resolve));
    client.on('error', lose);
    try {
      await deadline(client.connect(), OPEN_MS, 'connecting');
    } catch (err) {
      discard(client);
      throw err;
    }
    return { client, lost, lose, next, follow };
  }

  async function keep() {
    for (let attempt = 0; !stop.signal.aborted; attempt++) {
      try {
        live = await open();
        attempt = 0;
        last?.follow(live);
        log.info('redis connected');
        const why = await live.lost;
        if (!stop.signal.aborted) log.warn('redis connection lost', { error: describe(why) });
      } catch (err) {
        log.warn('redis connection failed', { error: describe(err), attempt });
        last?.follow(undefined);
      }
      if (live) {
        discard(live.client);
        last = live;
      }
      live = undefined;
      await sleep(backoff(attempt), undefined, { signal: stop.signal }).catch(() => {});
    }
  }

  return {
    isUp: () => live !== undefined,
    start: () => void (running ??= keep()),

    /** One command, that may be sent twice: nothing queues up while Redis is away. `command` is told whether it was before. */
    async run(what, command, ms = COMMAND_MS) {
      const current = live ?? (await soon(last?.next));
      if (!current) throw new RedisUnavailable('not connected to redis');
      try {
        return await deadline(command(current.client, false), ms, what);
      } catch (err) {
        const isAnswer = err instanceof ErrorReply;
        if (!isAnswer) current.lose(err);
        const next = isAnswer || err instanceof DeadlineError ? undefined : await soon(current.next);
        if (!next) throw new RedisUnavailable(describe(err));
        try {
          return await deadline(command(next.client, true), ms, what);
        } catch (again) {
          if (!(again instanceof ErrorReply)) next.lose(again);
          throw new RedisUnavailable(describe(again));
        }
      }
    },

    async close() {
      stop.abort();
      if (!live) return;
      await deadline(live.client.close(), 1_000, 'closing').catch(() => {});
      live?.lose(new Error('closed'));
      await running;
    },
  };
}

/** What the promise gives, or nothing if that takes too long. */
const soon = (promise) => promise && deadline(promise, RETURN_MS, 'connecting').catch(() => undefined);

function discard(client) {
  try {
    client.destroy();
  } catch {
    // It throws when the client is closed already, which is what we want.
  }
}

/** Node's error for "every address refused" has a code and no message. */
const describe = (err) => err.message || err.code || 'unknown error';
