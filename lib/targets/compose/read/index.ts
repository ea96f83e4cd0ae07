import type { SubjectSet } from '../../../controls/subject';
import type { Contract } from '../../../model/contract';
import { isFor } from '../../../model/settings';
import { dockerfilesOf } from '../../dockerfile/of-project';
import type { SourceDocument } from '../../documents';
import { absentIn, placeProjects, type PlacedProject } from '../../placing';
import { joinReadings, type ReadError, type Reading } from '../../reading';
import { redisPlaces } from '../../redis-server';
import { edgesOf } from './edges';
import { exposuresOf } from './exposures';
import { imageOf } from './images';
import { namespaceOf } from './namespaces';
import { membershipsOf } from './networks';
import { redisOf } from './redis';
import { composeFileOf } from './services';
import { containerOf, dependentsOf, literalsOf, workloadOf } from './workloads';

/** Reads every project of the contract from its Compose file. */
export function readCompose(documents: readonly SourceDocument[], contract: Contract): Reading<SubjectSet<'compose'>> {
  const projects = placeProjects(documents, contract).filter((project) => isFor(project.contract, 'compose'));
  return joinReadings(projects.map(readProject));
}

function readProject(placed: PlacedProject): Reading<SubjectSet<'compose'>> {
  const { id: project, contract } = placed;
  const file = composeFileOf(project, placed.compose);
  const root = file?.root ?? absentIn(contract.files.find((path) => path.startsWith('compose/')) ?? '');
  const services = file?.services ?? new Map<string, never>();
  const each = [...services];
  const memberships = membershipsOf(services, contract);
  const dockerfiles = dockerfilesOf(placed);
  const dependents = dependentsOf(services);
  const workload = each.map(([name, at]) => workloadOf(project, contract, name, at, root, dependents));
  const exposure = each.flatMap(([name, at]) => exposuresOf(project, contract, name, at));
  const redis = redisPlaces(placed).flatMap((place) => {
    const service = services.get(place.contract.workload);
    return service === undefined ? [] : [redisOf(place, service, root, placed.others)];
  });

  const errors: ReadError[] = [...(file?.errors ?? []), ...dockerfiles.errors];
  const lacks = (what: string, name: string): void => {
    errors.push({ project, workload: name, message: `${what} of the contract is not in the Compose output` });
  };
  for (const { name } of contract.workloads) if (!services.has(name)) lacks(`workload '${name}'`, name);
  for (const { workload: name } of contract.redis) if (!services.has(name)) lacks(`redis '${name}'`, name);
  for (const { workload: name, port } of contract.exposures)
    if (!exposure.some((door) => door.workload === name)) lacks(`exposure of port ${port} of '${name}'`, name);

  const subjects = {
    container: each.map(([name, at]) => containerOf(project, name, at)),
    workload,
    edge: edgesOf({ project, contract, root, services, memberships }),
    exposure,
    namespace: file === undefined ? [] : [namespaceOf(project, contract, root, services, memberships)],
    redis,
    image: each.map(([name, at]) => imageOf(project, name, at, dockerfiles.of(name))),
    project: [
      {
        id: project,
        project,
        at: root,
        contract,
        documents: [...placed.compose, ...placed.others, ...placed.docker, placed.contractAt],
        dockerfiles: dockerfiles.all,
        environment: literalsOf(workload),
      },
    ],
  };
  return { subjects, errors };
}
