import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { QuestionId } from '../questions';
import type { Stack } from '../docker/stack';

/** A way to break the system, and the questions that must notice. */
export interface Break {
  readonly name: string;
  readonly red: readonly QuestionId[];
  /** Changes the files of the copy. */
  readonly files?: (broken: Broken) => void;
  /** Changes what runs, once it is up. */
  readonly running?: (stack: Stack) => Promise<unknown>;
  /** Changes what the questions are asked with. */
  readonly asked?: (stack: Stack) => Partial<Stack>;
}

export interface Broken {
  /** In compose.yaml: 'services/redis/user'. */
  set(path: string, value: unknown): void;
  remove(path: string): void;
  /** In a file beside compose.yaml; it must hold `from`. */
  edit(file: string, from: string | RegExp, to: string): void;
  secret(name: string): string;
  restore(): void;
}

/** The files of the copy, to be broken and restored. */
export function breakable(folder: string): Broken {
  const originals = new Map<string, string>();
  const read = (path: string): string => {
    const text = readFileSync(path, 'utf8');
    if (!originals.has(path)) originals.set(path, text);
    return text;
  };
  const composeFile = join(folder, 'compose.yaml');
  const change = (act: (document: ReturnType<typeof parseDocument>) => void): void => {
    const document = parseDocument(read(composeFile));
    act(document);
    writeFileSync(composeFile, document.toString());
  };
  return {
    set: (path, value) => change((document) => document.setIn(path.split('/'), document.createNode(value))),
    remove: (path) =>
      change((document) => {
        if (!document.deleteIn(path.split('/'))) throw new Error(`compose.yaml has no ${path}`);
      }),
    edit: (file, from, to) => {
      const path = join(folder, file);
      const text = read(path);
      const changed = text.replace(from, to);
      if (changed === text) throw new Error(`${file} has no ${String(from)}`);
      writeFileSync(path, changed);
    },
    secret: (name) => readFileSync(join(folder, 'secrets', name), 'utf8').trim(),
    restore: () => originals.forEach((text, path) => writeFileSync(path, text)),
  };
}
