import { tryCreate, type KubernetesObject } from '../server/objects';
import { refusalOf, type Client } from '../server/client';
import type { Tally } from '../../judge/tally';
import { ourPods } from './our-pods';
import { fixtures, ourReasons, type Fixture } from './pod-security';
import { reasonsIn } from './reasons';

/** Minor versions whose rules differ from those before, among the ones that the output promises to work with. */
const MINORS = [27, 29, 31, 32, 34, 35, 37] as const;
const LEVELS = ['privileged', 'baseline', 'restricted'] as const;

/** The same pod asked of the publisher, of the real admission and of us; agreement is about reasons, not refusals alone. */
export async function judgePodSecurity(client: Client, newest: number, tally: Tally): Promise<void> {
  const published = fixtures();
  const required = process.env['REQUIRE_DATA'] === '1';
  if (published === undefined) tally.absent('Pod Security, three-way: no published pods (set HARDENED_DATA)', required);
  const minors = MINORS.filter((minor) => minor <= newest);
  for (const level of LEVELS) for (const minor of minors) await makeNamespace(client, level, minor);
  if (published !== undefined) await threeWay(client, published, tally);
  const pods = [...(published ?? []), ...ourPods].map(({ name, pod }) => ({ name, pod }));
  for (const level of LEVELS) {
    const disagreements: string[] = [];
    const questions = minors.flatMap((minor) => pods.map(({ name, pod }) => ({ name, pod, minor })));
    await inParallel(questions, async ({ name, pod, minor }) => {
      const [theirs, ours] = [await theirReasons(client, pod, level, minor), ourReasons(pod, level, minor)];
      if (theirs !== ours.join('; '))
        disagreements.push(`${name} by the rules of 1.${minor}: the server says '${theirs}', we '${ours.join('; ')}'`);
    });
    report(
      tally,
      `Pod Security, two-way, ${level}, rules of 1.${minors.join(', 1.')}`,
      questions.length,
      disagreements,
    );
  }
}

async function threeWay(client: Client, published: readonly Fixture[], tally: Tally): Promise<void> {
  for (const group of new Set(published.map(({ level, minor }) => `${level} v1.${minor}`))) {
    const members = published.filter(({ level, minor }) => `${level} v1.${minor}` === group);
    const disagreements: string[] = [];
    await inParallel(members, async ({ name, pod, level, minor, admitted }) => {
      const theirs = await theirReasons(client, pod, level, minor);
      const ours = ourReasons(pod, level, minor).join('; ');
      if (theirs !== ours || (ours === '') !== admitted)
        disagreements.push(`${name}: the server says '${theirs}', we '${ours}'`);
    });
    report(tally, `Pod Security, three-way, ${group}`, members.length, disagreements);
  }
}

function report(tally: Tally, what: string, all: number, disagreements: readonly string[]): void {
  const counted = `${what}: ${all - disagreements.length} of ${all} agree`;
  if (disagreements.length === 0) tally.pass(`passed  ${counted}`);
  else tally.fail([counted, ...disagreements.slice(0, 10)].join('\n        '));
}

const namespaceOf = (level: string, minor: number): string => `pod-security-${level}-${minor}`;

async function makeNamespace(client: Client, level: string, minor: number): Promise<void> {
  const name = namespaceOf(level, minor);
  const labels = {
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/enforce-version': `v1.${minor}`,
  };
  await client.ask('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
  await client.ask('POST', `/api/v1/namespaces/${name}/serviceaccounts`, { metadata: { name: 'default' } });
}

/** The server's reasons; any other refusal is none of Pod Security, and so never agrees. */
async function theirReasons(client: Client, pod: KubernetesObject, level: string, minor: number): Promise<string> {
  const namespace = namespaceOf(level, minor);
  const reply = await tryCreate(client, { ...pod, metadata: { ...pod.metadata, namespace } });
  const refusal = refusalOf(reply);
  if (refusal === '') return '';
  return reasonsIn(refusal)?.join('; ') ?? refusal;
}

async function inParallel<T>(items: readonly T[], ask: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const worker = async (): Promise<void> => {
    for (let item = rest.pop(); item !== undefined; item = rest.pop()) await ask(item);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}
