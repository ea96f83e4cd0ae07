// The report of the night: writes one key, and reads it back.
const { open } = require('./redis.js');

async function main() {
  require('./self.js');
  const redis = await open('REDIS');
  await redis.say('SET', 'report:last', 'written');
  console.log(JSON.stringify({ report: await redis.say('GET', 'report:last') }));
  redis.end();
}

main().catch(({ message }) => {
  console.log(JSON.stringify({ failed: message }));
  process.exit(1);
});
