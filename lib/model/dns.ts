/** Names of clusters whose resolver is known. */
export const dnsPresets = ['standard', 'node-local', 'gke-cloud-dns', 'openshift'] as const;

/** Who resolves names in a cluster: a preset, pods by namespace and labels with their ports, or addresses on port 53. */
export type Dns =
  | (typeof dnsPresets)[number]
  | {
      readonly namespace: string;
      /** Labels of its pods; none where every pod of the namespace may be asked. */
      readonly labels: Readonly<Record<string, string>>;
      /** Ports of its pods, each over UDP and TCP. */
      readonly ports: readonly number[];
    }
  | { readonly cidr: string };
