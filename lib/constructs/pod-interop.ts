/**
 * What cdk8s-plus asks of a pod selector and of a network policy peer. Its classes are private to each of its versions,
 * so the parts that are instances of them there are typed `never` here, which every version's type takes, and answer the
 * two methods that it calls.
 */
export interface PodInterop {
  toPodSelectorConfig(): { readonly labelSelector: never };
  toNetworkPolicyPeerConfig(): { readonly podSelector: { readonly labelSelector: never } };
}

/** Interop of pods with these labels. */
export function podInterop(matchLabels: Readonly<Record<string, string>>): PodInterop {
  const labelSelector = {
    isEmpty: () => false,
    _toKube: () => ({ matchLabels: { ...matchLabels } }),
  } as unknown as never;
  return {
    toPodSelectorConfig: () => ({ labelSelector }),
    toNetworkPolicyPeerConfig: () => ({ podSelector: { labelSelector } }),
  };
}
