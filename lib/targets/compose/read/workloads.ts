import type { At } from '../../../controls/at';
import type { ComposeContainer, ComposeWorkload, EnvEntry } from '../../../controls/subject';
import type { ProjectContract, WorkloadContract } from '../../../model/contract';
import {
  comingAfter,
  expectedCallers,
  expectedCompanions,
  expectedSecretsOf,
  tlsEndsOf,
  workloadNamed,
} from '../../expected';
import { lastInForce, textOf } from '../../values';
import { literalOf, namedEntries, namedValues, oneOrMany } from './forms';
import { hostPathsOf } from './host-paths';
import { mountsOf, secretMountsOf, tmpfsOf } from './mounts';

/** A service as a container. */
export function containerOf(project: string, name: string, service: At): ComposeContainer {
  return {
    id: `${project}/${name}`,
    project,
    workload: name,
    at: service,
    environment: environmentOf(service),
    securityOptions: service
      .at('security_opt')
      .list()
      .map((at) => {
        const text = literalOf(at) ?? textOf(at) ?? '';
        // The engine takes `=` and, from older days, `:`; whichever comes first separates.
        const [, option = text, value = ''] = /^([^=:]*)[=:](.*)$/s.exec(text) ?? [];
        return [option, value] as const;
      }),
    tmpfs: tmpfsOf(service),
  };
}

/** A service as a workload, with who waits for it. */
export function workloadOf(
  project: string,
  contract: ProjectContract,
  name: string,
  service: At,
  root: At,
  dependents: Dependents,
): ComposeWorkload {
  const known = workloadNamed(contract, name);
  return {
    id: `${project}/${name}`,
    project,
    workload: name,
    at: service,
    environment: environmentOf(service),
    furtherVariables: furtherOf(service),
    environmentFiles: oneOrMany(service.at('env_file')),
    secretMounts: secretMountsOf(root, service),
    expectedSecrets: expectedSecretsOf(contract, name).map(({ path, file }) => ({ path, source: file })),
    tls: tlsEndsOf(contract, name),
    dependents: dependents.get(name) ?? [],
    expectedDependents: [
      ...expectedCallers(contract, name).flatMap(({ from, start, container }) =>
        start === 'after-ready' && 'workload' in from
          ? [{ service: container ?? from.workload, condition: 'service_healthy' }]
          : [],
      ),
      ...[...afterInit(contract, known), ...comingAfterJob(contract, name)].map((service) => ({
        service,
        condition: 'service_completed_successfully',
      })),
    ],
    ends: ['job', 'cron-job', 'init'].includes(known?.kind ?? ''),
    mounts: mountsOf(service),
    hostPaths: hostPathsOf(root, service),
  };
}

/** Who starts once an init container has ended: its workload, and the init container that the program names next. */
function afterInit(contract: ProjectContract, known: WorkloadContract | undefined): readonly string[] {
  if (known?.kind !== 'init' || known.of === undefined) return [];
  const inits = expectedInits(contract, known.of);
  return [known.of, ...inits.slice(inits.indexOf(known.name) + 1).slice(0, 1)];
}

/** Who starts once a job has ended: workloads that come after it, each with the first of its init containers. */
const comingAfterJob = (contract: ProjectContract, job: string): readonly string[] =>
  comingAfter(contract, job).flatMap((owner) => [owner, ...expectedInits(contract, owner).slice(0, 1)]);

const expectedInits = (contract: ProjectContract, owner: string): readonly string[] =>
  expectedCompanions(contract, owner)
    .filter(({ kind }) => kind === 'init')
    .map(({ name }) => name);

/** Every literal of every service, with its workload. */
export function literalsOf(
  workloads: readonly ComposeWorkload[],
): readonly (EnvEntry & { readonly workload: string })[] {
  return workloads.flatMap(({ environment, furtherVariables, workload }) =>
    [...environment, ...furtherVariables].flatMap((entry) => (workload === undefined ? [] : [{ ...entry, workload }])),
  );
}

function environmentOf(service: At): readonly EnvEntry[] {
  return lastInForce(namedValues(service.at('environment')));
}

function furtherOf(service: At): readonly EnvEntry[] {
  const hooks = ['post_start', 'pre_stop'].flatMap((name) => service.at(name).list());
  const places = [...hooks.map((hook) => hook.at('environment')), service.at('build', 'args')];
  return places.flatMap((at) => lastInForce(namedValues(at)));
}

/** Who waits for each service, by its name. */
export type Dependents = ReadonlyMap<string, ComposeWorkload['dependents']>;

/** Reads `depends_on` of every service. */
export function dependentsOf(services: ReadonlyMap<string, At>): Dependents {
  const found = new Map<string, ComposeWorkload['dependents'][number][]>();
  for (const [service, at] of services) {
    for (const [needed, entry] of namedEntries(at.at('depends_on'))) {
      const condition = textOf(entry.at('condition')) ?? 'service_started';
      const others = found.get(needed) ?? [];
      others.push({ service, condition, at: entry });
      found.set(needed, others);
    }
  }
  return found;
}
