import { podSecurity, podSecurityChecks } from '../../lib/audit/pod-security';
import { cursor } from '../../lib/targets/cursor';
import { documentOf } from '../../lib/targets/documents';
import { fixtures, ourReasons } from './api/pod-security';
import { reasonsIn } from './api/reasons';

/*
 * Our Pod Security against the published pods; `npm run test:api` asks the real admission as well. Seen red when it was
 * added: init containers forgotten, Unconfined allowed, the check of probe hosts from 1.35 on, and 'ALL' in lower case.
 */
const published = fixtures();
const withData = published === undefined && process.env['REQUIRE_DATA'] !== '1' ? test.skip : test;

withData('every published pod is judged as published', () => {
  const wrong = (published ?? []).flatMap(({ name, pod, level, minor, admitted }) => {
    const reasons = ourReasons(pod, level, minor);
    return (reasons.length === 0) === admitted ? [] : [`${name}: ${reasons.join('; ')}`];
  });
  expect(wrong).toEqual([]);
  expect(published?.length).toBeGreaterThan(250);
});

withData('every check but those that no published pod shows refuses one', () => {
  const shown = new Set(
    (published ?? []).flatMap(({ pod, level, minor }) =>
      podSecurity(cursor(documentOf('pod.yaml', 0, pod)), level, minor).map(({ check }) => check.id),
    ),
  );
  const never = podSecurityChecks.map(({ id }) => id).filter((id) => !shown.has(id));
  expect(never).toEqual(['procMount_restricted']); // from 1.35 on
});

test('a place is named for each violation, also where it is absent', () => {
  const pod = { spec: { containers: [{ name: 'a' }], initContainers: [{ name: 'b', securityContext: null }] } };
  const found = podSecurity(cursor(documentOf('pod.yaml', 0, pod)), 'restricted', 37);
  expect(found.map(({ check, at }) => `${check.id}: ${at.map(({ pointer }) => pointer.join('.')).join(' ')}`)).toEqual([
    'allowPrivilegeEscalation: spec.initContainers.0.securityContext.allowPrivilegeEscalation spec.containers.0.securityContext.allowPrivilegeEscalation',
    'capabilities_restricted: spec.initContainers.0.securityContext.capabilities.drop spec.containers.0.securityContext.capabilities.drop',
    'runAsNonRoot: spec.initContainers.0.securityContext.runAsNonRoot spec.containers.0.securityContext.runAsNonRoot',
    'seccompProfile_restricted: spec.initContainers.0.securityContext.seccompProfile.type spec.containers.0.securityContext.seccompProfile.type',
  ]);
});

test('rules older than those that are known are refused', () => {
  expect(() => podSecurity(cursor(documentOf('pod.yaml', 0, {})), 'baseline', 7)).toThrow(
    'pod security: 1.7: the rules are known from 1.19 on',
  );
});

test('reasons of the API server are told apart, whatever stands in the brackets', () => {
  expect(
    reasonsIn(
      '403: pods "p" is forbidden: violates PodSecurity "restricted:latest": privileged (container "a, (b" must not …), ' +
        'forbidden AppArmor profiles (annotations must not set "x"), runAsNonRoot != true (pod or containers "a", "b" must …)',
    ),
  ).toEqual(['forbidden AppArmor profile', 'privileged', 'runAsNonRoot != true']);
  expect(reasonsIn('422: Pod "p" is invalid')).toBeUndefined();
});
