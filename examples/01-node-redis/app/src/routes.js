import { readJsonText } from './body.js';
import { HttpError } from './http-error.js';

const DEFAULT_TTL = 1_800;
const MAX_TTL = 86_400;
const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** `route` is what logs and metrics say: ids stay out of both. An answer is { status, json } with json as text. */
export function createRoutes({ store, state }) {
  return [
    {
      route: '/sessions/:id',
      path: /^\/sessions\/([^/]*)$/,
      methods: {
        async PUT({ req, param, query }) {
          const id = sessionId(param);
          const ttl = ttlSeconds(query);
          await store.put(id, await readJsonText(req), ttl);
          return { status: 204 };
        },
        async GET({ param }) {
          const json = await store.get(sessionId(param));
          if (json === null) throw new HttpError(404, 'no such session');
          return { status: 200, json };
        },
        async DELETE({ param }) {
          if (!(await store.remove(sessionId(param)))) throw new HttpError(404, 'no such session');
          return { status: 204 };
        },
      },
    },
    {
      // This process only. If it asked Redis, an outage there would have every replica restarted for nothing.
      route: '/livez',
      path: /^\/livez$/,
      methods: { GET: async () => ({ status: 200, json: '{"status":"ok"}' }) },
    },
    {
      route: '/readyz',
      path: /^\/readyz$/,
      methods: {
        async GET() {
          if (state.draining) throw new HttpError(503, 'stopping');
          await store.ping();
          return { status: 200, json: '{"status":"ok"}' };
        },
      },
    },
  ];
}

function sessionId(text) {
  if (ID.test(text)) return text;
  throw new HttpError(400, 'the id must be 1 to 64 of A-Z, a-z, 0-9, _ and -');
}

function ttlSeconds(query) {
  const values = query.getAll('ttl');
  if (values.length === 0) return DEFAULT_TTL;
  const ttl = values.length === 1 && /^\d{1,9}$/.test(values[0]) ? Number(values[0]) : NaN;
  if (ttl >= 1 && ttl <= MAX_TTL) return ttl;
  throw new HttpError(400, `ttl must be one whole number of seconds from 1 to ${MAX_TTL}`);
}
