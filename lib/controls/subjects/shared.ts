import type { ProjectContract, RedisContract } from '../../model/contract';
import type { At } from '../at';
import type { Base } from './base';

/** One variable of a container's environment. */
export interface EnvEntry {
  readonly name: string;
  /** Literal value; `undefined` where it comes from somewhere else. */
  readonly value: string | undefined;
  /** False where a later one of the same name in the same container takes its place. */
  readonly inForce: boolean;
  readonly at: At;
}

/** A secret that is mounted as a file. */
export interface SecretMount {
  /** Absolute path in the container. */
  readonly path: string;
  /** Octal mode as a number where the output sets one. */
  readonly mode: number | undefined;
  readonly readOnly: boolean;
  /** Which secret it is, in words of the target: Secret and key, or the file; `undefined` where nobody can see it. */
  readonly source: string | undefined;
  readonly at: At;
}

/** A secret that a workload reads as a file, by the contract: where, and which one in words of the target. */
export interface ExpectedSecret {
  readonly path: string;
  readonly source: string;
}

/** What a workload has to do with edges over TLS, by the contract. */
export interface TlsEnds {
  /** Whom it calls, and how. */
  readonly calls: readonly {
    readonly callee: string;
    readonly port: number;
    readonly scheme: 'https' | 'rediss';
  }[];
  /** Ports on which it is called; those of a Redis are no part of it. */
  readonly serves: readonly number[];
  /** Where it finds the authority of the project; one path for each use. */
  readonly authority: readonly string[];
  /** Where it finds its certificate and the key of it. */
  readonly certificate: string | undefined;
  readonly key: string | undefined;
}

/**
 * A Redis server: its configuration text and the ACL rules of the contract, joined with what the target says. `at` is the
 * Compose service, or the StatefulSet or Deployment.
 */
export interface RedisServer extends Base {
  /** The configuration text; `value` is a string. */
  readonly configuration: At;
  /** Its directives in order: name in lower case to the rest of the line, unquoted. Repeated directives appear again. */
  readonly directives: readonly (readonly [name: string, value: string])[];
  /** Arguments after the configuration file's path on the command line, which override directives: also `--port 6379` forms. */
  readonly overrides: readonly (readonly [name: string, value: string])[];
  /** True where the container starts `redis-server` with this configuration. */
  readonly started: boolean;
  /** This server's entry in the contract's text (`redis[…]`), with its ACL users and their digest. */
  readonly rules: At;
  readonly contract: RedisContract;
  /** Workloads with a declared edge to this server. */
  readonly callers: readonly string[];
  /** Digest of the rules that this target's object carries; `undefined` where it carries none. */
  readonly aclDigest: At | undefined;
  /** Paths at which secrets are mounted in this server's container. */
  readonly secretPaths: readonly string[];
}

/** An image that a container runs: `at` is the reference. */
export interface ImageUse extends Base {
  /** The reference as written; `undefined` where only a build is given. */
  readonly reference: string | undefined;
  /** True where the target builds it (Compose with a `build` section). */
  readonly built: boolean;
  /** Cursor of the build section, where the target has one. */
  readonly build: At | undefined;
  /** The Dockerfile that makes the image, where the contract names one. */
  readonly dockerfile: DockerfileRead | undefined;
  /** What the manifest says the container runs as, listens on and is asked, to compare with the Dockerfile. */
  readonly user: { readonly value: string | undefined; readonly at: At };
  /** Whether the contract leaves users and groups to the cluster; false in Compose. */
  readonly assigned: boolean;
  /** Kubernetes: `containerPort`s. Compose: container ports of `ports` and `expose`. */
  readonly ports: readonly number[];
  /** Port and path of the readiness check as far as the target shows them; `undefined` where it has none or another kind. */
  readonly health: { readonly port: number | undefined; readonly path: string | undefined } | undefined;
}

/** A Dockerfile as read back. `at` is a text cursor: its value is the whole text. */
export interface DockerfileRead {
  readonly at: At;
  /** Each `FROM` in order; stages that name an earlier stage are marked. */
  readonly bases: readonly { readonly reference: string; readonly stage: boolean; readonly line: number }[];
  /** The last `USER` of the last stage. */
  readonly user: string | undefined;
  /** `EXPOSE` of the last stage. */
  readonly ports: readonly number[];
  /** `HEALTHCHECK` of the last stage: port and path of the URL or socket it asks; `'none'` where switched off. */
  readonly health: { readonly port: number | undefined; readonly path: string | undefined } | 'none' | undefined;
  /** Every instruction of every stage in order: keyword in upper case, arguments, line from 1. */
  readonly instructions: readonly { readonly keyword: string; readonly value: string; readonly line: number }[];
}

/** A whole project in one target: every document of it. */
export interface ProjectFiles extends Base {
  readonly contract: ProjectContract;
  /** Every document of the project in this target (parsed ones at their root, text files as strings), the contract and Dockerfiles included. */
  readonly documents: readonly At[];
  /** Dockerfiles that the contract names. */
  readonly dockerfiles: readonly DockerfileRead[];
  /** Every literal environment variable of every container. */
  readonly environment: readonly (EnvEntry & { readonly workload: string })[];
}
