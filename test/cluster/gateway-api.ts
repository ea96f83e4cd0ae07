import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { run, until } from '../engine/run/command';
import { cacheFolder } from './build';
import type { Client } from './server/client';
import { isObject, tryCreate, type KubernetesObject } from './server/objects';

/** The release of the Gateway API whose definitions the servers get. */
const RELEASE = 'v1.5.1';

const file = join(cacheFolder, `gateway-api-${RELEASE}`, 'httproutes.yaml');

export const hasGatewayApi = (): boolean => existsSync(file);

/** Fetches the definition of HTTPRoute, as its authors publish it; the checksum database of Go vouches for it. */
export async function fetchGatewayApi(): Promise<void> {
  if (hasGatewayApi()) return;
  const work = mkdtempSync(join(tmpdir(), 'gateway-api-'));
  try {
    const { out } = await run('go', ['mod', 'download', '-json', `sigs.k8s.io/gateway-api@${RELEASE}`], {
      cwd: work,
      env: { ...process.env, GOFLAGS: '-mod=mod' },
      timeoutMs: 300_000,
    });
    const { Dir: folder } = JSON.parse(out) as { readonly Dir: string };
    mkdirSync(join(file, '..'), { recursive: true });
    const unfinished = `${file}.${process.pid}.unfinished`;
    cpSync(join(folder, 'config/crd/standard/gateway.networking.k8s.io_httproutes.yaml'), unfinished);
    renameSync(unfinished, file);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Teaches a server what an HTTPRoute is, and waits until it knows. */
export async function installGatewayApi(client: Client): Promise<void> {
  const definition: unknown = parse(readFileSync(file, 'utf8'));
  if (!isObject(definition)) throw new Error(`${file}: no object of Kubernetes`);
  const { code, body } = await client.ask(
    'POST',
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
    definition,
  );
  if (code >= 400) throw new Error(`HTTPRoute is not defined: ${JSON.stringify(body)}`);
  await until('HTTPRoute is known', 60_000, async () => (await tryCreate(client, probe)).code < 400);
}

const probe: KubernetesObject = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'probe', namespace: 'default' },
  spec: {},
};
