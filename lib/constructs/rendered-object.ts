import { ApiObject, Chart, type JsonPatch } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { problemText } from '../model/problem';
import type { KubernetesObject } from '../targets/kubernetes/render/types';
import { patched, type PatchProblem } from './patch';

/** Whether a construct is an object of ours; `instanceof` of cdk8s holds for every ApiObject. */
export const isRendered = (construct: IConstruct): construct is RenderedObject => 'patchProblems' in construct;

/** What is known of an object when its construct is made. */
interface Identity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** Annotations of every object of the chart. */
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * A Kubernetes object whose body is rendered at synth, when every edge and exception is known. Patches, and labels and
 * annotations that a program adds, are applied like on any other object of cdk8s; nothing is filtered or sorted.
 */
export class RenderedObject extends ApiObject {
  private readonly operations: JsonPatch[] = [];
  /** How patches are given, for messages. */
  private readonly call: string;

  constructor(
    scope: Construct,
    id: string,
    { apiVersion, kind, name, namespace, annotations }: Identity,
    private readonly render: () => KubernetesObject,
    private readonly finish: (body: unknown) => unknown = (body) => body,
  ) {
    const given = Object.keys(annotations).length > 0 && { annotations };
    super(scope, id, { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }), ...given } });
    this.call = `${kind}/${name}.addJsonPatch`;
  }

  /** Applies RFC 6902 operations to the rendered object. */
  public override addJsonPatch(...operations: JsonPatch[]): void {
    this.operations.push(...operations);
  }

  /** The object as it is written. @throws where an operation cannot be applied, as synth says with all problems at once */
  public override toJson(): unknown {
    const body = this.withMetadata(this.render());
    if (this.operations.length === 0) return this.finish(JSON.parse(JSON.stringify(body)));
    const { value, problems } = patched(body, this.operations, this.call);
    const [problem] = problems;
    if (problem) throw new Error(`${this.node.path}: ${problemText({ path: this.node.path, ...problem })}`);
    return this.finish(value);
  }

  /** Operations that cannot be applied. */
  public patchProblems(): readonly PatchProblem[] {
    if (this.operations.length === 0) return [];
    return patched(this.withMetadata(this.render()), this.operations, this.call).problems;
  }

  /** Adds what a program put on `metadata`. */
  private withMetadata(body: KubernetesObject): KubernetesObject {
    const added = this.metadata.toJson() as { labels?: Record<string, string>; annotations?: Record<string, string> };
    const { labels, annotations } = body.metadata;
    const merge = (ours: object | undefined, theirs: object | undefined) =>
      ours || theirs ? { ...ours, ...theirs } : undefined;
    // A label of the chart gives way to one of ours, and of a workload; one that is added to the object does not.
    const inherited = Chart.of(this).labels;
    const own = Object.entries(added.labels ?? {}).filter(
      ([key, value]) => inherited[key] !== value || labels?.[key] === undefined,
    );
    const metadata = {
      ...body.metadata,
      labels: merge(labels, own.length > 0 ? Object.fromEntries(own) : undefined),
      annotations: merge(annotations, added.annotations),
    };
    return { ...body, metadata };
  }
}
