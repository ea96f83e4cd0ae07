import { admissionRules } from '../../../lib/targets/kubernetes/admission';
import type { Program } from '../../programs';
import { guardedRelaxed } from '../../programs/guarded';
import { relaxableIds } from '../../programs/relaxed';
import type { Tally } from '../../judge/tally';
import { refusalOf, type Client } from '../server/client';
import { podOf, tryCreate, type KubernetesObject } from '../server/objects';
import { applyAll } from './applied';
import { manifestsOf } from './manifests';
import { namedIn } from './policy-objects';

/** The workload that every such program gives its exception to. */
const EXCEPTED = 'web';

/** A program for every exception of a control that has a policy. */
export const exceptedPrograms = (): readonly (Program & { readonly control: string })[] =>
  relaxableIds
    .filter((id) => admissionRules.some(({ control }) => control === id))
    .map((control) => ({ ...guardedRelaxed(control), control }));

/** An exception exempts its workload, and nothing that only looks like it. */
export async function judgeExempt(
  client: Client,
  program: Program & { readonly control: string },
  tally: Tally,
): Promise<void> {
  const { control } = program;
  const manifests = manifestsOf(program);
  const problems = (await applyAll(client, manifests)).filter((text) => !text.includes('would violate PodSecurity'));
  const deviant = deviationOf(
    manifests.map(({ object }) => object),
    control,
  );
  if (deviant === undefined) return tally.fail(`${program.name}: no object that needs it`);
  const ask = async (what: string, object: KubernetesObject, wanted: string): Promise<void> => {
    const reply = await tryCreate(client, object);
    const got = namedIn(reply).join() || (/already exists/.test(refusalOf(reply)) ? '' : refusalOf(reply));
    if (got !== wanted) problems.push(`${what}: ${got === '' ? 'accepted' : got}, not ${wanted || 'accepted'}`);
  };
  await ask(`${deviant.kind} ${EXCEPTED}`, deviant, '');
  await ask('the same under another name', named(deviant, 'stranger'), control);
  await ask('the same under a name that begins like it', named(deviant, `${EXCEPTED}-2`), control);
  await ask('the same in an annotation of its own', annotated(named(deviant, 'stranger'), control), control);
  const pod = podOf(deviant);
  if (pod !== undefined) {
    await ask('its pod, sent by hand', pod, control);
    await ask('its pod, sent by hand as if a controller made it', owned(pod, 'ReplicaSet'), control);
    await ask('a ReplicaSet of it, sent by hand', owned(replicaSet(deviant), 'Deployment'), control);
  }
  const asked = `${EXCEPTED} is let through, ${pod === undefined ? 3 : 6} that look like it are refused`;
  if (problems.length === 0) tally.pass(`passed  ${program.name} and policies: ${asked}`);
  else tally.fail([`${program.name} and policies`, ...problems].join('\n        '));
}

/** What the exception permits: in the output itself, or, where only Compose needs it, the same in Kubernetes. */
function deviationOf(objects: readonly KubernetesObject[], control: string): KubernetesObject | undefined {
  const find = (kind: string) => objects.find((one) => one.kind === kind && one.metadata.name === EXCEPTED);
  if (control !== 'narrow-exposure') return find('Deployment');
  const service = find('Service');
  return service && { ...service, spec: { ...(service['spec'] as object), type: 'NodePort' } };
}

const named = (object: KubernetesObject, name: string): KubernetesObject => ({
  ...object,
  metadata: { ...object.metadata, name },
});

const annotated = (object: KubernetesObject, control: string): KubernetesObject => ({
  ...object,
  metadata: { ...object.metadata, annotations: { [`cdk8s-hardened/exception.${control}`]: 'it says so itself' } },
});

function owned(object: KubernetesObject, kind: string): KubernetesObject {
  const name = kind === 'Deployment' ? EXCEPTED : `${EXCEPTED}-7d4b9c6f5d`;
  const uid = '00000000-0000-0000-0000-000000000001';
  const owner = { apiVersion: 'apps/v1', kind, name, uid, controller: true };
  return {
    ...named(object, `${name}-0a1b2`),
    metadata: { ...object.metadata, name: `${name}-0a1b2`, ownerReferences: [owner] },
  };
}

function replicaSet(deployment: KubernetesObject): KubernetesObject {
  const { selector, template } = deployment['spec'] as { readonly selector: unknown; readonly template: unknown };
  return { ...deployment, kind: 'ReplicaSet', spec: { replicas: 1, selector, template } };
}
