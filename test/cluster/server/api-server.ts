import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { RUN, workParent } from '../../engine/docker/this-run';
import { onEnd } from '../../engine/run/undo';
import { placeOf } from '../build';
import { kubernetesProgram } from '../programs';
import { connect, type Client } from './client';
import { apiServerFlags, controllerManagerFlags } from './flags';
import { makePki } from './pki';
import { start, untilAnswer, type Running } from './process';

/** An API server without a node, on loopback. */
export interface ApiServer {
  readonly client: Client;
  /** As the server says it. */
  readonly version: string;
  /** From now on Deployments become pods, and deleted namespaces go. */
  startControllers(): void;
  end(): Promise<void>;
}

/** Starts etcd and the API server of a release on free ports of loopback, with an empty store. */
export async function startApiServer(release: string, etcd: string): Promise<ApiServer> {
  const work = mkdtempSync(join(workParent, `${RUN}-api-`));
  onEnd('work folder', () => Promise.resolve(rmSync(work, { recursive: true, force: true })));
  const [store = 0, peers = 0, port = 0, controllers = 0] = await freePorts(4);
  const server = `https://127.0.0.1:${port}`;
  const pki = join(work, 'pki');
  await makePki(pki, { address: '127.0.0.1', node: 'none', server });
  const running: Running[] = [];
  const run = (name: string, argv: readonly string[]): void => {
    running.push(start(name, argv, join(work, `${name}.log`)));
  };
  run('etcd', [etcd, ...etcdFlags(join(work, 'etcd'), store, peers)]);
  mkdirSync(join(work, 'run'));
  run('kube-apiserver', [
    placeOf(kubernetesProgram('kube-apiserver', release)),
    `--etcd-servers=http://127.0.0.1:${store}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none', // otherwise it wants an address that is not of loopback
    `--cert-dir=${join(work, 'run')}`,
    ...apiServerFlags(pki),
  ]);
  const client = connect(pki, server);
  await untilAnswer('API server', running, async () => (await client.ask('GET', '/readyz')).code === 200);
  const { body } = await client.ask('GET', '/version');
  return {
    client,
    version: (body as { readonly gitVersion: string }).gitVersion,
    startControllers: () =>
      run('kube-controller-manager', [
        placeOf(kubernetesProgram('kube-controller-manager', release)),
        `--secure-port=${controllers}`,
        `--cert-dir=${join(work, 'run')}`,
        ...controllerManagerFlags(pki),
      ]),
    end: async () => {
      client.close();
      for (const one of [...running].reverse()) await one.end();
    },
  };
}

const etcdFlags = (data: string, port: number, peers: number): readonly string[] => [
  `--data-dir=${data}`,
  '--unsafe-no-fsync',
  `--listen-client-urls=http://127.0.0.1:${port}`,
  `--advertise-client-urls=http://127.0.0.1:${port}`,
  `--listen-peer-urls=http://127.0.0.1:${peers}`,
  `--initial-advertise-peer-urls=http://127.0.0.1:${peers}`,
  `--initial-cluster=default=http://127.0.0.1:${peers}`,
];

/** Ports of loopback that nobody listens on, all different. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
