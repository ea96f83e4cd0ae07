import { programs } from '../programs';
import { removeWhatKilledRunsLeft } from '../engine/docker/killed-runs';
import { step } from '../engine/run/steps';
import { isEnding, undoAll, undoOnSignals } from '../engine/run/undo';
import { Tally } from '../judge/tally';
import { judgeApplied } from './api/applied';
import { judgePods, makePriorityClasses } from './api/controllers';
import { judgeExceptions } from './api/exceptions';
import { judgeTable } from './api/mutation-table';
import { mutationRows } from './api/mutations';
import { judgePolicies, judgePoliciesAtWork } from './api/policies';
import { judgeStages } from './api/stages';
import { judgePodSecurity } from './api/three-way';
import { judgeUpgrades } from './api/upgrade';
import { makeEmptyNamespace } from './api/verdict';
import { build, isBuilt } from './build';
import { fetchGatewayApi, installGatewayApi } from './gateway-api';
import { kubernetesProgram } from './programs';
import { etcdProgram, missingForApi } from './requirements';
import { startApiServer } from './server/api-server';
import { minorOf, NEWEST, OLDER } from './versions';

const PROGRAMS = ['kube-apiserver', 'kube-controller-manager'];
const programsOf = (release: string) => PROGRAMS.map((name) => kubernetesProgram(name, release));

async function judge(release: string, tally: Tally): Promise<void> {
  await build(programsOf(release));
  await fetchGatewayApi();
  const etcd = await etcdProgram();
  const server = await step(`${release}: API server answers`, () => startApiServer(release, etcd));
  const say = (what: string): string => `${release}: ${what}`;
  console.log(`\nKubernetes ${server.version}\n`);
  if (server.version !== release) tally.fail(`${release} was wanted, ${server.version} answers`);
  await step(say('Gateway API defined'), () => installGatewayApi(server.client));
  await makePriorityClasses(server.client, programs);
  await step(say('upgrades'), () => judgeUpgrades(server.client, tally));
  await step(say('output applied'), async () => {
    for (const program of programs) await judgeApplied(server.client, program, tally);
  });
  await step(say('stages'), () => judgeStages(server.client, tally));
  await step(say('exceptions'), () => judgeExceptions(server.client, minorOf(release), tally));
  await step(say('mutations'), async () => {
    await makeEmptyNamespace(server.client);
    judgeTable(await mutationRows(server.client), release === NEWEST, tally);
  });
  await step(say('Pod Security'), () => judgePodSecurity(server.client, minorOf(release), tally));
  const guard = await step(say('admission policies'), () => judgePolicies(server.client, release === NEWEST, tally));
  await step(say('pods admitted'), async () => {
    server.startControllers();
    for (const program of programs) await judgePods(server.client, program, tally);
  });
  await step(say('admission policies at work'), () => judgePoliciesAtWork(server.client, guard, tally));
  await server.end();
}

/** Releases named by the user; else the newest, and the older one where it is built already. */
async function main(): Promise<void> {
  const tally = new Tally();
  const named = process.argv.slice(2);
  const required = process.env['REQUIRE_CLUSTER'] === '1';
  const releases = named.length > 0 ? named : [NEWEST];
  if (named.length === 0 && programsOf(OLDER).every(isBuilt)) releases.push(OLDER);
  else if (named.length === 0) tally.absent(`${OLDER}: not built yet: npm run test:api -- ${OLDER}`, false);
  if (process.getuid?.() === 0) await removeWhatKilledRunsLeft();
  undoOnSignals((signal) => Promise.resolve(console.log(`ended by ${signal}`)));
  for (const release of releases) {
    const lacking = await missingForApi(programsOf(release));
    if (lacking.length > 0) {
      tally.absent(`SKIP: no API server ${release} can be started here: missing ${lacking.join(', ')}`, required);
      continue;
    }
    try {
      await judge(release, tally);
    } catch (error) {
      if (isEnding()) return; // by a signal, and who took it ends the process
      tally.fail(`${release}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  if (isEnding()) return;
  await undoAll();
  process.exit(tally.close());
}

void main();
