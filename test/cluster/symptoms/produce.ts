import { dirname, join } from 'node:path';
import { symptoms, type SymptomId } from '../../../lib/audit/symptoms';
import type { Symptom } from '../../../lib/audit/symptoms/symptom';
import type { Answer } from '../../engine/answers';
import { EXAMPLE } from '../../engine/docker/copy';
import { step } from '../../engine/run/steps';
import { isEnding } from '../../engine/run/undo';
import { judgeSymptom } from '../../engine/symptoms/produce';
import { untilReady, WORKLOADS, type Cluster } from '../ask/cluster';
import { placeOf } from '../build';
import { kubernetesProgram } from '../programs';
import { NEWEST } from '../versions';

/** Runs what is said to produce each symptom of Kubernetes, and reads the message in what it prints. */
export async function produceSymptoms(
  cluster: Cluster,
  wanted: (id: SymptomId) => boolean,
): Promise<ReadonlyMap<SymptomId, Answer>> {
  const answers = new Map<SymptomId, Answer>();
  for (const symptom of symptoms.filter(({ id, place }) => place === 'kubernetes' && wanted(id))) {
    if (isEnding()) break;
    answers.set(symptom.id, await step(symptom.id, () => produce(cluster, symptom)));
  }
  return answers;
}

/** By our kubectl, where the manifests are. */
async function produce(cluster: Cluster, symptom: Symptom): Promise<Answer> {
  for (const workload of WORKLOADS) await untilReady(cluster, workload);
  const kubectl = dirname(placeOf(kubernetesProgram('kubectl', NEWEST)));
  const ran = await cluster.sandbox.run(['bash', '--norc', '-c', symptom.command], {
    cwd: join(cluster.copy, EXAMPLE, 'deploy/kubernetes'),
    env: { ...cluster.env, KUBECONFIG: cluster.kubeconfig, PATH: `${kubectl}:${cluster.env['PATH']}` },
    timeoutMs: 180_000,
    mayFail: true,
  });
  return judgeSymptom(symptom, `${ran.out}\n${ran.err}`);
}
