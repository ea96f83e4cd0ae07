// Serves TLS and nothing else.
const { readFileSync } = require('node:fs');
const { createServer } = require('node:https');

console.log(JSON.stringify({ started: Date.now() }));
const pair = { cert: readFileSync(process.env.TLS_CERT_FILE), key: readFileSync(process.env.TLS_KEY_FILE) };
const server = createServer(pair, (request, response) => response.end('back\n'));
server.listen(Number(process.env.PORT));
process.on('SIGTERM', () => process.exit(0));
