// Runs in a pod, by its own Node: a small steady load, each request on a connection of its own. Prints what became of
// them: the status, or why there was none.
import { request } from 'node:http';

interface Asked {
  readonly url: string;
  readonly everyMs: number;
  readonly seconds: number;
}

function send(url: string): Promise<string> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json' };
    const asked = request(url, { method: 'PUT', agent: false, headers, signal: AbortSignal.timeout(10_000) });
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
  const { url, everyMs, seconds } = JSON.parse(process.env['PROBE'] ?? '{}') as Asked;
  const all: Promise<string>[] = [];
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    all.push(send(url));
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  const counted: Record<string, number> = {};
  for (const fate of await Promise.all(all)) counted[fate] = (counted[fate] ?? 0) + 1;
  process.stdout.write(JSON.stringify(counted));
}

void main();
