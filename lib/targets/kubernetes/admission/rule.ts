import type { ControlId } from '../../../controls';

/**
 * What is sent to a policy. `pods` are pods and whatever makes pods; `ephemeral containers` are those that join a pod
 * later, to debug it; `routes` are those of the
 * Gateway API, of every version; `namespace` is the Namespace object itself.
 */
export type Judged = 'pods' | 'ephemeral containers' | 'services' | 'ingresses' | 'routes' | 'namespace';

/** A named CEL expression; later ones read it as `variables.NAME`. */
export interface CelVariable {
  readonly name: string;
  readonly expression: string;
}

/** One thing that must hold, with the message of our own finding. */
export interface AdmissionValidation {
  /** Name of the variable that holds what is wrong. */
  readonly name: string;
  /** CEL: a list of texts, one for each place that is wrong; the object is admitted where it is empty. */
  readonly wrong: string;
  readonly got: string;
  readonly want: string;
  readonly fix: string;
}

/** What the control knows besides, why no expression about one object can say it, and all that slips through for it. */
export interface Beyond {
  readonly why: string;
  /** Names of the mutations of the Kubernetes side that no policy notices. `npm run test:api` holds that these are all. */
  readonly mutations: readonly string[];
}

/**
 * A control as CEL says it about one object of Kubernetes: a third witness beside the checks and the renderers, which
 * it shares no code with. Plain data.
 *
 * Expressions may use what every policy has: `variables.pod` (the pod spec), `variables.containers` (containers and init
 * containers, or the ephemeral ones where these are sent), `variables.volumes`, `variables.doors` (what the program
 * exposes), and `variables.unnamed` (what an absent user stands for: 0, or 1 where the cluster assigns it). They keep to CEL as Kubernetes 1.30 has it.
 */
export interface AdmissionRule {
  readonly control: ControlId;
  readonly judges: readonly [Judged, ...Judged[]];
  /** CEL: true where a change is of interest. @default the template of pods has changed, or else the spec */
  readonly changed?: string;
  readonly variables?: readonly CelVariable[];
  readonly validations: readonly [AdmissionValidation, ...AdmissionValidation[]];
  /** Mutations that the policy need not notice; every other must be. @default none */
  readonly beyond?: readonly [Beyond, ...Beyond[]];
}

/** A privileged container brings back what several controls take away; each of them says so in its own policy. */
export const notPrivileged = (fix: string) =>
  ({
    name: 'privileged',
    wrong: `variables.containers.filter(c,
  c.?securityContext.?privileged.orValue(false)
).map(c, "container " + c.name)`,
    got: 'a privileged container',
    want: 'nothing',
    fix,
  }) as const satisfies AdmissionValidation;
