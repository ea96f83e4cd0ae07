import { once } from '../model/once';
import type { Project } from '../model/project';
import { isFor } from '../model/settings';
import type { Workload } from '../model/workload';
import { httpRouteObject } from '../targets/kubernetes/render/http-route';
import { ingressObject } from '../targets/kubernetes/render/ingress';
import { networkPolicyObject } from '../targets/kubernetes/render/network-policy';
import { withDigest } from '../targets/kubernetes/render/job';
import type { KubernetesObject } from '../targets/kubernetes/render/types';
import { configMapName } from '../targets/kubernetes/render/volumes';
import { workloadKind, workloadObject } from '../targets/kubernetes/render/workload';
import {
  autoscalerObject,
  configMapObject,
  disruptionBudgetObject,
  serviceAccountObject,
  serviceObject,
} from '../targets/kubernetes/render/workload-parts';
import { projectOf } from './assemble';
import type { ChartMembers, Member, WorkloadBase } from './chart-members';
import { RenderedObject } from './rendered-object';

const workloadsByName = once(
  ({ workloads }: Project) => new Map(workloads.map((workload) => [workload.name, workload])),
);

type Render = (project: Project, workload: Workload) => KubernetesObject;

/** Adds the objects every workload has. */
export function addWorkloadObjects(construct: Member, members: ChartMembers): void {
  const { files, ports, replicas, scale, run, name } = construct.base;
  const add = adder(construct, members);
  add('service-account', { apiVersion: 'v1', kind: 'ServiceAccount' }, name, serviceAccountObject);
  if (files.length > 0) add('config', { apiVersion: 'v1', kind: 'ConfigMap' }, configMapName(name), configMapObject);
  const finish = run && !run.schedule ? withDigest : undefined;
  add('workload', workloadKind(construct.base), name, workloadObject, finish);
  construct.node.defaultChild = construct.node.tryFindChild('workload');
  if (ports.length > 0) add('service', { apiVersion: 'v1', kind: 'Service' }, name, serviceObject);
  if (scale)
    add('autoscaler', { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' }, name, (project, workload) =>
      autoscalerObject(project, workload, scale),
    );
  if (replicas > 1)
    add('disruption-budget', { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' }, name, disruptionBudgetObject);
}

/** Adds what an init container or a sidecar needs beside the pod of its workload. */
export function addCompanionObjects(companion: Member, owner: Member, members: ChartMembers): void {
  const { files, ports, name } = companion.base;
  if (files.length > 0)
    adder(companion, members)('config', { apiVersion: 'v1', kind: 'ConfigMap' }, configMapName(name), configMapObject);
  if (ports.length > 0)
    adder(owner, members)('service', { apiVersion: 'v1', kind: 'Service' }, owner.base.name, serviceObject);
}

/** Adds the policy that allows declared edges, once there is one: of the pod that a container is part of. */
export function addPolicy(container: Member, members: ChartMembers): void {
  const { of } = container.base;
  const construct = (of === undefined ? undefined : members.workloads.get(of)) ?? container;
  adder(construct, members)(
    'network-policy',
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
    construct.node.id,
    networkPolicyObject,
  );
}

/** Adds the policies of those who come after jobs: their pods ask, where the job itself asks. */
export function addWaitingPolicies(members: ChartMembers): void {
  const { connections, links, exits } = members;
  const calling = new Set([
    ...connections.map(({ caller }) => caller),
    ...links.map(({ caller }) => caller),
    ...exits.map(({ from }) => from),
  ]);
  for (const member of members.workloads.values())
    // A construct that is being made is among them before it is known.
    if ((member.base as WorkloadBase | undefined)?.after.some((job) => calling.has(job))) addPolicy(member, members);
}

/** Adds the door from outside. */
export function addDoor(construct: Member, members: ChartMembers, door: keyof typeof doors): void {
  const { apiVersion, kind, render } = doors[door];
  adder(construct, members)(door, { apiVersion, kind }, construct.node.id, (project, workload) => {
    const exposure = project.exposures.find((candidate) => candidate.workload === workload.name);
    if (!exposure) throw new Error(`${workload.path}: no exposure to render`);
    return render(project, workload, exposure);
  });
}

const doors = {
  ingress: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', render: ingressObject },
  route: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', render: httpRouteObject },
} as const;

function adder(construct: Member, members: ChartMembers) {
  return (
    id: string,
    identity: { readonly apiVersion: string; readonly kind: string },
    name: string,
    render: Render,
    finish?: (body: unknown) => unknown,
  ): void => {
    if (construct.node.tryFindChild(id) || !isFor(members.settings, 'kubernetes')) return;
    const namespace = members.namespace.name;
    const { annotations } = members.settings;
    new RenderedObject(
      construct,
      id,
      { ...identity, name, namespace, annotations },
      () => {
        const project = projectOf(members);
        const workload = workloadsByName(project).get(construct.base.name);
        if (!workload) throw new Error(`${construct.node.path}: no workload to render`);
        return render(project, workload);
      },
      finish,
    );
  };
}
