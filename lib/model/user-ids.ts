import { createHash } from 'node:crypto';
import type { UserIds } from './image';

const LOWEST = 10001;
const HIGHEST = 65533;

/**
 * The numeric user of an image: above 10000, where no host user lives, and the same in every program that uses the
 * image's name. Two names that meet are an error of the program, told with the fix.
 */
export function userOf(imageName: string): UserIds {
  const hash = createHash('sha256').update(imageName).digest().readUInt32BE(0);
  const id = LOWEST + (hash % (HIGHEST - LOWEST + 1));
  return { uid: id, gid: id };
}
