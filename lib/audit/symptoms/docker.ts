import type { Symptom } from './symptom';

const composeFile = (text: string, then: string): string =>
  `docker compose --project-name symptom --file - ${then} <<'EOF'\n${text}\nEOF`;

/** What Docker and Compose print, and what the record of a container says. */
export const dockerSymptoms = [
  {
    id: 'memory-killed',
    place: 'container',
    message: 'exit 137, OOMKilled true',
    matches: /exit(ed)?( code|Code)?[ :(=]*137.*OOMKilled[ ":=]*true|\bOOMKilled\b(?![ ":=]*false)/i,
    controls: ['memory-limit', 'swap-limit'],
    why: 'The container took more memory than its limit, and there is no swap beyond it: the kernel killed it.',
    remedy: 'Raise `memory`, or hold less outside of the heap (buffers, images, native code).',
    command: `docker compose run --name symptom --no-deps backend-1 -e "const all = []; for (let n = 0; n < 64; n++) all.push(Buffer.alloc(10 << 20, 1))"; docker inspect --format 'exit {{.State.ExitCode}}, OOMKilled {{.State.OOMKilled}}' symptom; docker rm --force symptom`,
  },
  {
    id: 'stop-killed',
    place: 'container',
    message: 'exit 137, OOMKilled false',
    matches: /exit(ed)?( code|Code)?[ :(=]*137/i,
    controls: ['health-checks'],
    why: 'The process did not end within the grace period after SIGTERM, and was killed. Process 1 of a container has no default handler: without one in the program the signal does nothing.',
    remedy:
      'Handle SIGTERM: fail readiness, finish what was accepted, close connections. Raise `stopGrace` where that takes longer.',
    command: `docker compose run --detach --name symptom --no-deps backend-1 -e "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"; sleep 1; docker stop --time 1 symptom; docker inspect --format 'exit {{.State.ExitCode}}, OOMKilled {{.State.OOMKilled}}' symptom; docker rm --force symptom`,
  },
  {
    id: 'health-timeout',
    place: 'container',
    message: 'Health check exceeded timeout (1s)',
    matches: /Health check exceeded timeout/,
    controls: ['health-checks'],
    why: 'The health check did not answer in time: the path hangs, or the processor limit leaves the process no time.',
    remedy: 'Answer health paths without asking others; raise `cpu`, or `health: { timeout, startupTime }`.',
    command: `docker run --detach --name symptom --health-cmd 'sleep 9' --health-timeout 1s --health-interval 1s --entrypoint node registry.example.com/shop/backend:1.0.0 -e "setTimeout(() => {}, 9e3)"; sleep 5; docker inspect --format '{{(index .State.Health.Log 0).Output}}' symptom; docker rm --force symptom`,
  },
  {
    id: 'dependency-unhealthy',
    place: 'compose',
    message: 'dependency failed to start: container symptom-redis-1 is unhealthy',
    matches: /dependency failed to start|dependency .* is unhealthy/,
    controls: ['health-checks'],
    why: 'What it waits for does not become healthy: secrets that the server cannot read, or a health check that fails.',
    remedy:
      "Read `docker compose logs` of the server, and run `cdk8s-hardened secrets init`. `connectTo(…, { start: 'any' })` starts without waiting.",
    command: composeFile(
      `services:
  redis:
    image: registry.example.com/shop/backend:1.0.0
    pull_policy: never
    entrypoint: [sleep, '60']
    healthcheck: { test: 'false', interval: 1s, retries: 1, start_period: 1s }
  backend:
    image: registry.example.com/shop/backend:1.0.0
    pull_policy: never
    depends_on: { redis: { condition: service_healthy } }`,
      'up --detach',
    ),
  },
  {
    id: 'secret-file-missing',
    place: 'compose',
    message: 'invalid mount config for type "bind": bind source path does not exist:',
    matches: /bind source path does not exist/,
    controls: ['secrets-as-files'],
    why: 'A secret or configuration file that the Compose file names is not there: values are never part of the output.',
    remedy: 'Run `cdk8s-hardened secrets init deploy` once on each machine; put external secrets where it says.',
    command: composeFile(
      `services:
  backend:
    image: registry.example.com/shop/backend:1.0.0
    pull_policy: never
    secrets: [redis-auth]
secrets:
  redis-auth: { file: ./secrets/none }`,
      'up --detach',
    ),
  },
  {
    id: 'environment-file-missing',
    place: 'compose',
    message: '/secrets/backend.env not found: stat',
    matches: /env file .* not found|\.env not found: stat/,
    controls: ['secrets-as-files'],
    why: 'With the exception for values in the environment, Compose takes them from a file that only `secrets init` makes.',
    remedy: 'Run `cdk8s-hardened secrets init deploy`.',
    command: composeFile(
      `services:
  backend:
    image: registry.example.com/shop/backend:1.0.0
    env_file: ./secrets/backend.env`,
      'up --detach',
    ),
  },
  {
    id: 'port-allocated',
    place: 'compose',
    message: 'Bind for 127.0.0.1:5010 failed: port is already allocated',
    matches: /port is already allocated|bind: address already in use/,
    controls: ['narrow-exposure'],
    why: 'Another container or program of this machine has the port.',
    remedy: 'Choose another: `expose({ …, published: 5011 })`.',
    command: `docker run --rm --publish 127.0.0.1:5010:5010 --entrypoint node registry.example.com/shop/backend:1.0.0 -e 0`,
  },
  {
    id: 'image-not-found',
    place: 'compose',
    message: 'Get "https://registry.example.com/v2/"',
    matches: /failed to resolve reference|manifest unknown|pull access denied|Get "https:\/\/\S+\/v2\/"/,
    controls: ['pinned-image'],
    why: 'The registry does not have the image, or is not reached. The name of a built image is a name to push to.',
    remedy: 'Build it (`docker compose build`), or push it and put its digest into `images.lock.json`.',
    command: `docker pull registry.example.com/shop/none:1.0.0`,
  },
  {
    id: 'user-by-name',
    place: 'compose',
    message: 'unable to find user backend: no matching entries in passwd file',
    matches: /unable to find user|unable to find group/,
    controls: ['non-root-user', 'image-user'],
    why: 'A user was given by a name that the image does not know.',
    remedy: 'Users are numeric: `user: 12345`, or leave it out.',
    command: `docker run --rm --user backend --entrypoint node registry.example.com/shop/backend:1.0.0 -e 0`,
  },
] as const satisfies readonly Symptom[];
