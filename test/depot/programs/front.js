// Ready as long as back answers over TLS, with a certificate of the authority that it was given.
const { readFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { get } = require('node:https');

const askBack = () =>
  new Promise((resolve) => {
    const options = { ca: readFileSync(process.env.BACK_CA_FILE), agent: false, timeout: 2_000 };
    const request = get(process.env.BACK_URL, options, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy(new Error('time-out')));
    request.on('error', () => resolve(false));
  });

const server = createServer(async ({ url }, response) => {
  response.statusCode = url !== '/readyz' || (await askBack()) ? 200 : 503;
  response.end('front\n');
});
server.listen(Number(process.env.PORT));
process.on('SIGTERM', () => process.exit(0));
