import { KEY_MODE } from './plan-types';
import type { Rotation, RotationState, WantedFile } from './plan-types';

/** The text of a file in the folder of the secrets; `undefined` where there is none. */
export type TextOf = (file: string) => string | undefined;

/** Endings of their names. */
export const ENDINGS = ['next', 'previous', 'withdrawn'] as const;

/** Name of the file beside a password that says how far its rotation is. */
export const besideOf = (file: string, ending: (typeof ENDINGS)[number]): string => `${file}.${ending}`;

/** Every file that a rotation may leave beside these, as files that are made like passwords and mounted nowhere. */
export const besideFiles = (wanted: readonly WantedFile[]): readonly WantedFile[] =>
  wanted
    .filter(({ recipe }) => recipe.kind === 'password')
    .flatMap(({ file, recipe }) =>
      ENDINGS.map((ending) => {
        const name = besideOf(file, ending);
        return { file: name, name, recipe, mode: KEY_MODE, readers: [] };
      }),
    );

/** How far the rotation of a password is. */
export function rotationState(file: string, text: TextOf): RotationState {
  if (text(besideOf(file, 'withdrawn')) !== undefined) return 'withdrawn';
  // With both, the switch was interrupted: it is done again.
  if (text(besideOf(file, 'next')) !== undefined) return 'added';
  return text(besideOf(file, 'previous')) === undefined ? 'settled' : 'switched';
}

/** The passwords whose rotation is half done. */
export const rotationsOf = (wanted: readonly WantedFile[], text: TextOf): readonly Rotation[] =>
  wanted
    .filter(({ recipe }) => recipe.kind === 'password')
    .flatMap(({ file }): readonly Rotation[] => {
      const state = rotationState(file, text);
      return state === 'settled' ? [] : [{ file, state }];
    });

/** The passwords that the server takes, the oldest first: before and after the switch these are the same. */
export const validPasswords = (file: string, text: TextOf): readonly string[] => [
  ...new Set([besideOf(file, 'previous'), file, besideOf(file, 'next')].flatMap((name) => text(name) ?? [])),
];

/** What a person has to know about a rotation that is half done. */
export const halfDone = ({ file, state }: Rotation): string => {
  const says = {
    added: 'its new password is in the ACL file, callers still read the old one: go on with --step begin',
    switched: 'callers read the new password, the server still takes the old one: go on with --step finish',
    withdrawn: 'its old password is out of the ACL file, the server may still take it: go on with --step finish',
  };
  return `${file}: its rotation is half done: ${says[state]}`;
};
