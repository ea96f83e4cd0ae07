/** Somebody outside the project. */
export interface Peer {
  readonly kind: 'namespace';
  readonly name: string;
}

/** Makes peers. */
export const Peer = {
  /** Every pod of another Kubernetes namespace. Compose has no namespaces; README's table of differences says so. */
  namespace: (name: string): Peer => ({ kind: 'namespace', name }),
};
