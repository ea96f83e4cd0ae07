import type { SubjectSet } from '../../../controls/subject';
import type { Contract } from '../../../model/contract';
import { isFor } from '../../../model/settings';
import type { SourceDocument } from '../../documents';
import { dockerfilesOf } from '../../dockerfile/of-project';
import { absentIn, placeProjects, type PlacedProject } from '../../placing';
import { redisPlaces } from '../../redis-server';
import { joinReadings, type ReadError, type Reading } from '../../reading';
import { duplicatesAmong } from './duplicates';
import { edgesOf } from './edges';
import { exposuresOf } from './exposures';
import { imagesOf } from './images';
import { namespacesOf } from './namespaces';
import { objectsOf, type KubernetesObject } from './objects';
import { namespaceLabelsOf } from './peers';
import { podsOf } from './pods';
import { policiesOf, type Policy } from './policies';
import { redisOf } from './redis';
import { containersOf, literalsOf, workloadsOf } from './workloads';

/** Reads every project of the contract from its Kubernetes objects. */
export function readKubernetes(
  documents: readonly SourceDocument[],
  contract: Contract,
): Reading<SubjectSet<'kubernetes'>> {
  const projects = placeProjects(documents, contract).filter((project) => isFor(project.contract, 'kubernetes'));
  const objects = projects.map((project) => objectsOf(project.kubernetes, project.contract.namespace.name));
  // Policies add up over everything that is applied to a namespace, whoever wrote it.
  const policies = objects.flatMap((own) => policiesOf(own));
  const reading = joinReadings(projects.map((project, index) => readProject(project, objects[index] ?? [], policies)));
  const held = projects.flatMap(({ id }, index) =>
    (objects[index] ?? []).map((object) => ({ ...object, project: id })),
  );
  return { ...reading, errors: [...reading.errors, ...duplicatesAmong(held)] };
}

function readProject(
  placed: PlacedProject,
  objects: readonly KubernetesObject[],
  policies: readonly Policy[],
): Reading<SubjectSet<'kubernetes'>> {
  const { id: project, contract } = placed;
  const pods = podsOf(objects, contract);
  const context = { objects, contract };
  const nowhere = placed.kubernetes[0] ?? absentIn(contract.files.find((file) => file.startsWith('kubernetes/')) ?? '');
  const workload = pods.flatMap((pod) => workloadsOf(project, pod, context));
  const exposure = exposuresOf(project, contract, objects, pods);
  const dockerfiles = dockerfilesOf(placed);
  const redis = redisPlaces(placed).flatMap((place) => {
    const pod = pods.find(({ id }) => id === place.contract.workload);
    return pod === undefined ? [] : [redisOf(place, pod, context)];
  });

  const errors: ReadError[] = [...dockerfiles.errors, ...placed.unplaced];
  const lacks = (what: string, name: string): void => {
    errors.push({ project, workload: name, message: `${what} of the contract is not in the Kubernetes output` });
  };
  const parts = new Set(
    pods.flatMap(({ id, containers }) => containers.map(({ companion }) => companion && `${id}/${companion}`)),
  );
  for (const { name, kind, of } of contract.workloads)
    if (of !== undefined && !parts.has(`${of}/${name}`)) lacks(`${kind} container '${name}' of '${of}'`, name);
    else if (of === undefined && !pods.some(({ id }) => id === name)) lacks(`workload '${name}'`, name);
  for (const { name, after = [] } of contract.workloads)
    for (const job of after)
      if (!pods.some(({ id, containers }) => id === name && containers.some(({ waitsFor }) => waitsFor === job)))
        lacks(`init container 'after-${job}' of '${name}'`, name);
  for (const { workload: name } of contract.redis)
    if (!redis.some((found) => found.workload === name)) lacks(`redis '${name}'`, name);
  for (const { workload: name, host, gateway } of contract.exposures)
    if (!exposure.some((door) => door.kind === (gateway ? 'Route' : 'Ingress') && door.workload === name))
      lacks(`exposure '${host}' of '${name}'`, name);

  const subjects = {
    container: containersOf(project, contract, pods),
    workload,
    edge: edgesOf({ project, contract, pods, policies, namespaces: namespaceLabelsOf(objects), nowhere }),
    exposure,
    namespace: namespacesOf(project, contract, objects, pods, policies, nowhere),
    redis,
    image: imagesOf(project, contract, pods, dockerfiles.of),
    project: [
      {
        id: project,
        project,
        at: nowhere,
        contract,
        documents: [...placed.kubernetes, ...placed.docker, placed.contractAt],
        dockerfiles: dockerfiles.all,
        environment: literalsOf(workload),
      },
    ],
  };
  return { subjects, errors };
}
