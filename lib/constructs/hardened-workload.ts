import { ApiObject, type JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { checkName } from '../model/names';
import type { Report } from '../model/problem';
import { podSelector } from '../targets/kubernetes/render/labels';
import { defaultDenyName } from '../targets/kubernetes/render/namespace';
import { allowFromPeer } from './allow-from';
import { mark } from './brand';
import { checkNames } from './check-names';
import { connect } from './connect';
import type { ExternalRedisConnectionProps, ExternalServiceConnectionProps } from './connect-external';
import type { PeerConnectionProps } from './connect-peer';
import type { RedisConnectionProps } from './connection';
import type { External, ExternalRedis, ExternalService } from './external';
import type { WorkloadConnectionProps } from './workload-connection';
import type { ExposeProps, GatewayExposeProps } from './expose-props';
import { judgementOf } from './judge';
import { openDoor } from './open-door';
import { patchService } from './patch-compose';
import { isPeer, peerText, type CidrPeer, type HostPeer, type NamespacePeer, type Peer } from './peer';
import { reporter } from './problems';
import { addWaitingPolicies, addWorkloadObjects } from './workload-objects';
import { podInterop, type PodInterop } from './pod-interop';
import { leaveReplicas, scalingTarget, type ScalingTarget } from './scaling-interop';
import { chartOf, type ChartMembers, type Member, type WorkloadBase } from './chart-members';

/** A workload with its edges: the one place that grants network path, credential, trust and rights together. */
export abstract class HardenedWorkload extends Construct {
  /** Labels of its pods, for selectors of other objects. */
  public readonly podLabels: Readonly<Record<string, string>>;
  protected readonly members: ChartMembers;
  protected readonly report: Report;
  private readonly interop: PodInterop;
  private scaled = false;

  protected constructor(scope: Construct, id: string) {
    super(scope, id);
    mark(this, 'workload');
    this.report = reporter(this);
    this.members = chartOf(this);
    this.node.addValidation({ validate: () => [...judgementOf(this.members, this.node.path)] });
    checkName(id, 'id', this.report);
    if (id === defaultDenyName(this.members))
      this.report('id', id, 'another name', 'a policy of the project is called like that: rename it');
    if (this.members.workloads.has(id))
      this.report('id', id, 'a name that no other workload of the chart has', 'rename one of them');
    this.members.workloads.set(id, this);
    this.podLabels = podSelector(this.members, id).matchLabels;
    this.interop = podInterop(this.podLabels);
  }

  /** Data of the props. */
  public abstract readonly base: WorkloadBase;

  /** Grants network path, credential, TLS trust and an ACL user of its own at a Redis of the same chart, in both targets. */
  public connectTo(redis: HardenedWorkload, props: RedisConnectionProps): void;
  /**
   * Grants network path, address and, unless `tls: 'none'`, TLS trust at a workload of the same chart, or a sidecar
   * of one, in both targets. The callee's program serves TLS with the files that TLS_CERT_FILE and TLS_KEY_FILE name; the
   * caller finds `<AS>_URL` and `<AS>_CA_FILE`.
   */
  public connectTo(workload: Member, props?: WorkloadConnectionProps): void;
  /** Opens the way to pods of another namespace, in Kubernetes: Compose has none. */
  public connectTo(peer: NamespacePeer, props: PeerConnectionProps): void;
  /** Opens the way to a host or a block of addresses: its port alone in Kubernetes, every host and port in Compose. */
  public connectTo(peer: HostPeer | CidrPeer): void;
  /** Opens the way to a Redis of somebody else, and sets the variables of its URL, password file and authority. */
  public connectTo(redis: ExternalRedis, props?: ExternalRedisConnectionProps): void;
  /** Opens the way to another server of somebody else, and sets the variables of its URL, password file and authority. */
  public connectTo(service: ExternalService, props: ExternalServiceConnectionProps): void;
  public connectTo(target: Member | Peer | External, props?: object): void {
    connect(this, target, props);
    if (this.base.kind === 'job') addWaitingPolicies(this.members);
  }

  /** Lets pods of a namespace reach one port. Compose has no counterpart; README's table of differences says so. */
  public allowFrom(peer: Peer, props: { readonly port: string }): void {
    if (!isPeer(peer)) return this.report('allowFrom', peer, 'a Peer', "for instance Peer.namespace('monitoring')");
    const prop = `allowFrom(${peerText(peer)})`;
    checkNames(props, prop, { names: { port: true } }, this.report);
    const port: unknown = props?.port;
    // Without a name `portNumber` would take the main port: nobody said so.
    if (typeof port !== 'string')
      return this.report(`${prop}.port`, port, 'the name of a port of this workload', "pass { port: 'http' }");
    allowFromPeer(this, peer, { name: port, number: this.portNumber(port, `${prop}.port`) });
  }

  /** Opens the door to the outside: 127.0.0.1 in Compose; Service, Ingress with TLS and the ingress rule in Kubernetes. */
  public expose(props: ExposeProps): void;
  /** The same with an HTTPRoute to one listener of a Gateway, which ends TLS, in place of the Ingress. */
  public expose(props: GatewayExposeProps): void;
  public expose(props: ExposeProps | GatewayExposeProps): void {
    if (typeof props !== 'object' || props === null)
      return this.report('expose', props, 'an object', 'pass { host, tls, from: { namespace } }');
    openDoor(this, props, this.portNumber(props.port, 'expose.port'));
  }

  /**
   * Its Kubernetes objects so far, to be patched; edges and doors add further ones. `ApiObject.of(workload)` is the
   * Deployment or StatefulSet. Synth judges them as they are written: a patch that weakens one is a finding.
   */
  public get apiObjects(): readonly ApiObject[] {
    return this.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
  }

  /**
   * Applies RFC 6902 operations to its Compose service, as `addJsonPatch` does to an object of Kubernetes; paths start at
   * the service. Synth judges it as it is written: a patch that weakens it is a finding.
   */
  public patchCompose(...operations: JsonPatch[]): void {
    patchService(this, operations);
  }

  /** Selects this workload's pods for cdk8s-plus objects. */
  public toPodSelectorConfig(): ReturnType<PodInterop['toPodSelectorConfig']> {
    return this.interop.toPodSelectorConfig();
  }

  /** This workload's pods as a peer of cdk8s-plus network policies. */
  public toNetworkPolicyPeerConfig(): ReturnType<PodInterop['toNetworkPolicyPeerConfig']> {
    return this.interop.toNetworkPolicyPeerConfig();
  }

  /** This workload as a selector of cdk8s-plus objects. */
  public toPodSelector(): this {
    return this;
  }

  /** Whether an autoscaler of cdk8s-plus decides about the number of pods. */
  public get hasAutoscaler(): boolean {
    return this.scaled;
  }

  /** Called by an autoscaler of cdk8s-plus: the manifest then says nothing about `replicas`. Compose runs one, as ever. */
  public markHasAutoscaler(): void {
    leaveReplicas(this, this.scaled, this.report);
    this.scaled = true;
  }

  /** This workload as the target of an autoscaler of cdk8s-plus. */
  public toScalingTarget(): ScalingTarget {
    return scalingTarget(this);
  }

  /** Makes the Kubernetes objects that every workload has; called once `base` is known. */
  protected addObjects(): void {
    addWorkloadObjects(this, this.members);
    if (this.base.after.length > 0) addWaitingPolicies(this.members);
  }

  private portNumber(name: string | undefined, prop: string): number {
    const beside = [...this.members.workloads.values()].filter(({ base }) => base.of === this.base.name);
    const ports = [this, ...beside].flatMap(({ base }) => base.ports);
    const port = name === undefined ? ports[0] : ports.find((candidate) => candidate.name === name);
    if (!port)
      this.report(
        prop,
        name,
        `a port of this workload: ${ports.map((candidate) => candidate.name).join(', ') || 'it has none'}`,
        ports.length > 0 ? 'name a declared port' : 'declare a port of the workload, or remove the call',
      );
    return port?.number ?? 0;
  }
}
