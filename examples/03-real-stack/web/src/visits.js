import { readFileSync } from 'node:fs';
import { createClient } from 'redis';

/** One connection to Redis, kept for ever: password and authority are files, the rest stands in the URL. */
export function openVisits(env, log) {
  const url = new URL(env.REDIS_URL);
  const client = createClient({
    // not `url`: with a user in it, this client forgets the password that stands beside it
    username: decodeURIComponent(url.username),
    password: readFileSync(env.REDIS_AUTH_FILE, 'utf8').trim(),
    RESP: 2,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    disableOfflineQueue: true,
    socket: {
      host: url.hostname,
      port: Number(url.port),
      tls: true,
      ca: readFileSync(env.REDIS_CA_FILE, 'utf8'),
      reconnectStrategy: (attempt) => Math.min(100 * 2 ** attempt, 2_000),
    },
  });
  client.on('error', (error) => log('redis', error.message || error.code));
  const connected = client.connect().catch((error) => log('redis', error.message || error.code));
  return {
    isUp: () => client.isReady,
    count: () => client.incr('visits:total'),
    close: async () => {
      await connected;
      if (client.isOpen) client.destroy();
    },
  };
}
