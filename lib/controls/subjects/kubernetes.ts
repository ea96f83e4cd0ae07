import type { AddressRange } from '../../model/addresses';
import type { ExposureContract } from '../../model/contract';
import type { ExitContract } from '../../model/exit';
import type { At } from '../at';
import type { Base } from './base';
import type { EnvEntry, ExpectedSecret, SecretMount, TlsEnds } from './shared';

/** A container of a pod: `at` is the container, `pod` the pod spec around it. Init and sidecar containers are containers too. */
export interface KubernetesContainer extends Base {
  readonly pod: At;
  /** Metadata of the pod. */
  readonly metadata: At;
  /** Whether the contract leaves users and groups of the pod to the cluster. */
  readonly assigned: boolean;
  /** How the container is listed in its pod. */
  readonly list: 'containers' | 'initContainers' | 'ephemeralContainers';
  /** The pod's volumes that this container mounts: cursors of `volumes` items. */
  readonly volumes: readonly At[];
  /** True for the containers of a workload with one replica-making controller; false for Jobs. */
  readonly longRunning: boolean;
}

/**
 * A workload in Kubernetes: `at` is the Deployment, StatefulSet, Job or CronJob. A job that somebody comes after is a
 * subject there too, with the init container that waits for it: `workload` is the job, `at` is the one that waits. So is every
 * init container and sidecar of the contract, in the pod of its workload.
 */
export interface KubernetesWorkload extends Base {
  readonly pod: At;
  /** True for whoever the pod is made for: a container that nobody declared counts as its own. */
  readonly whole: boolean;
  /** Main containers, in order. */
  readonly containers: readonly At[];
  readonly initContainers: readonly At[];
  /** True for what ends, and so is asked nothing while it runs. */
  readonly ends: boolean;
  /** Of a container that waits for a job: the command it must ask, and the words it runs (`undefined` where they cannot be seen). */
  readonly waiting: { readonly done: readonly string[]; readonly words: readonly string[] | undefined } | undefined;
  /** The ServiceAccount the pod names, where the output holds it. */
  readonly serviceAccount: At | undefined;
  readonly environment: readonly EnvEntry[];
  /** Environment variables whose value comes from a Secret (`secretKeyRef`, `envFrom.secretRef`). */
  readonly secretEnvironment: readonly At[];
  /** Container paths at which Secrets are mounted, with the volume that brings them. */
  readonly secretMounts: readonly SecretMount[];
  /** Secrets the contract says this workload reads. */
  readonly expectedSecrets: readonly ExpectedSecret[];
  readonly tls: TlsEnds;
}

/**
 * A pair of parties, as the output allows it. There is one subject for every pair that the output allows and for every
 * pair that the contract declares, so a missing edge is seen as well as an undeclared one.
 *
 * Parties are `workload:NAME`, `namespace:NAME` (pods of another namespace, followed by `[LABELS]` where they are some of
 * them), `resolver` (the cluster's DNS), `outside` (addresses that rules or the contract name), or `any`. Every workload
 * has a pair with `resolver`, allowed or not, where that is pods: `declared` holds its ports for callers of named peers.
 * A resolver that is addresses is part of `outside`.
 */
export interface KubernetesEdge extends Base {
  readonly from: string;
  readonly to: string;
  /** TCP ports the contract declares for this pair; empty where the pair is undeclared. */
  readonly declared: readonly number[];
  /** What policies let `from` send to `to`; `'unrestricted'` where no policy restricts it. `undefined` for a `from` outside this project. */
  readonly maySend: readonly PortRange[] | 'unrestricted' | undefined;
  /** What policies let `to` receive from `from`. `undefined` for a `to` outside this project. */
  readonly mayReceive: readonly PortRange[] | 'unrestricted' | undefined;
  /** For `outside`: what rules let `from` send where, and the ways out that the contract declares. */
  readonly outside?: {
    readonly reach: readonly Reach[];
    readonly exits: readonly ExitContract[];
    /** The resolver of the cluster, where it has addresses and `from` asks it; over UDP and TCP. */
    readonly resolver: { readonly cidr: string | undefined; readonly ports: readonly number[] } | undefined;
  };
  /** Ports that are meant for UDP too where they are declared: those of the resolver. */
  readonly datagrams?: readonly number[];
  /** The rules that allow it, where there are any; else the policies that should. */
  readonly sides: readonly At[];
}

/** Ports of some addresses. */
export interface Reach {
  readonly ports: PortRange;
  readonly addresses: readonly AddressRange[];
}

/** TCP, UDP or SCTP ports from `from` to `to`, both included. `0` to `65535` means every port. */
export interface PortRange {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly from: number;
  readonly to: number;
}

/**
 * A door in Kubernetes: `at` is the Service, the Ingress or the pod spec. Every pod is a subject, since a host port or the
 * host's network makes it a door.
 */
export interface KubernetesExposure extends Base {
  /** `Route`: any route of the Gateway API. */
  readonly kind: 'Service' | 'Ingress' | 'Route' | 'Pod';
  /** Every Service of the output in this namespace. */
  readonly services: readonly DoorService[];
  /** The contract's exposure for this workload, where there is one. */
  readonly declared: ExposureContract | undefined;
}

/** A Service that a door may lead to. */
export interface DoorService {
  readonly name: string;
  /** The workload that it leads to. */
  readonly workload: string | undefined;
  /** Numbers and names of its ports. */
  readonly ports: readonly (string | number)[];
}

/** A namespace in Kubernetes. */
export interface KubernetesNamespace extends Base {
  /** The Namespace object; `undefined` where the project does not own its namespace, or has lost it. */
  readonly object: At | undefined;
  readonly owned: boolean;
  /** Every NetworkPolicy of the namespace. */
  readonly policies: readonly At[];
  /** Network policies of other APIs, for this namespace or for the cluster. */
  readonly foreignPolicies: readonly At[];
  /** Labels of every pod template of the namespace, with the workload's name. */
  readonly pods: readonly { readonly workload: string; readonly labels: Readonly<Record<string, string>> }[];
}
