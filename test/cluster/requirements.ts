import { existsSync } from 'node:fs';
import { run } from '../engine/run/command';
import { ownSuite, unpacked } from '../engine/docker/packages';
import { isBuilt } from './build';
import { hasGatewayApi } from './gateway-api';
import type { Program } from './programs';

const has = async (program: string): Promise<boolean> =>
  (await run('sh', ['-c', `command -v ${program}`], { mayFail: true })).code === 0;

/** What this machine lacks to run an API server; nothing if it can. */
export async function missingForApi(programs: readonly Program[]): Promise<readonly string[]> {
  if (process.platform !== 'linux') return ['Linux'];
  const lacking: string[] = [];
  for (const name of ['openssl', 'setpriv', 'sh']) if (!(await has(name))) lacking.push(`the program ${name}`);
  if (!isDebian() && !(await has('etcd'))) lacking.push('the program etcd, or Debian to get it');
  if (!hasGatewayApi() && !(await has('go'))) lacking.push('Go (to fetch the Gateway API)');
  if (!programs.every(isBuilt)) {
    if (!(await has('go'))) lacking.push('Go (to build Kubernetes), or KUBE_BIN');
    if (!(await has('nice'))) lacking.push('the program nice');
  }
  return lacking;
}

const isDebian = (): boolean => existsSync('/etc/debian_version');

/** The store of the API server: unpacked from its package, whatever is installed; elsewhere than on Debian the installed one. */
export const etcdProgram = async (): Promise<string> =>
  !isDebian() ? 'etcd' : `${await unpacked('etcd', ownSuite(), ['etcd-server'])}/usr/bin/etcd`;
