import { judged, notHeld, recorded, type Answer } from '../../engine/answers';
import { until } from '../../engine/run/command';
import { SIDECARS, type Beside } from '../running';
import { apart } from './talk';

/** The shipper asks for the file that the init container made. */
export async function unwell(running: Beside): Promise<Answer> {
  const problems: string[] = [];
  for (const sidecar of SIDECARS) if (!(await running.isWell(sidecar))) problems.push(`${sidecar} is not well`);
  const isWell = (is: boolean): Promise<boolean> =>
    until(is ? 'well' : 'not well', 60_000, async () => (await running.isWell('web-shipper')) === is).then(
      () => true,
      () => false,
    );
  await running.shell('web', 'mv /home/node/made /home/node/away');
  if (!(await isWell(false))) problems.push('web-shipper has lost its file, and is taken for well');
  await running.shell('web', 'mv /home/node/away /home/node/made');
  if (!(await isWell(true))) problems.push('web-shipper has its file, and is not taken for well');
  await running.untilReady('web');
  return judged(problems, `${SIDECARS.length} are well; web-shipper without its file is not, with it again is`);
}

/** Both on localhost, after a while at most. */
async function together(running: Beside, ms: number): Promise<readonly string[]> {
  let problems: readonly string[] = ['not asked'];
  await until('they find each other', ms, async () => {
    problems = await apart(running).catch((error: unknown) => [String(error)]);
    return problems.length === 0;
  }).catch(() => undefined);
  return problems;
}

export async function restarted(running: Beside): Promise<Answer> {
  await running.restart('web');
  const problems = await together(running, 20_000);
  await running.mend('web-exporter');
  return judged(problems, 'restarted; they find each other');
}

/** Docker leaves the sidecar on the network of the container that was; README's table says so. */
export async function killed(running: Beside): Promise<Answer> {
  const what = await running.kill('web');
  await running.untilReady('web');
  const problems = await together(running, 10_000);
  await running.mend('web-exporter');
  const mended = await together(running, 20_000);
  if (mended.length > 0) return notHeld(`${what}; and they do not find each other when it is mended: ${mended.join()}`);
  return problems.length > 0 && !running.directed ? recorded(problems.join('; ')) : judged(problems, what);
}
