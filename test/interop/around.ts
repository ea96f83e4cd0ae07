import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';

interface Labels {
  readonly [name: string]: string;
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly selector?: Labels;
    readonly podSelector?: { readonly matchLabels?: Labels };
    readonly scaleTargetRef?: object;
    readonly replicas?: number;
    readonly template?: { readonly metadata: { readonly labels: Labels } };
    readonly rules?: readonly {
      readonly http: {
        readonly paths: readonly { readonly backend: { readonly service: { readonly name: string } } }[];
      };
    }[];
  };
}

const manifests = (text: string): readonly Manifest[] =>
  parseAllDocuments(text).map((document) => document.toJS() as Manifest);

/** What is wrong between objects of cdk8s-plus and the workload that they are about. */
export function aroundFaults(around: string, ours: string): readonly string[] {
  const theirs = manifests(around);
  const of = (kind: string) => theirs.find((manifest) => manifest.kind === kind)?.spec;
  const deployment = manifests(ours).find(({ kind }) => kind === 'Deployment');
  const labels = deployment?.spec.template?.metadata.labels ?? {};
  const selects = (selector: Labels | undefined): boolean =>
    selector !== undefined &&
    Object.keys(selector).length > 0 &&
    Object.entries(selector).every(([name, value]) => labels[name] === value);
  const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: deployment?.metadata.name };
  const wanted = {
    'the Service selects the pods': selects(of('Service')?.selector),
    'the NetworkPolicy selects the pods': selects(of('NetworkPolicy')?.podSelector?.matchLabels),
    'the HorizontalPodAutoscaler scales the Deployment': isDeepStrictEqual(
      of('HorizontalPodAutoscaler')?.scaleTargetRef,
      target,
    ),
    'the Deployment leaves replicas to it': deployment !== undefined && !('replicas' in deployment.spec),
    'the Ingress leads to the Service':
      of('Ingress')?.rules?.[0]?.http.paths[0]?.backend.service.name === 'backend-http',
  };
  return Object.entries(wanted)
    .filter(([, holds]) => !holds)
    .map(([what]) => `not so: ${what}`);
}
