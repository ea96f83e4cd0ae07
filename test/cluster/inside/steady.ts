// Runs in a pod, by its own Node: a small steady load, each request on a connection of its own, until a file tells it to
// stop. Prints what became of them: the status, or why there was none.
import { existsSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';

interface Asked {
  readonly url: string;
  readonly everyMs: number;
  readonly atMostSeconds: number;
  /** Made after the first answers. */
  readonly running: string;
  /** It ends when this is there. */
  readonly stop: string;
}

function send(url: string): Promise<string> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json' };
    const asked = request(url, { method: 'PUT', agent: false, headers, signal: AbortSignal.timeout(30_000) });
    asked.on('response', (reply) => {
      reply.resume();
      reply.on('end', () => resolve(String(reply.statusCode)));
      reply.on('error', (error) => resolve(String(error)));
    });
    asked.on('error', (error) => resolve((error as NodeJS.ErrnoException).code ?? String(error)));
    asked.end('{"n":1}');
  });
}

async function main(): Promise<void> {
  const { url, everyMs, atMostSeconds, running, stop } = JSON.parse(process.env['PROBE'] ?? '{}') as Asked;
  const all: Promise<string>[] = [];
  for (const end = Date.now() + atMostSeconds * 1000; Date.now() < end && !existsSync(stop);) {
    all.push(send(url));
    if (all.length === 10) void Promise.all(all).then(() => writeFileSync(running, ''));
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  const counted: Record<string, number> = {};
  for (const fate of await Promise.all(all)) counted[fate] = (counted[fate] ?? 0) + 1;
  process.stdout.write(JSON.stringify(counted));
}

void main();
