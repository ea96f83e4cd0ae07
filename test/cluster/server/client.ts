import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';

/** What the API server said. */
export interface Reply {
  readonly code: number;
  readonly body: unknown;
  /** `Warning` headers, without code and agent. */
  readonly warnings: readonly string[];
}

/** Speaks to the API server as its administrator. */
export interface Client {
  ask(method: string, path: string, body?: unknown, type?: string): Promise<Reply>;
  close(): void;
}

export function connect(pki: string, server: string): Client {
  const read = (name: string): Buffer => readFileSync(join(pki, name));
  const identity = { ca: read('ca.crt'), cert: read('admin.crt'), key: read('admin.key') };
  const agent = new Agent({ keepAlive: true, maxSockets: 8, ...identity });
  return {
    ask: (method, path, body, type = 'application/json') =>
      new Promise((resolve, reject) => {
        const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': type }) };
        const asked = request(`${server}${path}`, { method, agent, headers, timeout: 120_000 }, (reply) => {
          let text = '';
          reply.setEncoding('utf8').on('data', (part: string) => (text += part));
          reply.on('end', () =>
            resolve({
              code: reply.statusCode ?? 0,
              body: parsed(text),
              warnings: warningsOf(reply.headersDistinct['warning'] ?? []),
            }),
          );
        });
        asked.on('error', reject).on('timeout', () => asked.destroy(new Error(`${method} ${path}: no answer`)));
        asked.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
      }),
    close: () => agent.destroy(),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** `299 - "text"`, several of them in one header or in several. */
const warningsOf = (headers: readonly string[]): readonly string[] =>
  headers.flatMap((header) =>
    [...header.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text.replace(/\\(.)/g, '$1')),
  );

/** The message of a refusal; empty where it was none. */
export function refusalOf({ code, body }: Reply): string {
  if (code < 400) return '';
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : body;
  return `${code}: ${String(message).trim()}`;
}
