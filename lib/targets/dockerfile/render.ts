import { readyCommand, type Health } from '../../model/health';
import type { BuildSource } from '../../model/image';
import { header } from '../../model/project';
import type { Workload } from '../../model/workload';

/** A text file to write; `path` is relative to the deploy folder, with `/`. */
interface RenderedText {
  readonly path: string;
  readonly content: string;
}

/** Where the Dockerfile of a workload lies, below the deploy folder. */
export const dockerfilePath = (workload: Pick<Workload, 'name'>): string => `docker/${workload.name}/Dockerfile`;

/** The Dockerfile of a workload that is built here, and what its build must not see; nothing for other images. */
export function renderDockerfile(workload: Workload): readonly RenderedText[] {
  const { build } = workload.image;
  if (!build) return [];
  const path = dockerfilePath(workload);
  return [
    { path, content: dockerfile(workload, build) },
    // BuildKit reads this name, beside the Dockerfile, when the context is elsewhere.
    { path: `${path}.dockerignore`, content: `# ${header(workload.path)}\n${IGNORED.join('\n')}\n` },
  ];
}

/** Nothing of this belongs into an image: what is generated, what is secret, what the build makes itself. */
const IGNORED = [
  '**/*-key.pem',
  '**/*.key',
  '**/*.p12',
  '**/*.pfx',
  '**/.aws',
  '**/.env',
  '**/.env.*',
  '**/.git',
  '**/.netrc',
  '**/.npmrc',
  '**/.ssh',
  '**/id_ecdsa',
  '**/id_ed25519',
  '**/id_rsa',
  '**/node_modules',
  'coverage',
  'deploy',
  'secrets',
  'test',
];

function dockerfile(workload: Workload, build: BuildSource): string {
  const { user, ports, health } = workload;
  const folders = [
    ...(workload.storage ? [workload.storage.path] : []),
    ...workload.writable.flatMap(({ medium, path }) => (medium === 'disk' ? [path] : [])),
    ...(workload.shares ?? []).map(({ path }) => path),
  ];
  const lines = [
    `# ${header(workload.path)}`,
    `FROM ${build.base} AS build`,
    'WORKDIR /app',
    'COPY package.json package-lock.json ./',
    'RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts',
    'COPY . .',
    'RUN npm run build --if-present && npm prune --omit=dev --ignore-scripts && \\',
    // npm sets modes itself; what a checkout brings may be unreadable for others, or writable.
    '    find . -path ./node_modules -prune -o -exec chmod a+rX,go-w {} +',
    '',
    `FROM ${build.base}`,
    'ENV NODE_ENV=production',
    'WORKDIR /app',
    '# Owned by root and not writable by the user below: a process that is taken over cannot change its own program.',
    'COPY --from=build --chown=0:0 /app ./',
    ...folders.map((path) => `RUN install -d -o ${user.uid} -g ${user.gid} -m 0700 ${path}`),
    `USER ${user.uid}:${user.gid}`,
    ...(ports.length > 0 ? [`EXPOSE ${ports.map(({ number }) => number).join(' ')}`] : []),
    health ? healthcheck(health) : 'HEALTHCHECK NONE',
    'ENTRYPOINT ["node"]',
    `CMD ${JSON.stringify([build.main])}`,
  ];
  return `${lines.join('\n')}\n`;
}

function healthcheck(health: Health): string {
  const { periodSeconds, timeoutSeconds, startupSeconds, failures } = health;
  const times = `--interval=${periodSeconds}s --timeout=${timeoutSeconds}s --start-period=${startupSeconds}s --retries=${failures}`;
  return `HEALTHCHECK ${times} CMD ${JSON.stringify(readyCommand(health))}`;
}
