// Runs before its workload: says what it is, what it has and whom it reaches, and leaves a file for those who come after.
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { connect } = require('node:net');
const { networkInterfaces } = require('node:os');

const say = (what) => console.log(JSON.stringify(what));
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What `read` gives, nothing where there is nothing. */
function orNothing(read, nothing) {
  try {
    return read();
  } catch {
    return nothing;
  }
}

function reach(to) {
  const at = to.lastIndexOf(':');
  return new Promise((resolve) => {
    const socket = connect({ host: to.slice(0, at), port: Number(to.slice(at + 1)), timeout: 3_000 });
    const end = (what) => {
      socket.destroy();
      resolve([to, what]);
    };
    socket.on('connect', () => end('connected'));
    socket.on('timeout', () => end('time-out'));
    socket.on('error', ({ code }) => end(code));
  });
}

/** The first answer says little: the other one starts too, and policies of a pod take a moment. */
async function edge(to) {
  const end = Date.now() + (Object.keys(networkInterfaces()).some((name) => name !== 'lo') ? 60_000 : 0);
  for (;;) {
    const [, what] = await reach(to);
    if (what === 'connected' || Date.now() > end) return what;
    await sleep(500);
  }
}

async function main() {
  require('./self.js');
  const files = process.env.CGROUP_FILES.split(' ');
  const read = (file) => orNothing(() => [[file, readFileSync(`/sys/fs/cgroup/${file}`, 'utf8')]], []);
  say({ cgroup: Object.fromEntries(files.flatMap(read)) });
  say({ secrets: orNothing(() => readdirSync('/secrets'), []) });
  say({ edge: await edge(process.env.EDGE) });
  say({ outside: Object.fromEntries(await Promise.all(process.env.OUTSIDE.split(' ').map(reach))) });
  // long enough that whoever does not wait is seen
  await sleep(2_000);
  writeFileSync('/home/node/made', 'made\n');
  say({ done: Date.now() });
}

main().catch(({ message }) => {
  say({ failed: message });
  process.exit(1);
});
