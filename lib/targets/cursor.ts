import type { At, Key } from '../controls/at';
import type { SourceDocument } from './documents';
import { isList, isMapping, plain } from './plain';

/** A cursor at the root of a document. */
export function cursor(document: SourceDocument): At {
  return new Cursor(document, []);
}

/** A cursor at the same place that shows another value: what a part of a text means, for instance. */
export function seenAs(at: At, value: unknown): At {
  const { file, document, pointer } = at;
  return {
    file,
    document,
    pointer,
    value,
    at: (...keys) => at.at(...keys),
    list: () => [],
    entries: () => [],
    set: (next) => at.set(next),
    remove: () => at.remove(),
    push: (item) => at.push(item),
  };
}

/**
 * Reads its place anew each time, so that it shows what stands there now: after the removal of a list item the cursors
 * of later items point to what moved up.
 */
class Cursor implements At {
  constructor(
    private readonly source: SourceDocument,
    readonly pointer: readonly Key[],
  ) {}

  get file(): string {
    return this.source.file;
  }

  get document(): number {
    return this.source.index;
  }

  get value(): unknown {
    return this.pointer.reduce<unknown>(member, this.source.value);
  }

  at(...keys: readonly Key[]): At {
    return new Cursor(this.source, [...this.pointer, ...keys]);
  }

  list(): readonly At[] {
    const { value } = this;
    return isList(value) ? value.map((_, index) => this.at(index)) : [];
  }

  entries(): readonly (readonly [string, At])[] {
    const { value } = this;
    return isMapping(value) ? Object.keys(value).map((key) => [key, this.at(key)] as const) : [];
  }

  set(value: unknown): void {
    if (value === undefined) this.remove();
    else this.write(plain(value));
  }

  remove(): void {
    const key = this.pointer.at(-1);
    if (key === undefined) {
      this.source.value = undefined;
      return;
    }
    const around = this.around().value;
    if (isList(around) && typeof key === 'number' && key < around.length) around.splice(key, 1);
    else if (isMapping(around)) delete around[key];
  }

  push(value: unknown): void {
    const present = this.value;
    if (isList(present)) present.push(plain(value));
    else if (present === undefined || present === null) this.write([plain(value)]);
    else throw new TypeError(`${this.name()}: cannot append to what is no list`);
  }

  private write(value: unknown): void {
    const key = this.pointer.at(-1);
    if (key === undefined) {
      this.source.value = value;
      return;
    }
    const around = this.container(typeof key === 'number');
    if (isList(around) && typeof key === 'number') around[key] = value;
    else if (isMapping(around)) Object.defineProperty(around, key, { value, ...ordinary });
    else throw new TypeError(`${this.name()}: cannot be written, because of what stands around it`);
  }

  /** The list or mapping around this place, made where it is absent. */
  private container(wantsList: boolean): unknown {
    const around = this.around();
    if (around.value === undefined || around.value === null) around.write(wantsList ? [] : {});
    return around.value;
  }

  private around(): Cursor {
    return new Cursor(this.source, this.pointer.slice(0, -1));
  }

  private name(): string {
    return `${this.file} document ${this.document} at /${this.pointer.join('/')}`;
  }
}

/** What an assignment makes, without the setter of `__proto__`. */
const ordinary = { enumerable: true, configurable: true, writable: true } as const;

function member(value: unknown, key: Key): unknown {
  if (isList(value)) return typeof key === 'number' ? value[key] : undefined;
  return isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
