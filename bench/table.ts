import type { Kind, Measured } from './shape';

/** The exponent by which a cost grows with a size: 1 where each service costs the same, 2 where each costs more the more there are. */
export function slope(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  const mean = (pick: (point: readonly [number, number]) => number) =>
    logs.reduce((sum, point) => sum + pick(point), 0) / logs.length;
  const [x, y] = [mean(([size]) => size), mean(([, cost]) => cost)];
  const above = logs.reduce((sum, [size, cost]) => sum + (size - x) * (cost - y), 0);
  return above / logs.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
}

/** The cheapest of several runs: whatever else the machine did only adds to one. */
const cheapest = (runs: readonly Measured[], kind: Kind, count: number): Measured | undefined =>
  runs
    .filter((run) => run.kind === kind && run.count === count)
    .reduce<Measured | undefined>((least, run) => (least && least.synth <= run.synth ? least : run), undefined);

/** A table in Markdown of what each size costs, against both others of the same run. */
export function table(runs: readonly Measured[], sizes: readonly number[]): string {
  const rows = sizes.flatMap((count) => {
    const ours = cheapest(runs, 'hardened', count);
    const plus = cheapest(runs, 'plus', count);
    if (!ours || !plus) return [];
    return [
      [
        String(count),
        String(ours.objects),
        ours.synth.toFixed(0),
        (ours.synth / count).toFixed(1),
        `${(ours.synth / ours.stringify).toFixed(0)} x`,
        plus.synth.toFixed(0),
        `${(ours.synth / plus.synth).toFixed(1)} x`,
        `${ours.memory.toFixed(0)} / ${plus.memory.toFixed(0)}`,
      ],
    ];
  });
  const head = [
    'services',
    'objects',
    'synth, ms',
    'ms per service',
    'to JSON.stringify',
    'cdk8s-plus-27, ms',
    'to cdk8s-plus-27',
    'MiB, ours / theirs',
  ];
  return [head, head.map(() => '---:'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** How the costs of each kind grow over the sizes that are large enough for what is paid once to be forgotten. */
export function slopes(runs: readonly Measured[], sizes: readonly number[]): readonly string[] {
  const large = sizes.filter((count) => count >= 100);
  if (large.length < 2) return [];
  const of = (kind: Kind): string =>
    slope(
      large.flatMap((count) => {
        const run = cheapest(runs, kind, count);
        return run ? [[count, run.synth] as const] : [];
      }),
    ).toFixed(2);
  return [`slope over ${large.join(', ')} services (log-log): ${of('hardened')}; cdk8s-plus-27: ${of('plus')}`];
}
