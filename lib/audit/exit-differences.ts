import type { Difference } from './difference';

/** What the two targets make of ways out of a project. */
export const exitDifferences: readonly Difference[] = [
  {
    id: 'exits-by-address',
    what: 'the way out to a host or a block (`Peer.host`, `Peer.cidr`, a server of somebody else)',
    kubernetes:
      'its port: at a block exactly these addresses; at a host every public address, since policies know no names, but neither private networks nor metadata services',
    compose: 'a network of its own that leads out: to every host and port, the metadata service of the machine too',
    madeUpForBy: '',
  },
  {
    id: 'exits-to-namespaces',
    what: 'the way to pods of other namespaces (`Peer.namespace`, a server with `namespace`)',
    kubernetes: 'their port, narrowed by labels',
    compose:
      'no counterpart: nothing is opened, unless the server has a `composeHost`, which is a way out like any other',
    madeUpForBy: 'not needed: without `composeHost` Compose is the stricter side',
  },
];
