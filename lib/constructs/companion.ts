import type { JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { isMarked, mark } from './brand';
import { chartOf, isCompanion, type ChartMembers, type Member, type WorkloadBase } from './chart-members';
import { checkProps } from './check-names';
import { connect, type Callee } from './connect';
import {
  initContainerNames,
  sidecarNames,
  type CompanionProps,
  type InitContainerProps,
  type SidecarProps,
} from './companion-props';
import type { HardenedWorkload } from './hardened-workload';
import { judgementOf } from './judge';
import { patchService } from './patch-compose';
import { reporter } from './problems';
import { needProps } from './shape';
import { workloadShapes } from './prop-shapes';
import { readCompanion } from './read-companion';
import { addCompanionObjects } from './workload-objects';
import type { CompanionKind } from '../model/workload';

/**
 * A container beside a workload, hardened like one: a user, file system, limits, secrets and configuration of its own. It
 * is called `<workload>-<id>` in both outputs. An exception of the workload covers it too, one of its own covers it alone.
 */
export abstract class Companion extends Construct {
  /** What the props say, checked; renderers start from it. */
  public readonly base: WorkloadBase;
  /**
   * Connects it like a workload. Environment and secrets are for this container alone; the way over the network is open to
   * the whole pod in Kubernetes. A sidecar of a Redis that connects to it finds it on localhost.
   */
  public readonly connectTo: HardenedWorkload['connectTo'];
  private readonly members: ChartMembers;

  protected constructor(owner: Member, id: string, kind: CompanionKind, props: CompanionProps) {
    super(owner, id);
    if (!isMarked(owner, 'workload') || isCompanion(owner))
      throw new Error(
        `${this.node.path}: got ${owner.node.path} around it; allowed: a workload; fix: pass the workload that it runs beside as scope`,
      );
    needProps(props, this.node.path, '{ image }');
    mark(this, 'workload');
    this.members = chartOf(this);
    this.node.addValidation({ validate: () => [...judgementOf(this.members, this.node.path)] });
    const names = kind === 'init' ? initContainerNames : sidecarNames;
    const own: unknown = kind === 'init' ? InitContainer : Sidecar;
    checkProps(props, { names, inner: workloadShapes, subclass: new.target !== own }, reporter(this));
    this.base = readCompanion(this, owner, kind, props, this.members, reporter(this));
    this.connectTo = (target: Callee, connection?: object): void => connect(this, target, connection);
    this.members.workloads.set(this.base.name, this);
    addCompanionObjects(this, owner, this.members);
  }

  /** Applies RFC 6902 operations to its Compose service; its container in Kubernetes is part of the workload's objects. */
  public patchCompose(...operations: JsonPatch[]): void {
    patchService(this, operations);
  }
}

/** A container that runs to its end before its workload starts: at every start of a pod, in Compose at every `up`. */
export class InitContainer extends Companion {
  constructor(owner: HardenedWorkload, id: string, props: InitContainerProps) {
    super(owner, id, 'init', props);
  }
}

/**
 * A container that runs beside its workload: on the same network, so that they find each other on localhost, with a file
 * system of its own. Its ports are ports of the workload: `expose` and `allowFrom` of that one find them by name.
 */
export class Sidecar extends Companion {
  constructor(owner: HardenedWorkload, id: string, props: SidecarProps) {
    super(owner, id, 'sidecar', props);
  }
}
