import type { Report } from '../model/problem';
import { seLinuxTypes, type Workload } from '../model/workload';
import type { WorkloadProps } from './workload-props';

const LEVEL = /^s\d{1,2}(-s\d{1,2})?(:c\d{1,4}([.,]c\d{1,4})*)?$/;

/** What AppArmor and SELinux are told. */
export function readConfinement(
  { appArmor, seLinux }: Pick<WorkloadProps, 'appArmor' | 'seLinux'>,
  report: Report,
): Pick<Workload, 'appArmor' | 'seLinux'> {
  if (appArmor !== undefined && (!/^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(appArmor) || appArmor === 'unconfined'))
    report(
      'appArmor',
      appArmor,
      'the name of a profile that every host has loaded',
      'name it, or leave it out for the one of the runtime',
    );
  const { type, level } = seLinux ?? {};
  if (type !== undefined && !seLinuxTypes.includes(type))
    report('seLinux.type', type, seLinuxTypes.join(' | '), 'choose one, or leave it out');
  if (level !== undefined && !LEVEL.test(level))
    report('seLinux.level', level, "a level such as 's0:c123,c456'", 'correct it, or leave it out');
  return {
    ...(appArmor !== undefined && { appArmor }),
    ...((type !== undefined || level !== undefined) && {
      seLinux: { ...(type !== undefined && { type }), ...(level !== undefined && { level }) },
    }),
  };
}
