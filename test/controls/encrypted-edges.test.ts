import { targets } from '../../lib/controls/subject';
import type { ComposeWorkload, KubernetesWorkload } from '../../lib/controls/subject';
import { readers } from '../../lib/targets/read';
import { contractIn, judged, Workbench } from '../loops/judge';
import { programs } from '../programs';

/** What the loops cannot show: values that are not in force, and variables of the program's own, are no findings. */
const bench = new Workbench(programs.find(({ name }) => name === 'linked')?.files ?? []);

test.each([
  ['the first of two of one name is in clear text', { before: ['ORDER_API_URL', 'http://order-api:8443'] }, []],
  ['the last of two is in clear text', { after: ['ORDER_API_URL', 'http://order-api:8443'] }, targets],
  ['the last of two is somebody else', { after: ['ORDER_API_URL', 'http://word@other:8443'] }, targets],
  ['a variable of the program has the address too', { after: ['DOCS', 'https://order-api:8443/docs'] }, []],
  ['a variable of the program has it for web sockets', { after: ['SOCKET', 'wss://order-api:8443/socket'] }, []],
  ['a variable of the program has it without TLS', { after: ['DOCS', 'http://order-api:8443/docs?key=word'] }, targets],
] as const)('%s', (_, place: Place, found) => {
  const { findings } = judged(bench.change(() => put(place)) ?? []);
  expect(new Set(findings.map(({ control }) => control))).toEqual(new Set(found.length > 0 ? ['encrypted-edges'] : []));
  expect(new Set(findings.map(({ target }) => target))).toEqual(new Set(found));
  expect(JSON.stringify(findings)).not.toContain('word');
});

/** One more variable, before or after those of the caller. */
interface Place {
  readonly before?: readonly [name: string, value: string];
  readonly after?: readonly [name: string, value: string];
}

function put({ before, after }: Place): void {
  const { kubernetes, compose } = web();
  const around = <T>(own: readonly T[], make: (name: string, value: string) => T): readonly T[] => [
    ...(before ? [make(...before)] : []),
    ...own,
    ...(after ? [make(...after)] : []),
  ];
  const env = kubernetes.containers[0]?.at('env');
  env?.set(
    around<unknown>(
      env.list().map(({ value }) => value),
      (name, value) => ({ name, value }),
    ),
  );
  const own = compose.environment.map(({ name, value = '' }) => `${name}=${value}`);
  compose.at.at('environment').set(around(own, (name, value) => `${name}=${value}`));
}

/** The caller, in both targets. */
function web(): { readonly kubernetes: KubernetesWorkload; readonly compose: ComposeWorkload } {
  const contract = contractIn(bench.documents);
  const kubernetes = readers.kubernetes(bench.documents, contract).subjects.workload.find(isWeb);
  const compose = readers.compose(bench.documents, contract).subjects.workload.find(isWeb);
  if (kubernetes === undefined || compose === undefined) throw new Error("no workload 'web'");
  return { kubernetes, compose };
}

const isWeb = ({ workload }: { readonly workload?: string | undefined }): boolean => workload === 'web';
