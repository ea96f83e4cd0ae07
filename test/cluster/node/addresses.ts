/** The node's address is the one that the sandbox has in the network outside. */
export const NODE_ADDRESS = '198.51.100.1';
export const NODE = 'node1';

/** Addresses of pods, of services, and of the cluster's DNS. */
export const POD_RANGE = '10.85.0.0/24';
export const DNS_ADDRESS = '10.96.0.10';

/** Where the images are served, inside the sandbox. */
export const REGISTRY_PORT = 5000;
export const PAUSE_IMAGE = 'cluster.invalid/pause:1';
export const COREDNS_IMAGE = 'cluster.invalid/coredns:1';
