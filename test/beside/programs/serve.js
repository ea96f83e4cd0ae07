// Answers on the port LISTEN, and says when it was started.
console.log(JSON.stringify({ started: Date.now() }));
const { createServer } = require('node:http');

const port = Number(process.env.LISTEN);
createServer((request, response) => response.end(`from ${port}`)).listen(port);
process.on('SIGTERM', () => process.exit(0));
