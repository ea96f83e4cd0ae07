import { build } from '../../cluster/build';
import { sysctls } from '../../cluster/node/machine';
import { COREDNS, kubernetesProgram, NETWORK_POLICIES, NODE_PROGRAMS } from '../../cluster/programs';
import { missingForApi } from '../../cluster/requirements';
import { NEWEST } from '../../cluster/versions';
import { missing } from '../../engine/docker/requirements';
import type { Place } from '../frame';
import { startOnCluster } from './start';

const PROGRAMS = [...NODE_PROGRAMS.map((name) => kubernetesProgram(name, NEWEST)), COREDNS, NETWORK_POLICIES];

/** A Kubernetes cluster of its own, of one node. */
export const onCluster: Place = {
  what: 'cluster',
  required: process.env['REQUIRE_CLUSTER'] === '1',
  missing: async () => [...new Set([...(await missing()), ...(await missingForApi(PROGRAMS))])],
  start: async () => {
    await build(PROGRAMS);
    return startOnCluster();
  },
  settings: sysctls,
};
