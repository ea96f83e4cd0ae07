import { parseAllDocuments } from 'yaml';
import { controls, type RelaxableId } from '../../lib/controls';
import { admissionRules, type AdmissionId } from '../../lib/targets/kubernetes/admission';
import { guardedRelaxed } from '../programs/guarded';
import { relaxableIds } from '../programs/relaxed';

/*
 * Exceptions are written into policies: for the namespace, the workload and the control, and no further. Seen red when it
 * was added: exemptions by a label of the object, and for every control.
 */
interface Policy {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly matchConditions?: readonly { readonly name: string; readonly expression: string }[] };
}

function policiesOf(id: RelaxableId): readonly Policy[] {
  const text = guardedRelaxed(id).files.find(({ path }) => path === 'admission/relaxed.yaml')?.text ?? '';
  const objects = parseAllDocuments(text).map((document) => document.toJS() as Policy);
  return objects.filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
}

const conditionOf = ({ spec }: Policy): string | undefined =>
  spec.matchConditions?.find(({ name }) => name === 'not-excepted')?.expression;

const controlOf = ({ metadata }: Policy): string => metadata.name.split('.')[0] ?? '';

const hasPolicy = (id: string): id is AdmissionId => admissionRules.some(({ control }) => control === id);

test.each(relaxableIds)('an exception of %s exempts from its own policy alone', (id) => {
  const exempting = policiesOf(id).filter((policy) => conditionOf(policy) !== undefined);
  expect(exempting.map(controlOf)).toEqual(hasPolicy(id) ? [id] : []);
});

test.each(relaxableIds)('what follows from an exception of %s lowers the Namespace, which is then not judged', (id) => {
  const control = controls.find((one) => one.id === id);
  const also: readonly string[] = control === undefined || control.exception === 'never' ? [] : control.exception.also;
  const judgesNamespace = policiesOf(id).some((policy) => controlOf(policy) === 'pod-security-level');
  expect(judgesNamespace).toBe(!also.includes('pod-security-level'));
});

test('names the namespace, the workload by kind and name, and whoever makes its pods', () => {
  const [policy] = policiesOf('read-only-root').filter((one) => controlOf(one) === 'read-only-root');
  expect(policy && conditionOf(policy)).toBe(`!(request.namespace == "allows-read-only-root" && (
  object.kind in ["Service", "Ingress", "HTTPRoute"] && object.metadata.name in ["web"] ||
  object.kind in ["Deployment"] && object.metadata.name in ["web"] ||
  object.kind == "ReplicaSet" && request.userInfo.username in ["system:serviceaccount:kube-system:deployment-controller", "system:kube-controller-manager"] &&
    object.metadata.?ownerReferences.orValue([]).exists(o,
      o.?controller.orValue(false) && o.kind == "Deployment" && o.name in ["web"]) ||
  object.kind == "Pod" && request.userInfo.username in ["system:serviceaccount:kube-system:replicaset-controller", "system:kube-controller-manager"] &&
    object.metadata.?ownerReferences.orValue([]).exists(o,
      o.?controller.orValue(false) && o.kind == "ReplicaSet" && o.name.matches("^(web)-[0-9a-z]+$"))))`);
});

test('reads no label and no annotation of what is judged', () => {
  const conditions = relaxableIds.flatMap((id) => policiesOf(id).flatMap((policy) => conditionOf(policy) ?? []));
  expect(conditions.length).toBeGreaterThan(10);
  expect(conditions.filter((text) => /label|annotation/.test(text))).toEqual([]);
});
