import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import type { Contract, SecretContract } from '../../lib/model/contract';
import { initSecrets } from '../../lib/secrets/init';
import { secretStream } from '../../lib/secrets/kubernetes-stream';
import type { SecretStream, StreamOptions } from '../../lib/secrets/kubernetes-stream';
import { programs } from '../programs';
import { fixedRandom, NOW, put, valuesIn } from './support';

/** What somebody else brings. */
const BROUGHT = 'sk_test_51-brought-by-somebody';

/** A deploy folder of any contract, whose secrets are made. */
export interface FilledDeploy {
  readonly root: string;
  folder(chart: string): string;
  read(chart: string, file: string): Buffer | undefined;
  write(contract: Contract): void;
  init(): Promise<void>;
  /** The stream. Whatever is said beside it is searched for values. */
  stream(options?: Partial<StreamOptions>): SecretStream;
  remove(): void;
}

/** Makes a deploy folder with everything that the contract wants; `bring: false` leaves out what others make. */
export async function filledDeploy(contract: Contract, { bring = true, now = NOW } = {}): Promise<FilledDeploy> {
  const root = mkdtempSync(join(tmpdir(), 'secrets-kubernetes-'));
  const folder = (chart: string) => join(root, 'compose', chart, 'secrets');
  const deploy: FilledDeploy = {
    root,
    folder,
    read: (chart, file) => {
      const path = join(folder(chart), file);
      return existsSync(path) ? readFileSync(path) : undefined;
    },
    write: (changed) => writeFileSync(join(root, 'hardened.json'), JSON.stringify(changed)),
    init: async () => void (await initSecrets({ deploy: root, now, random: fixedRandom(), user: undefined })),
    stream: (options = {}) => {
      const { text, lines } = secretStream({ deploy: root, now: NOW, user: undefined, ...options });
      const told = lines.map((line) => line.text).join('\n');
      const values = Object.keys(contract.projects).flatMap((chart) => valuesIn(folder(chart)));
      if (values.some((value) => told.includes(value))) throw new Error('a value was told');
      if (lines.some(({ kind }) => kind === 'error') !== (text === '' && !told.includes('nothing was written')))
        throw new Error('a stream beside an error, or neither of them');
      return { text, lines };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  for (const chart of Object.keys(contract.projects)) mkdirSync(join(root, 'compose', chart), { recursive: true });
  deploy.write(contract);
  await deploy.init();
  const external = Object.entries(contract.projects).flatMap(([chart, { secrets }]) =>
    secrets
      .filter(({ kind }) => kind === 'external')
      .map(({ file, readers }) => {
        const isAuthority = readers.some(({ kubernetes }) => kubernetes.key === 'ca.crt');
        return [join(folder(chart), file), isAuthority ? (rootCertificates[0] ?? '') : BROUGHT] as const;
      }),
  );
  if (bring) for (const [path, text] of external) put(path, text);
  await deploy.init();
  return deploy;
}

/** The contract of a program of the tests. */
export function contractOf(name: string): Contract {
  const program = programs.find((one) => one.name === name);
  if (program === undefined) throw new Error(`no program ${name}`);
  return program.contract;
}

/** The Secret that holds the certificate of a Redis. */
export const serverOf = (contract: Contract, chart: string, name: string): string =>
  contract.projects[chart]?.secrets.find((one) => one.kind === 'certificate' && one.server === name)?.readers[0]
    ?.kubernetes.secret ?? 'none';
/** The contract with secrets changed, or with more of them. */
const withSecrets = (contract: Contract, change: (secret: SecretContract) => SecretContract): Contract => ({
  ...contract,
  projects: Object.fromEntries(
    Object.entries(contract.projects).map(([chart, one]) => [chart, { ...one, secrets: one.secrets.map(change) }]),
  ),
});

/** Has the reader of one secret find it elsewhere in Kubernetes. */
export const moved = (
  contract: Contract,
  name: string,
  kubernetes: { readonly secret: string; readonly key: string },
) =>
  withSecrets(contract, (one) =>
    one.name === name ? { ...one, readers: one.readers.map((reader) => ({ ...reader, kubernetes })) } : one,
  );
