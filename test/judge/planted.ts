import type { Fault, Finding, Judge } from './finding';
import type { Tally } from './tally';

/** A file of ours and its text. */
export interface Emission {
  readonly path: string;
  readonly text: string;
}

/** Shows that a judge catches every fault planted into our own files, at its place; a judge that misses one is no judge. */
export function showCaught(judge: Judge, files: readonly Emission[], tally: Tally): void {
  const seen = new Set<Fault['kind']>();
  const done = new Set<string>();
  for (const file of files) {
    const before = new Set(judge.judge(file.text).map(label));
    for (const fault of judge.plant(file.text)) {
      if (done.has(fault.name)) continue;
      done.add(fault.name);
      const found = judge
        .judge(fault.text)
        .filter((finding) => finding.where === fault.where && !before.has(label(finding)));
      const title = `${judge.name}: ${fault.kind}: ${fault.name}`;
      const [first] = found;
      if (first === undefined) {
        tally.fail(`not caught: ${title}`);
        continue;
      }
      seen.add(fault.kind);
      tally.pass(`caught: ${title} (${shortened(first.message)})`);
    }
  }
  for (const kind of judge.mustCatch)
    if (!seen.has(kind)) tally.fail(`${judge.name}: no planted fault of the kind '${kind}' was caught`);
}

const label = (finding: Finding): string => `${finding.where} ${finding.message}`;

function shortened(message: string): string {
  return message.length > 110 ? `${message.slice(0, 107)}...` : message;
}
