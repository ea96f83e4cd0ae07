// Takes work from a list and does it: that is, asks the archive. Shows that it lives in every round, and in none while it hangs.
const { writeFileSync } = require('node:fs');
const { open } = require('./redis.js');

async function askArchive() {
  const archive = await open('ARCHIVE');
  const answer = await archive.say('PING');
  archive.end();
  return answer;
}

async function main() {
  const redis = await open('REDIS');
  for (;;) {
    writeFileSync('/tmp/alive', '');
    const taken = await redis.say('BRPOP', 'job:todo', '1');
    if (taken === null) continue;
    if (taken[1] === 'hang') await new Promise(() => setInterval(() => undefined, 1e6));
    await redis.say('LPUSH', 'job:done', `${taken[1]} ${await askArchive()}`);
  }
}

process.on('SIGTERM', () => process.exit(0));
main().catch(({ message }) => {
  console.log(JSON.stringify({ failed: message }));
  process.exit(1);
});
