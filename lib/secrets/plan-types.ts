import type { RedisContract, ServerContract } from '../model/contract';

/** Where the content of a file comes from. */
export type Recipe =
  | { readonly kind: 'password' }
  | { readonly kind: 'authority-key' }
  | { readonly kind: 'authority' }
  | { readonly kind: 'private-key'; readonly server: ServerContract }
  | { readonly kind: 'certificate'; readonly server: ServerContract }
  | { readonly kind: 'acl'; readonly redis: RedisContract }
  | { readonly kind: 'env'; readonly variables: Readonly<Record<string, string>> }
  /** Made by somebody else; `authority` where a reader takes it for certificates to trust. */
  | { readonly kind: 'external'; readonly authority: boolean };

/** What happens to a file: made new, written again in place, left alone, or asked for. */
export type Action = 'make' | 'write' | 'keep' | 'missing';

/** A file of a project's secrets as it should be, before looking at the disk. */
export interface WantedFile {
  /** File name in the folder. */
  readonly file: string;
  /** Name of the secret; the same as `file` for the key of the authority, which is no secret of the contract. */
  readonly name: string;
  readonly recipe: Recipe;
  /** The mode it must have, for instance `0o444`. */
  readonly mode: number;
  /** Workloads that read it. */
  readonly readers: readonly string[];
}

/** What is to be done about one file. Holds no content. */
export interface Step extends WantedFile {
  readonly action: Action;
  /** Why it is written again. */
  readonly reasons: readonly string[];
  /** The mode it has, where that is to be mended. */
  readonly wrongMode?: number;
}

/**
 * How far the rotation of a password is. What is on disk says so, and nothing else does:
 *
 * - `added`: `<file>.next` holds the new password. The ACL file takes both; callers still read the old one.
 * - `switched`: `<file>.previous` holds the old password. The ACL file takes both; callers read the new one.
 * - `withdrawn`: `<file>.withdrawn` holds the old password. The ACL file takes the new one; the server may not know yet.
 */
export type RotationState = 'settled' | 'added' | 'switched' | 'withdrawn';

/** A password whose rotation is half done. */
export interface Rotation {
  readonly file: string;
  readonly state: Exclude<RotationState, 'settled'>;
}

/** What is to be done about the secrets of one project. Holds no content, so all of it can be printed. */
export interface Plan {
  readonly chart: string;
  /** The folder, as the user would name it. */
  readonly path: string;
  readonly folder: { readonly action: 'make' | 'keep'; readonly wrongMode?: number };
  /** One step a file, in the order in which they are written: what others derive from comes first. */
  readonly steps: readonly Step[];
  /** Temporary files of a run that was interrupted, to be removed. */
  readonly leftovers: readonly string[];
  /** Passwords whose rotation is half done. */
  readonly rotations: readonly Rotation[];
  /** Files that nothing in the contract asks for; left alone. */
  readonly unused: readonly string[];
}

/** What a plan is made from besides the contract and the disk. */
export interface PlanOptions {
  readonly now: Date;
  /** The user id this process runs under; `undefined` where the system has none. */
  readonly user: number | undefined;
}

/** Mode of the folder: it keeps other users of the machine from what is in it. */
export const FOLDER_MODE = 0o700;

/** Mode of a mounted file: processes in containers run under other user ids, so the file is open and the folder closed. */
export const MOUNTED_MODE = 0o444;

/** Mode of the authority's private key, which is mounted nowhere. */
export const KEY_MODE = 0o600;

/** Whether carrying out the plan would change nothing. */
export function isDone(plan: Plan): boolean {
  const { folder, steps, leftovers } = plan;
  const quiet = steps.every((step) => ['keep', 'missing'].includes(step.action) && step.wrongMode === undefined);
  return quiet && folder.action === 'keep' && folder.wrongMode === undefined && leftovers.length === 0;
}

/** Name of the file that new content is prepared in: its own in every process, so that two runs cannot mix theirs. */
export function temporaryName(file: string): string {
  return `.${file}.${process.pid}.new`;
}

/** Whether a name is one that some run prepared the content of `file` in. */
export function isTemporaryNameOf(file: string, name: string): boolean {
  return name.startsWith(`.${file}.`) && /^\d+\.new$/.test(name.slice(file.length + 2));
}
