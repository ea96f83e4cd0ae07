import type { DockerSystem } from '../stack/docker/system';

export type Service = 'redis' | 'redis-exporter' | 'web' | 'web-assets' | 'web-exporter' | 'web-shipper';

/** The program of this folder as it runs. */
export interface Beside {
  readonly system: DockerSystem<Service>;
  /** What a port of the host answers. */
  readonly get: (port: number) => Promise<string>;
}

interface Question {
  readonly name: string;
  readonly ask: (beside: Beside) => Promise<string>;
  readonly want: string;
}

const shell =
  (service: Service, script: string) =>
  ({ system }: Beside): Promise<string> =>
    system.shell(service, script);

/** What a server on localhost answers a container. */
const localhost =
  (service: Service, port: number) =>
  ({ system }: Beside): Promise<string> =>
    system.node(
      service,
      `fetch('http://127.0.0.1:${port}').then((r) => r.text()).then(console.log, (e) => console.log(e.cause.code))`,
    );

const STATUS = "grep -hE '^(CapEff|CapBnd|NoNewPrivs|Seccomp):' /proc/1/status | cut -f2 | sort -u | tr '\\n' ' '";

/** In this order: from the kill on, a sidecar is where its workload no longer is. */
export const questions: readonly Question[] = [
  {
    name: 'the init container has made its file, as the user of the workload',
    ask: shell('web', 'cat /home/node/made'),
    want: '1000',
  },
  {
    name: 'it had no network',
    ask: async ({ system }) => (await system.inspect('web-assets')).HostConfig.NetworkMode,
    want: 'none',
  },
  { name: 'a sidecar finds its workload on localhost', ask: localhost('web-exporter', 3000), want: 'from 3000' },
  { name: 'a workload finds its sidecar on localhost', ask: localhost('web', 9121), want: 'from 9121' },
  { name: 'the port of a sidecar is published', ask: ({ get }) => get(9121), want: 'from 9121' },
  {
    name: 'a sidecar sees no process of its workload',
    ask: shell('web-exporter', 'grep -lqs 3000 /proc/[0-9]*/cmdline || echo none'),
    want: 'none',
  },
  {
    name: 'it reads no secret and no folder of its workload',
    ask: shell('web-exporter', 'for folder in /secrets /home/node; do echo $folder: $(ls -A $folder); done | xargs'),
    want: '/secrets: redis-auth redis-ca.crt /home/node:',
  },
  {
    name: 'its root is read-only',
    ask: shell('web-exporter', 'touch /x 2>&1 | grep -o Read-only || true'),
    want: 'Read-only',
  },
  {
    name: 'no capabilities, no new privileges, a filter',
    ask: shell('web-exporter', STATUS),
    want: '0000000000000000 1 2',
  },
  { name: 'it is a user of its own', ask: shell('web-exporter', 'id -u'), want: '18188' },
  {
    name: 'it has no way out',
    ask: async ({ system }) => {
      const { tcp } = await system.reach('web-exporter', { tcp: system.outside });
      return [...new Set(Object.values(tcp))].join();
    },
    want: 'time-out',
  },
  {
    name: 'a sidecar of Redis is its user, on localhost',
    ask: async ({ system }) => (await system.inspect('redis-exporter')).State.Health?.Status ?? '',
    want: 'healthy',
  },
  {
    name: 'Compose restarts a sidecar with its workload',
    ask: async (beside) => {
      await beside.system.compose(['restart', '-t', '3', 'web']);
      await beside.system.untilReady('web');
      return localhost('web-exporter', 3000)(beside);
    },
    want: 'from 3000',
  },
  {
    name: 'up runs the init container again',
    ask: async (beside) => {
      await beside.system.compose(['up', '-d', '--wait']);
      return shell('web', 'wc -l < /home/node/made')(beside);
    },
    want: '2',
  },
  {
    name: 'the table of differences: the engine restarts a workload, and its sidecar is on a dead network',
    ask: async (beside) => {
      await beside.system.kill('web');
      await beside.system.untilReady('web');
      return localhost('web-exporter', 3000)(beside);
    },
    want: 'ECONNREFUSED',
  },
  {
    name: 'until it is restarted',
    ask: async (beside) => {
      await beside.system.compose(['restart', '-t', '3', 'web-exporter']);
      await beside.system.untilReady('web-exporter');
      return localhost('web-exporter', 3000)(beside);
    },
    want: 'from 3000',
  },
];
