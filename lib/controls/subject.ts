import type { Target } from './subjects/base';
import type {
  ComposeContainer,
  ComposeWorkload,
  ComposeEdge,
  ComposeExposure,
  ComposeNamespace,
} from './subjects/compose';
import type {
  KubernetesContainer,
  KubernetesWorkload,
  KubernetesEdge,
  KubernetesExposure,
  KubernetesNamespace,
} from './subjects/kubernetes';
import type { ImageUse, ProjectFiles, RedisServer } from './subjects/shared';

export { targets, type Target } from './subjects/base';
export type {
  ComposeContainer,
  TmpfsMount,
  ComposeWorkload,
  ComposeEdge,
  ComposeExposure,
  ComposeNamespace,
} from './subjects/compose';
export type {
  KubernetesContainer,
  KubernetesWorkload,
  KubernetesEdge,
  PortRange,
  Reach,
  KubernetesExposure,
  KubernetesNamespace,
} from './subjects/kubernetes';
export type { EnvEntry, SecretMount, RedisServer, ImageUse, DockerfileRead, ProjectFiles } from './subjects/shared';

/** The kinds of subject, and what a check sees of each in each target. */
export interface Subjects {
  readonly kubernetes: {
    readonly container: KubernetesContainer;
    readonly workload: KubernetesWorkload;
    readonly edge: KubernetesEdge;
    readonly exposure: KubernetesExposure;
    readonly namespace: KubernetesNamespace;
    readonly redis: RedisServer;
    readonly image: ImageUse;
    readonly project: ProjectFiles;
  };
  readonly compose: {
    readonly container: ComposeContainer;
    readonly workload: ComposeWorkload;
    readonly edge: ComposeEdge;
    readonly exposure: ComposeExposure;
    readonly namespace: ComposeNamespace;
    readonly redis: RedisServer;
    readonly image: ImageUse;
    readonly project: ProjectFiles;
  };
}

/** A kind of subject. */
export type Kind = keyof Subjects[Target];

/** Every kind, in the order of tables. */
export const kinds = [
  'container',
  'workload',
  'edge',
  'exposure',
  'namespace',
  'redis',
  'image',
  'project',
] as const satisfies readonly Kind[];

/** All subjects of one target. */
export type SubjectSet<T extends Target> = { readonly [K in Kind]: readonly Subjects[T][K][] };
