import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { KubernetesObject } from '../targets/kubernetes/render/types';

/** What is known of an object when its construct is made. */
interface Identity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/**
 * A Kubernetes object whose body is rendered at synth, when every edge and exception is known. Patches, and labels and
 * annotations that a program adds, are applied like on any other object of cdk8s; nothing is filtered or sorted.
 */
export class RenderedObject extends ApiObject {
  private readonly operations: JsonPatch[] = [];

  constructor(
    scope: Construct,
    id: string,
    { apiVersion, kind, name, namespace }: Identity,
    private readonly render: () => KubernetesObject,
  ) {
    super(scope, id, { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } });
  }

  /** Applies RFC 6902 operations to the rendered object. */
  public override addJsonPatch(...operations: JsonPatch[]): void {
    this.operations.push(...operations);
  }

  /** The object as it is written. */
  public override toJson(): unknown {
    const body: unknown = JSON.parse(JSON.stringify(this.withMetadata(this.render())));
    return this.operations.length === 0 ? body : JsonPatch.apply(body, ...this.operations);
  }

  /** Adds what a program put on `metadata`. */
  private withMetadata(body: KubernetesObject): KubernetesObject {
    const added = this.metadata.toJson() as { labels?: Record<string, string>; annotations?: Record<string, string> };
    const { labels, annotations } = body.metadata;
    const merge = (ours: object | undefined, theirs: object | undefined) =>
      ours || theirs ? { ...ours, ...theirs } : undefined;
    const metadata = {
      ...body.metadata,
      labels: merge(labels, added.labels),
      annotations: merge(annotations, added.annotations),
    };
    return { ...body, metadata };
  }
}
