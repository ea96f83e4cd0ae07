import { judged, type Answer } from '../../engine/answers';
import { processesOf, statusIn, tooMuch } from '../../stack/ask/processes';
import { PLACES } from '../program';
import { STAYING, type Depot } from '../running';
import { selfOf } from './printed';

const ONCE = ['migrate', 'nightly'] as const;
const AT = '/etc/depot/places.json';

/** Those that run once have said it themselves while they ran; the others are looked at. */
export async function processes(running: Depot): Promise<Answer> {
  const staying = await processesOf(running, STAYING);
  const problems: string[] = [];
  const seen: string[] = [];
  for (const workload of ONCE) {
    const status = statusIn((await selfOf(running, workload)).status);
    problems.push(...tooMuch(status).map((what) => `${workload}: ${what}`));
    seen.push(`${workload} as ${status.get('Uid')?.split(/\s+/)[0]}`);
  }
  const rest = 'seen' in staying ? staying.seen : '';
  if (staying.state !== 'held') problems.push(rest);
  return judged(problems, `${rest}; ${seen.join('; ')}`);
}

/** What every engine adds in memory. */
const OF_THE_ENGINE = ['/dev/shm', '/dev/mqueue', '/dev'];
const DECLARED = ['/tmp'];

export async function writable(running: Depot): Promise<Answer> {
  const problems: string[] = [];
  const seen: string[] = [];
  const program = await running.node('worker', "require('/config/self.js')");
  const worker = (JSON.parse(program) as { readonly self: Awaited<ReturnType<typeof selfOf>> }).self;
  const all = { worker, migrate: await selfOf(running, 'migrate'), nightly: await selfOf(running, 'nightly') };
  for (const [workload, { root, tried, writable: open }] of Object.entries(all)) {
    const more = open.filter((folder) => ![...OF_THE_ENGINE, ...DECLARED].includes(folder));
    if (!root.split(',').includes('ro')) problems.push(`${workload}: / is mounted ${root}`);
    problems.push(...more.map((folder) => `${workload}: a file can be made in ${folder}`));
    if (!open.includes('/tmp')) problems.push(`${workload}: no file can be made in /tmp`);
    seen.push(`${workload}: /tmp of ${tried} folders`);
  }
  return judged(problems, seen.join('; '));
}

export async function atFile(running: Depot): Promise<Answer> {
  const script = `cat ${AT}; echo "@ $(grep -F ' ${AT} ' /proc/1/mounts)"; (: >> ${AT}) 2>&1; true`;
  const [content = '', mount = ''] = (await running.shell('worker', script)).split('@ ');
  const [, , , options = ''] = mount.split(' ');
  const problems = [
    ...(content === PLACES ? [] : [`its content is ${content.trim().slice(0, 80) || 'none'}`]),
    ...(options.split(',').includes('ro') ? [] : [`it is mounted ${options || 'not at all'}`]),
    ...(/read-only|denied/i.test(mount) ? [] : ['it can be changed']),
  ];
  return judged(problems, `${AT}: ${options.split(',')[0]}, as declared`);
}
