import { admissionRules } from '../../../lib/targets/kubernetes/admission';
import type { AdmissionRule } from '../../../lib/targets/kubernetes/admission/rule';
import type { Tally } from '../../judge/tally';
import type { Client, Reply } from '../server/client';
import { tryCreate, type KubernetesObject } from '../server/objects';
import { canary, type Guarded } from './policy-objects';

/** What policies say in a reply: `read-only-root: got a root file system that can be written`. */
export const saidIn = ({ warnings }: Reply): readonly string[] =>
  warnings.flatMap((text) => {
    const [, control, got] = /: ([a-z-]+): .+?: (got .+?); allowed: /.exec(text) ?? [];
    return control === undefined || got === undefined ? [] : [`${control}: ${got}`];
  });

/** Every validation of every rule has been seen to have something against an object, so none is true of everything. */
export async function judgeValidations(
  client: Client,
  guarded: Guarded,
  known: readonly string[],
  tally: Tally,
): Promise<void> {
  const said = new Set(known);
  for (const pod of weakPods(guarded)) for (const text of saidIn(await tryCreate(client, pod))) said.add(text);
  const rules: readonly AdmissionRule[] = admissionRules;
  const all = rules.flatMap(({ control, validations }) => validations.map(({ got }) => `${control}: got ${got}`));
  const silent = all.filter((text) => !said.has(text));
  if (silent.length === 0) tally.pass(`passed  each of ${all.length} validations has refused something`);
  else tally.fail(['validations that nothing was refused by', ...silent].join('\n        '));
}

/** What no mutation shows, since the server takes it only together with other weaknesses. */
function weakPods(guarded: Guarded): readonly KubernetesObject[] {
  const pod = (spec: object, container: object): KubernetesObject => ({
    ...canary(guarded),
    spec: {
      serviceAccountName: 'default',
      automountServiceAccountToken: false,
      ...spec,
      containers: [{ name: 'weak', image: `example.com/weak@sha256:${'0'.repeat(64)}`, ...container }],
    },
  });
  const volumes = [{ name: 'v', emptyDir: { sizeLimit: '1Mi' } }];
  return [
    pod({}, { securityContext: { privileged: true } }),
    pod({ securityContext: { supplementalGroups: [0] } }, {}),
    pod({ hostUsers: false }, { securityContext: { procMount: 'Unmasked' } }),
    pod(
      { volumes },
      {
        securityContext: { privileged: true },
        volumeMounts: [{ name: 'v', mountPath: '/v', mountPropagation: 'Bidirectional' }],
      },
    ),
  ];
}
