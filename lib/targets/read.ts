import type { SubjectSet, Target } from '../controls/subject';
import type { Contract } from '../model/contract';
import { readCompose } from './compose/read';
import type { SourceDocument } from './documents';
import { readKubernetes } from './kubernetes/read';
import type { Reading } from './reading';

/** Reads the documents of every project of the contract that are of one target. Documents of no project are left alone. */
export type Read<T extends Target> = (
  documents: readonly SourceDocument[],
  contract: Contract,
) => Reading<SubjectSet<T>>;

/** One reader per target. */
export type Readers = { readonly [T in Target]: Read<T> };

/** The readers of all targets. They share no code with the renderers. */
export const readers: Readers = { kubernetes: readKubernetes, compose: readCompose };
