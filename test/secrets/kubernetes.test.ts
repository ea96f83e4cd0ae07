import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubernetesSecret } from '../../lib/secrets/kubernetes';
import { kubernetesJudge } from '../judge/kubernetes';
import { programs } from '../programs';
import { relaxed } from '../programs/relaxed';
import { keysRead, reversed } from './kubernetes-manifests';
import { filledDeploy } from './kubernetes-support';
import type { FilledDeploy } from './kubernetes-support';

/*
 * The stream holds exactly what the manifests of every program read, byte for byte from the files. Seen red: readers with
 * `env` left out, `env` files taken along, values through a string, an annotation, keys unsorted, the key of the authority
 * taken along, a data field that is no base64.
 */
const all = [...programs, { name: 'secrets in env', ...relaxed('secrets-as-files') }];
const judges = ['1.27', '1.36'].map(kubernetesJudge);

describe.each(all)('$name', ({ files, contract }) => {
  let deploy: FilledDeploy;
  beforeAll(async () => void (deploy = await filledDeploy(contract)));
  afterAll(() => deploy.remove());

  test('every key that a manifest reads is in the stream, and nothing else is', () => {
    const manifests = files.filter(({ path }) => path.startsWith('kubernetes/')).map(({ text }) => text);
    const sent = secretsIn(deploy.stream().text).flatMap(({ metadata, data }) =>
      Object.keys(data).map((key) => `${metadata.namespace}/${metadata.name} ${key}`),
    );
    expect([...sent].sort()).toEqual([...new Set(manifests.flatMap(keysRead))].sort());
    expect(new Set(sent).size).toBe(sent.length);
  });

  test('each value is its file, byte for byte', () => {
    const sent = new Map(
      secretsIn(deploy.stream().text).map((secret) => [secret.metadata.name + ownerOf(secret), secret]),
    );
    let compared = 0;
    for (const [chart, project] of Object.entries(contract.projects))
      for (const { file, kind, readers } of project.targets?.includes('kubernetes') === false ? [] : project.secrets)
        for (const { kubernetes } of kind === 'env' ? [] : readers) {
          const value = sent.get(`${kubernetes.secret}@${chart}`)?.data[kubernetes.key] ?? 'none';
          expect(Buffer.from(value, 'base64').equals(readFileSync(join(deploy.folder(chart), file)))).toBe(true);
          compared += 1;
        }
    expect(compared > 0).toBe(contract.projects['alone'] === undefined);
  });

  test('the objects have labels, no annotations, and never the key of the authority', () => {
    const { text } = deploy.stream();
    for (const secret of secretsIn(text)) {
      expect(Object.keys(secret).sort()).toEqual(['apiVersion', 'data', 'kind', 'metadata', 'type']);
      expect(Object.keys(secret.metadata).sort()).toEqual(['labels', 'name', 'namespace']);
      expect(secret.metadata.labels).toEqual({
        'app.kubernetes.io/managed-by': 'cdk8s-hardened',
        'app.kubernetes.io/part-of': ownerOf(secret).slice(1),
      });
    }
    for (const chart of Object.keys(contract.projects)) {
      const key = deploy.read(chart, 'ca.key');
      if (key !== undefined) expect(text.includes(key.toString('base64'))).toBe(false);
    }
  });

  test('the same values give the same bytes, whatever the order of the contract', () => {
    const { text } = deploy.stream();
    expect(deploy.stream().text).toBe(text);
    deploy.write(reversed(contract));
    expect(deploy.stream().text).toBe(text);
    deploy.write(contract);
  });

  test.each(judges)('$name accepts it', (judge) => {
    if (!('judge' in judge)) {
      if (judge.required) throw new Error(judge.absent);
      return console.warn(`SKIPPED: ${judge.absent}`);
    }
    expect(judge.judge(deploy.stream().text)).toEqual([]);
  });
});

const secretsIn = (text: string): readonly KubernetesSecret[] =>
  parseAllDocuments(text).map((document) => document.toJS() as KubernetesSecret);

const ownerOf = ({ metadata }: KubernetesSecret): string => `@${metadata.labels['app.kubernetes.io/part-of']}`;
