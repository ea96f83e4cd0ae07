import { aclChanges, aclFile } from './acl-file';
import type { Authority } from './authority';
import { envFile } from './env-file';
import { whyNewLeaf } from './leaf';
import { validPasswords } from './rotation';
import type { Step, WantedFile } from './plan-types';

/** What one file is judged by: all files that should be there, and what is. */
export interface View {
  readonly wanted: readonly WantedFile[];
  /** The authority on disk; absent where one is made now. */
  readonly authority: Authority | undefined;
  readonly now: Date;
  /** The text of a file; `undefined` where there is none. */
  readonly text: (file: string) => string | undefined;
}

type Verdict = Pick<Step, 'action' | 'reasons'>;

const KEEP: Verdict = { action: 'keep', reasons: [] };

/** What is to be done about one file, and why. */
export function judge(file: WantedFile, view: View): Verdict {
  const { recipe } = file;
  const absent = view.text(file.file) === undefined;
  switch (recipe.kind) {
    case 'password':
    case 'authority':
    case 'authority-key':
      return absent ? { action: 'make', reasons: [] } : KEEP;
    case 'external':
      return absent ? { action: 'missing', reasons: [] } : KEEP;
    case 'certificate':
    case 'private-key':
      return absent ? { action: 'make', reasons: [] } : judgeLeaf(file, view);
    case 'acl':
      return judgeDerived(file, view, () => aclFile(recipe.redis, passwordsIn(view)), aclChanges);
    case 'env':
      return judgeDerived(
        file,
        view,
        (valueOf) => envFile(recipe.variables, valueOf),
        () => ['names or values changed'],
      );
  }
}

function judgeLeaf(file: WantedFile, view: View): Verdict {
  const of = (kind: 'certificate' | 'private-key') => {
    const found = view.wanted.find(({ recipe }) => recipe.kind === kind && recipe.server === serverOf(file));
    return found === undefined ? undefined : view.text(found.file);
  };
  const [certificate, key] = [of('certificate'), of('private-key')];
  const reasons =
    view.authority === undefined
      ? ['new authority']
      : certificate === undefined || key === undefined
        ? [`${certificate === undefined ? 'certificate' : 'key'} was missing`]
        : whyNewLeaf({ certificate, key }, serverOf(file)?.dnsNames ?? [], view.authority, view.now);
  return reasons.length === 0 ? KEEP : { action: 'write', reasons };
}

/** The passwords of a secret that are good at the moment. */
const passwordsIn =
  ({ wanted, text }: View) =>
  (secret: string) =>
    validPasswords(wanted.find(({ name }) => name === secret)?.file ?? '', text);

function serverOf({ recipe }: WantedFile) {
  return 'server' in recipe ? recipe.server : undefined;
}

/** A file that follows from the values of others: compared as text, once all of them are there. */
function judgeDerived(
  file: WantedFile,
  view: View,
  render: (valueOf: (secret: string) => string) => string,
  changes: (before: string, after: string) => readonly string[],
): Verdict {
  const { recipe } = file;
  const sources =
    recipe.kind === 'acl'
      ? recipe.redis.users.flatMap((user) => user.password ?? [])
      : recipe.kind === 'env'
        ? Object.values(recipe.variables)
        : [];
  const files = view.wanted.filter((other) => sources.includes(other.name));
  const valueOf = (secret: string) => view.text(files.find((other) => other.name === secret)?.file ?? '') ?? '';
  const missing = files.filter((other) => view.text(other.file) === undefined);
  const before = view.text(file.file);
  // An env file without the value that somebody else must bring would start a program without it.
  if (missing.some((other) => other.recipe.kind === 'external')) {
    return before === undefined ? { action: 'missing', reasons: [] } : KEEP;
  }
  if (before === undefined) return { action: 'make', reasons: [] };
  const after = render(valueOf);
  return before === after ? KEEP : { action: 'write', reasons: changes(before, after) };
}
