import type { DockerfileRead } from '../subject';

/** A variable that a Dockerfile gives a value. */
interface Variable {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/** Every variable with a value in a Dockerfile: `ENV`, in its older form too, and presets of `ARG`. */
export const variablesOf = ({ instructions }: DockerfileRead): readonly Variable[] =>
  instructions
    .filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG')
    .flatMap(({ keyword, value, line }) => {
      const [, name, rest] = /^(\w+)\s+(.*)$/s.exec(value.trim()) ?? [];
      if (keyword === 'ENV' && name !== undefined && rest !== undefined) return [{ name, value: rest, line }];
      return [...value.matchAll(pair)].map(([, key = '', text = '']) => ({
        name: key,
        value: text.replace(/^(["'])(.*)\1$/s, '$2'),
        line,
      }));
    });

const pair = /(?<!\S)(\w+)=("(?:[^"\\]|\\.)*"|'[^']*'|(?:\\.|[^\s\\])*)/gs;
