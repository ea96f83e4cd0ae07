import http from 'node:http';

/** One request; resolves with { status, headers, text, json }. Without an agent each has a connection of its own. */
export function request(port, method, path, { body, headers, agent = false } = {}) {
  return new Promise((resolve, reject) => {
    const req = http.request({ host: '127.0.0.1', port, method, path, headers, agent }, (res) => {
      const chunks = [];
      res.on('data', (chunk) => chunks.push(chunk));
      res.on('error', reject);
      res.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = res.headers['content-type'] === 'application/json';
        resolve({
          status: res.statusCode,
          headers: res.headers,
          text,
          json: isJson && text ? JSON.parse(text) : undefined,
        });
      });
    });
    req.on('error', (err) => reject(Object.assign(err, { reusedSocket: req.reusedSocket })));
    req.end(body);
  });
}

/** Asks until the answer suits; throws the last one if it never does. */
export async function until(ask, suits, ms = 10_000) {
  for (const end = Date.now() + ms; ; await new Promise((resolve) => setTimeout(resolve, 25))) {
    const got = await ask();
    if (suits(got)) return got;
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain, last: ${JSON.stringify(got)}`);
  }
}
