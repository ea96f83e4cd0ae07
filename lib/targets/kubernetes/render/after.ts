import type { Project } from '../../../model/project';
import type { Workload } from '../../../model/workload';
import { container } from './container';
import { escapeDollars } from './escape';
import type { Container, Volume } from './types';
import { besides } from './other-user';
import { mounted } from './volumes';

/** Asks again and again until the command succeeds, each time for a minute at most; ends at once when the pod does. */
const ASK = `const {spawn}=require('node:child_process');const [command,...args]=process.argv.slice(1);const ask=()=>{let over=false;const end=(code)=>{if(over)return;over=true;if(code===0)process.exit(0);setTimeout(ask,2000)};spawn(command,args,{stdio:'inherit',timeout:60000}).on('error',end).on('exit',end)};process.on('SIGTERM',()=>process.exit(143));ask()`;

/** What a pod holds for the jobs that it comes after. */
interface Waiting {
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
}

/** One init container for each job: the job's own image, user, environment, secrets and files, and its command `done`. */
export function waiting(project: Project, workload: Workload): Waiting {
  const jobs = workload.after.flatMap((name) => project.workloads.find((candidate) => candidate.name === name) ?? []);
  const parts = jobs.map((job, index): Waiting => {
    const { mounts, volumes } = mounted(job);
    const named = <T extends { readonly name: string }>(item: T): T => ({
      ...item,
      name: `after-${index + 1}-${item.name}`,
    });
    return {
      containers: [asking(job, workload, container(project, job, { mounts: mounts.map(named), volumes: [] }))],
      volumes: volumes.map(named),
    };
  });
  return {
    containers: parts.flatMap(({ containers }) => containers),
    volumes: parts.flatMap(({ volumes }) => volumes),
  };
}

/** The job's container with the question in place of its work. */
function asking(job: Workload, workload: Workload, own: Container): Container {
  return {
    ...besides(own, job, workload),
    name: `after-${job.name}`,
    command: ['node', '-e', ASK, '--', ...(job.run?.done ?? [])].map(escapeDollars),
    args: undefined,
  };
}
