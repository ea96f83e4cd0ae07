import type { Answer } from '../../engine/answers';
import type { Program } from '../../stack/judge';
import { BESIDE_QUESTIONS, type BesideQuestionId } from '../questions';
import type { Beside } from '../running';
import { exits, exitsNarrow, outside, pairs } from './edges';
import { limits, ownSecrets, processes, writable } from './hardened';
import { initFirst, initOutside, initOwnEdges } from './init';
import { killed, restarted, unwell } from './life';
import { fewest, kept, most } from './scale';
import { database, onLocalhost, sidecarPort, sidecarRights } from './talk';

/** How each question is put; the same for every engine. Nobody here can be asked about load. */
const asks: Readonly<Record<Exclude<BesideQuestionId, 'beside/scale-load'>, (running: Beside) => Promise<Answer>>> = {
  'beside/init-first': initFirst,
  'beside/init-outside': initOutside,
  'beside/init-own-edges': initOwnEdges,
  'beside/processes': processes,
  'beside/writable': writable,
  'beside/limits': limits,
  'beside/own-secrets': ownSecrets,
  'beside/sidecar-rights': sidecarRights,
  'beside/localhost': onLocalhost,
  'beside/sidecar-port': sidecarPort,
  'beside/pairs': pairs,
  'beside/outside': outside,
  'beside/exits': exits,
  'beside/exits-narrow': exitsNarrow,
  'beside/database': database,
  'beside/sidecar-unwell': unwell,
  'beside/scale-min': fewest,
  'beside/scale-kept': kept,
  'beside/scale-max': most,
  'beside/restarted': restarted,
  'beside/killed': killed,
};

export const BESIDE: Program<Beside> = { name: 'the program of what is beside', questions: BESIDE_QUESTIONS, asks };
