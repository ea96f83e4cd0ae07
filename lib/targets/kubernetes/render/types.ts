/*
 * The part of the Kubernetes API that we write, in its own words. The typed layers of cdk8s-plus drop newer fields and
 * raw quantities without a word, so these are our own: a key that is not here does not compile.
 */

/** Any object we write, with its keys in the order a reader expects. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

export type Labels = Readonly<Record<string, string>>;

export interface LabelSelector {
  readonly matchLabels?: Labels;
}

export interface PodTemplate {
  readonly metadata: { readonly labels: Labels; readonly annotations?: Labels };
  readonly spec: PodSpec;
}

export interface PodSpec {
  readonly serviceAccountName: string;
  readonly imagePullSecrets?: readonly { readonly name: string }[];
  readonly automountServiceAccountToken: boolean;
  readonly enableServiceLinks: false;
  readonly nodeSelector?: Labels;
  readonly tolerations?: readonly Toleration[];
  readonly priorityClassName?: string;
  readonly terminationGracePeriodSeconds: number;
  readonly securityContext: PodSecurityContext;
  readonly restartPolicy?: 'Never';
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes?: readonly Volume[];
}

export interface Toleration {
  readonly key: string;
  readonly operator: 'Exists' | 'Equal';
  readonly value?: string;
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  readonly tolerationSeconds?: number;
}

export interface PodSecurityContext {
  readonly runAsNonRoot: boolean;
  /** These three are absent where the cluster assigns them. */
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly fsGroup?: number;
  readonly fsGroupChangePolicy: 'OnRootMismatch';
  readonly seccompProfile: { readonly type: 'RuntimeDefault' | 'Unconfined' };
}

export interface TopologySpreadConstraint {
  readonly maxSkew: 1;
  readonly topologyKey: 'kubernetes.io/hostname' | 'topology.kubernetes.io/zone';
  readonly whenUnsatisfiable: 'ScheduleAnyway';
  readonly labelSelector: LabelSelector;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy: 'Always';
  /** Of an init container that is a sidecar; known from 1.29. */
  readonly restartPolicy?: 'Always';
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number; readonly protocol: 'TCP' }[];
  readonly env?: readonly EnvVar[];
  readonly securityContext: ContainerSecurityContext;
  readonly resources: { readonly requests: ResourceList; readonly limits: ResourceList };
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly lifecycle?: { readonly preStop: PreStop };
  readonly volumeMounts?: readonly VolumeMount[];
}

export type EnvVar =
  | { readonly name: string; readonly value: string }
  | {
      readonly name: string;
      readonly valueFrom: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
    };

export interface ContainerSecurityContext {
  /** Only where they differ from those of the pod. */
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly seccompProfile?: PodSecurityContext['seccompProfile'];
  readonly allowPrivilegeEscalation: boolean;
  readonly capabilities?: { readonly drop: readonly ['ALL'] };
  readonly readOnlyRootFilesystem: boolean;
  /** Known from 1.30. */
  readonly appArmorProfile?: { readonly type: 'Localhost'; readonly localhostProfile: string };
  readonly seLinuxOptions?: { readonly type?: string; readonly level?: string };
}

export interface ResourceList {
  readonly cpu?: string;
  readonly memory: string;
  readonly 'ephemeral-storage': string;
}

export type Probe = ProbeHandler & {
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
};

export type ProbeHandler =
  | { readonly httpGet: { readonly path: string; readonly port: string; readonly scheme?: 'HTTPS' } }
  | { readonly tcpSocket: { readonly port: string } }
  | { readonly exec: { readonly command: readonly string[] } };

/** `sleep` is known from 1.30. */
export type PreStop =
  { readonly exec: { readonly command: readonly string[] } } | { readonly sleep: { readonly seconds: number } };

export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  /** One file of the volume. */
  readonly subPath?: string;
  readonly readOnly?: true;
}

export type Volume =
  | {
      readonly name: string;
      readonly projected: { readonly defaultMode: number; readonly sources: readonly SecretProjection[] };
    }
  | { readonly name: string; readonly configMap: { readonly name: string; readonly defaultMode: number } }
  | { readonly name: string; readonly emptyDir: { readonly medium?: 'Memory'; readonly sizeLimit: string } };

export interface SecretProjection {
  readonly secret: {
    readonly name: string;
    readonly items: readonly { readonly key: string; readonly path: string }[];
  };
}

export interface NetworkPolicyPeer {
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector?: LabelSelector;
}

export interface NetworkPolicyPort {
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number;
}

export interface NetworkPolicySpec {
  readonly podSelector: LabelSelector;
  readonly policyTypes: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly {
    readonly from: readonly NetworkPolicyPeer[];
    readonly ports: readonly NetworkPolicyPort[];
  }[];
  readonly egress?: readonly {
    readonly to: readonly NetworkPolicyPeer[];
    readonly ports: readonly NetworkPolicyPort[];
  }[];
}
