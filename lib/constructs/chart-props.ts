import type { ChartProps } from 'cdk8s';
import type { DevelopmentProps } from './development-props';

/** A taint of nodes that pods put up with, in the words of Kubernetes. */
export interface TolerationProps {
  /** Key of the taint. */
  readonly key: string;
  /** @default 'Equal' with a value, 'Exists' without */
  readonly operator?: 'Exists' | 'Equal';
  /** Value of the taint. @default - any value */
  readonly value?: string;
  /** Effect of the taint. @default - every effect */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /** Seconds a pod stays once the taint is there; with the effect `NoExecute` only. @default - for good */
  readonly tolerationSeconds?: number;
}

/** Who resolves names in the cluster. */
export type DnsProps =
  | 'standard'
  | 'node-local'
  | 'gke-cloud-dns'
  | 'openshift'
  | {
      readonly namespace: string;
      /** Labels of its pods. @default - every pod of the namespace */
      readonly labels?: Readonly<Record<string, string>>;
      /** Ports of its pods, not of their Service. @default [53] */
      readonly ports?: readonly number[];
    }
  | { readonly cidr: string };

/** What a chart says once for everything in it. */
export interface ChartSettings extends Pick<ChartProps, 'labels'> {
  /** Outputs that are written; one may be left out. @default ['kubernetes', 'compose'] */
  readonly targets?: readonly ('kubernetes' | 'compose')[];
  /** Kubernetes Secrets, of type dockerconfigjson, by which nodes pull images. @default - none */
  readonly imagePullSecrets?: readonly string[];
  /** Kubernetes storage class of every claim. It cannot change later. @default - the cluster's default */
  readonly storageClass?: string;
  /** Labels of the nodes that pods run on. @default - any node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints of nodes that pods put up with. @default - none */
  readonly tolerations?: readonly TolerationProps[];
  /** Kubernetes PriorityClass of every pod. @default - the cluster's default */
  readonly priority?: string;
  /**
   * `'assigned'`: the cluster assigns users and groups of every pod, as OpenShift does; `user` of a workload is then that
   * of its image and of Compose alone.
   * @default - numbers of our own
   */
  readonly user?: 'assigned';
  /**
   * Who resolves names in the cluster: what pods that call somebody by name may ask. `standard`: CoreDNS in kube-system;
   * `node-local`: NodeLocal DNSCache; `gke-cloud-dns`: port 53 of the metadata address, and no other; or your own, by
   * namespace, or by a block of at most 256 addresses on port 53.
   * @default 'standard'
   */
  readonly dns?: DnsProps;
  /**
   * Writes `compose.dev.yaml` beside `compose.yaml`, which runs what is built here from its sources: mounted read-only,
   * `node --watch`, an inspector on 127.0.0.1. Synth prints what it relaxes, and its head lists it.
   * @default - no such file
   */
  readonly development?: true | DevelopmentProps;
  /** Labels of every Kubernetes object and pod, and of every Compose service. @default - standard labels only */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of every Kubernetes object, pods left out; labels of every Compose service. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Who answers for the project: the annotation `cdk8s-hardened/owner` in Kubernetes, a label in Compose, and the owner of
   * every exception that names none.
   * @default - nobody is named
   */
  readonly owner?: string;
}

/** One project: one namespace, one Compose project. */
export interface HardenedChartProps extends ChartSettings {
  /**
   * Namespace of everything in it. An owned one is created, labelled for Pod Security and denied all traffic by default;
   * in one that is shared, policies select this project's pods only. A text names an owned one.
   */
  readonly namespace: string | { readonly name: string; readonly owned: boolean };
  /** Absolute folder that build contexts, configuration files and `images.lock.json` are relative to. @default - the one of HardenedApp */
  readonly root?: string;
  /** Compose networks: one per edge, or one per callee (needs an exception of `declared-edges-only`). @default 'per-edge' */
  readonly networks?: 'per-edge' | 'per-callee';
  /** Oldest Kubernetes that the output is for, such as `'1.30'`; what newer ones brought is not used. @default '1.27' */
  readonly kubernetesVersion?: string;
  /**
   * Writes `admission/<chart>.yaml`: ValidatingAdmissionPolicies by which the cluster judges whatever is sent to the
   * namespace, from whomever. `true` means `Deny`; `Warn` admits, warns and writes to the audit log. Needs
   * `kubernetesVersion: '1.30'`. @default - none
   */
  readonly admissionPolicies?: true | { readonly action: 'Deny' | 'Warn' };
}
