const PING_MS = 1_000;

/** Sessions in Redis: keys are `session:<id>` and only those, and each has an end. */
export function createStore(connection) {
  const key = (id) => `session:${id}`;
  return {
    put: (id, text, ttl) =>
      connection.run('SET', (redis) => redis.set(key(id), text, { expiration: { type: 'EX', value: ttl } })),
    get: (id) => connection.run('GET', (redis) => redis.get(key(id))),
    // Sent a second time it may find nothing because the first one came through.
    remove: (id) => connection.run('DEL', async (redis, again) => (await redis.del(key(id))) > 0 || again),
    ping: () => connection.run('PING', (redis) => redis.ping(), PING_MS),
  };
}
