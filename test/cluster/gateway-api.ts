import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { run, until } from '../engine/run/command';
import { cacheFolder } from './build';
import type { Client } from './server/client';
import { apply, isObject, tryCreate } from './server/objects';

/** The release of the Gateway API whose definitions the servers get. */
const RELEASE = 'v1.5.1';

/** The kind that is written, and one that is not. */
const KINDS = { HTTPRoute: 'httproutes', GRPCRoute: 'grpcroutes' } as const;

const folder = join(cacheFolder, `gateway-api-${RELEASE}`);
const files = Object.values(KINDS).map((plural) => `gateway.networking.k8s.io_${plural}.yaml`);

export const hasGatewayApi = (): boolean => files.every((file) => existsSync(join(folder, file)));

/** Fetches the definitions as their authors publish them; the checksum database of Go vouches for them. */
export async function fetchGatewayApi(): Promise<void> {
  if (hasGatewayApi()) return;
  const work = mkdtempSync(join(tmpdir(), 'gateway-api-'));
  try {
    const { out } = await run('go', ['mod', 'download', '-json', `sigs.k8s.io/gateway-api@${RELEASE}`], {
      cwd: work,
      env: { ...process.env, GOFLAGS: '-mod=mod' },
      timeoutMs: 300_000,
    });
    const { Dir: source } = JSON.parse(out) as { readonly Dir: string };
    mkdirSync(folder, { recursive: true });
    for (const file of files) {
      const unfinished = join(folder, `${file}.${process.pid}.unfinished`);
      cpSync(join(source, 'config/crd/standard', file), unfinished);
      renameSync(unfinished, join(folder, file));
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Teaches a server what these routes are, and waits until it knows. */
export async function installGatewayApi(client: Client): Promise<void> {
  for (const file of files) {
    const definition: unknown = parse(readFileSync(join(folder, file), 'utf8'));
    if (!isObject(definition)) throw new Error(`${file}: no object of Kubernetes`);
    const { code, body } = await apply(client, definition);
    if (code >= 400) throw new Error(`${file}: ${JSON.stringify(body)}`);
  }
  for (const kind of Object.keys(KINDS)) {
    const metadata = { name: 'probe', namespace: 'default' };
    const probe = { apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata, spec: {} };
    await until(`${kind} is known`, 60_000, async () => (await tryCreate(client, probe)).code < 400);
  }
}
