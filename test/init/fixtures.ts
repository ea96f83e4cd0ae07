const lock = '{"name":"x","lockfileVersion":3,"packages":{}}';

/** Several workloads from one folder, and what others made beside them. */
export const shop: Readonly<Record<string, string>> = {
  'package.json':
    '{"name":"@acme/orders","version":"2.1.0","main":"dist/server.js","scripts":{"work":"node --enable-source-maps dist/worker.js --all"},"dependencies":{"ioredis":"5"}}',
  'package-lock.json': lock,
  Dockerfile: `FROM node:20-alpine
WORKDIR /app
ENV TZ=UTC
COPY . .
RUN apk add tini && npm ci
EXPOSE 8080 9090
HEALTHCHECK CMD wget -qO- http://localhost:8080/healthz || exit 1
CMD ["node", "dist/server.js"]
`,
  'compose.yaml': `services:
  Api:
    build: .
    ports: ["80:8080"]
    environment:
      - REDIS_URL=redis://redis:6379
      - DATABASE_URL=postgres://orders:hunter2@db:5432/orders
      - LOG_LEVEL=info
      - STRIPE_KEY=hunter2
      - FROM_SHELL
    depends_on: [redis, db, migrate]
    volumes: ["./uploads:/app/uploads"]
    networks: [front]
    secrets: [cert]
  worker:
    build: .
    command: npm run work
    environment: { REDIS_URL: "redis://redis:6379", API_URL: "http://Api:8080" }
    user: "1000:1000"
    depends_on:
      redis: { condition: service_started }
    deploy: { resources: { limits: { memory: 512M, cpus: 0.5 } } }
  migrate:
    build: .
    command: ["node", "dist/migrate.js"]
    depends_on: [db]
    restart: "no"
  redis:
    image: redis:7-alpine
    command: redis-server --requirepass hunter2
    volumes: ["redisdata:/data"]
  db:
    image: postgres:16
    environment: { POSTGRES_PASSWORD: hunter2 }
    volumes: ["pg:/var/lib/postgresql/data"]
  who:
    image: traefik/whoami:v1.10
    command: ["--port", "8081"]
    expose: [8081]
  nginx:
    image: nginx:1.27
    ports: ["8080:80"]
    volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro"]
    depends_on: [Api]
volumes: { redisdata: {}, pg: {} }
secrets: { cert: { file: ./cert.pem } }
`,
};

/** Folders that people have; what `init` writes there is run. */
export const fixtures: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a package alone': {
    'package.json': '{"name":"@acme/shop","main":"server.js"}',
    'package-lock.json': lock,
  },
  'a package with a client of Redis, a start script and a Dockerfile': {
    'package.json':
      '{"name":"web","scripts":{"start":"node --enable-source-maps ./dist/main.js"},"dependencies":{"ioredis":"5"}}',
    'package-lock.json': lock,
    Dockerfile: 'FROM node:24\nEXPOSE 8080\nCMD ["node", "dist/main.js"]\n',
  },
  'a Compose file with two services, Redis and a database': {
    'compose.yaml':
      'services:\n  default:\n    build: ./api\n    ports: ["80:80"]\n    depends_on: [cache]\n  worker-2:\n    build: { context: ./worker }\n    links: ["cache:redis"]\n  cache:\n    image: redis:7-alpine\n  db:\n    image: postgres:17\n',
    'api/package.json': '{"name":"api","main":"index.js"}',
    'api/package-lock.json': lock,
    'worker/package.json': '{"name":"worker"}',
    'worker/package-lock.json': lock,
  },
  'a Compose file with a worker, a migration and a database': shop,
  'an ES module': {
    'package.json': '{"name":"web","type":"module","main":"server.js"}',
    'package-lock.json': lock,
  },
};
