import { build } from '../../cluster/build';
import { applicationArchive } from '../../cluster/node/application-image';
import { sysctls } from '../../cluster/node/machine';
import { startSurroundings } from '../../cluster/node/start-example';
import { startNode, type Node } from '../../cluster/node/start-node';
import { COREDNS, kubernetesProgram, NETWORK_POLICIES, NODE_PROGRAMS } from '../../cluster/programs';
import { missingForApi } from '../../cluster/requirements';
import { NEWEST } from '../../cluster/versions';
import { BESIDE } from '../../beside/ask/all';
import { startBeside } from '../../beside/cluster/start';
import { BESIDE_WEAKENED } from '../../beside/cluster/weakened';
import { DEPOT } from '../../depot/ask/all';
import { startDepot } from '../../depot/cluster/start';
import { DEPOT_WEAKENED } from '../../depot/cluster/weakened';
import { missing } from '../../engine/docker/requirements';
import { NGINX_IMAGE, nginxArchive, nodeArchive } from '../../engine/docker/stand-ins';
import { step } from '../../engine/run/steps';
import { isEnding } from '../../engine/run/undo';
import { VISITS } from '../ask/all';
import type { Place } from '../frame';
import { askedOn, isWanted, judgeAll, NOTHING, sum, type Judged, type Program, type Wanted } from '../judge';
import { APP, DEPLOY, PROJECT, WEB_IMAGE } from '../places';
import { proveOnCluster, type Weakened } from './prove';
import type { Manifests } from './manifests';
import { NGINX, startVisits } from './start';
import { VISITS_WEAKENED } from './weakened';

const PROGRAMS = [...NODE_PROGRAMS.map((name) => kubernetesProgram(name, NEWEST)), COREDNS, NETWORK_POLICIES];

async function startCluster(): Promise<Node> {
  await build(PROGRAMS);
  const web = await step('image of web', () =>
    applicationArchive({ context: APP, dockerfile: `${DEPLOY}/docker/web1/Dockerfile`, tag: WEB_IMAGE }),
  );
  const nginx = await step(`stand-in for nginx (${NGINX_IMAGE})`, nginxArchive);
  const node = await startNode(NEWEST, [
    { name: WEB_IMAGE.replace('registry.example.com/', '').replace(/:.*$/, ''), archive: web },
    { name: NGINX, archive: nginx },
    { name: 'library/node', archive: await nodeArchive() },
  ]);
  await startSurroundings(node);
  return node;
}

/** One program, from its start to its end: with its namespace all of it goes. */
async function judgeOne<R extends { readonly engine: string }>(
  program: Program<R>,
  node: Node,
  namespace: string,
  start: (node: Node, weaken?: (manifests: Manifests) => void) => Promise<R>,
  weakened: Weakened<R>,
  wanted: Wanted,
): Promise<Judged> {
  if (isEnding() || !program.questions.some(({ id }) => isWanted(wanted, id))) return NOTHING;
  const running = await start(node, wanted.proving ? weakened.manifests : undefined);
  const judged = wanted.proving
    ? await proveOnCluster(program, node, running, weakened, wanted)
    : await judgeAll(program, running.engine, running, wanted);
  await node.kubectl(['delete', 'namespace', namespace, '--wait=false']);
  return judged;
}

/** A Kubernetes cluster of its own, of one node. */
export const onCluster: Place = {
  what: 'cluster',
  required: process.env['REQUIRE_CLUSTER'] === '1',
  missing: async () => [...new Set([...(await missing()), ...(await missingForApi(PROGRAMS))])],
  judge: async (_, wanted) => {
    const node = await startCluster();
    return sum([
      await judgeOne(VISITS, node, PROJECT, startVisits, VISITS_WEAKENED, wanted),
      await judgeOne(DEPOT, node, 'depot', startDepot, DEPOT_WEAKENED, wanted),
      await judgeOne(askedOn('cluster', BESIDE), node, 'beside', startBeside, BESIDE_WEAKENED, wanted),
    ]);
  },
  settings: sysctls,
};
