import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What compose.yaml says about a service: the fields that the questions compare. */
export interface Service {
  readonly image: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly { readonly source: string; readonly target: string }[];
  readonly configs?: readonly { readonly source: string; readonly target: string }[];
  readonly volumes?: readonly { readonly type: string; readonly source: string; readonly target: string }[];
  readonly tmpfs?: readonly string[];
  readonly networks?: readonly string[];
  readonly dns?: readonly string[];
  readonly ports?: readonly { readonly target: number; readonly host_ip?: string; readonly published?: string }[];
  readonly healthcheck?: Health;
  readonly restart?: string;
  readonly stop_grace_period?: string;
  readonly memswap_limit?: string;
  readonly deploy?: { readonly resources?: { readonly limits?: Limits } };
  readonly logging?: { readonly driver?: string; readonly options?: Readonly<Record<string, string>> };
}

interface Health {
  readonly test?: readonly string[];
  readonly interval?: string;
  readonly timeout?: string;
  readonly retries?: number;
  readonly start_period?: string;
  readonly start_interval?: string;
}

interface Limits {
  readonly cpus?: string;
  readonly memory?: string;
  readonly pids?: number;
}

export interface Network {
  readonly internal?: boolean;
  readonly driver_opts?: Readonly<Record<string, string>>;
}

export interface ComposeFile {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly networks?: Readonly<Record<string, Network>>;
  readonly secrets?: Readonly<Record<string, { readonly file: string }>>;
}

export const readComposeFile = (folder: string): ComposeFile =>
  parse(readFileSync(join(folder, 'compose.yaml'), 'utf8')) as ComposeFile;

const UNITS: Readonly<Record<string, number>> = { b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** '256m' in bytes. */
export function bytes(text: string | undefined): number | undefined {
  const found = /^(\d+)([bkmg])b?$/i.exec(text ?? '');
  return found ? Number(found[1]) * (UNITS[(found[2] ?? 'b').toLowerCase()] ?? 1) : undefined;
}

/** '1m30s' in seconds. */
export function seconds(text: string | undefined): number | undefined {
  const found = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text ?? '');
  if (!text || !found) return undefined;
  return Number(found[1] ?? 0) * 3600 + Number(found[2] ?? 0) * 60 + Number(found[3] ?? 0);
}

/** Compose reads `$$` as a dollar sign. */
export const unescaped = (text: string): string => text.replaceAll('$$', '$');
