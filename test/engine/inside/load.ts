// Runs in the engine's network: a small steady load on one address, bounded in number and time, each request on a
// connection of its own; and one slow upload. Prints what became of them.
import { request } from 'node:http';

const [base = '', everyMs = '50', total = '160'] = process.argv.slice(2);

/** 'lost': the connection was made, and no whole answer came. */
type Fate = 'answered' | 'not accepted' | 'lost' | `status ${number}`;

function send(path: string, body: readonly string[], pauseMs: number): Promise<Fate> {
  return new Promise((resolve) => {
    let connected = false;
    const asked = request(`${base}${path}`, {
      method: 'PUT',
      agent: false,
      headers: { 'content-type': 'application/json' },
    });
    // its own time-out counts from the connection on
    const connecting = setTimeout(() => asked.destroy(new Error('time-out')), 8_000);
    asked.setTimeout(30_000, () => asked.destroy(new Error('time-out')));
    asked.on('socket', (socket) =>
      socket.on('connect', () => {
        connected = true;
        clearTimeout(connecting);
      }),
    );
    asked.on('response', (response) => {
      response.resume();
      response.on('end', () =>
        resolve(response.statusCode === 204 ? 'answered' : `status ${response.statusCode ?? 0}`),
      );
      response.on('error', () => resolve('lost'));
    });
    asked.on('error', () => {
      clearTimeout(connecting);
      resolve(connected ? 'lost' : 'not accepted');
    });
    body.forEach((part, at) =>
      setTimeout(() => (at === body.length - 1 ? asked.end(part) : asked.write(part)), at * pauseMs),
    );
  });
}

async function main(): Promise<void> {
  const fates: Promise<Fate>[] = [];
  const slow: Promise<Fate>[] = [];
  for (let n = 0; n < Number(total); n++) {
    fates.push(send(`/sessions/load-${n % 10}`, ['{"n":1}'], 0));
    if (n === 20) process.stdout.write('ready\n');
    // on their way whenever the stop comes: each takes more than a second
    if (n % 10 === 0) slow.push(send(`/sessions/slow-${n % 10}`, ['{"a":', '1,', '"b":2', '}'], 400));
    await new Promise((resolve) => setTimeout(resolve, Number(everyMs)));
  }
  const tally = async (list: readonly Promise<Fate>[]): Promise<Record<string, number>> => {
    const counted: Record<string, number> = {};
    for (const fate of await Promise.all(list)) counted[fate] = (counted[fate] ?? 0) + 1;
    return counted;
  };
  process.stdout.write(`${JSON.stringify({ quick: await tally(fates), slow: await tally(slow) })}\n`);
}

void main();
