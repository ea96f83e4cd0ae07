import { build } from './build';
import { fetchGatewayApi } from './gateway-api';
import { COREDNS, kubernetesProgram, NETWORK_POLICIES, NODE_PROGRAMS } from './programs';
import { NEWEST } from './versions';

/** Builds every program of the cluster that is not there yet, so that whoever calls can tell a build from a test. */
const prepare = async (): Promise<void> => {
  await build([...NODE_PROGRAMS.map((name) => kubernetesProgram(name, NEWEST)), COREDNS, NETWORK_POLICIES]);
  await fetchGatewayApi();
};

void prepare().then(
  () => console.log('all built'),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
