import type { controls } from '../../controls';
import { targets, type Target } from '../../controls/subject';
import type { Symptom } from './symptom';

const names: Readonly<Record<Target, string>> = { kubernetes: 'Kubernetes', compose: 'Compose' };

/** A control in plain text: what holds and why, where it shows, and how it is relaxed; `pages` is the folder of its page. */
export function controlText(control: (typeof controls)[number], pages: string): string {
  const shows = targets.map((target) => {
    const witness = control.in[target];
    if (!('notApplicable' in witness))
      return `${names[target]}: judged for every ${control.subject}. Noticed: ${witness.weaken.map(({ name }) => name).join('; ')}.`;
    const made: readonly string[] = witness.compensatedBy;
    return `${names[target]}: does not show: ${witness.notApplicable}. ${made.length === 0 ? 'Nothing makes up for it.' : `Made up for by ${made.join(', ')}.`}`;
  });
  return [
    `${control.id} (${control.severity}): ${control.title}`,
    control.why,
    ...shows,
    exceptionText(control),
    `More: ${pages}/${control.id}.md`,
  ].join('\n');
}

function exceptionText({ id, exception }: (typeof controls)[number]): string {
  if (exception === 'never') return 'Exception: none; this control is never relaxed.';
  const also: readonly string[] = exception.also;
  const what = 'permits' in exception ? `; permits ${exception.permits}` : '';
  const follows = also.length > 0 ? `; ${also.join(', ')} is missed with it` : '';
  return `Exception: Exceptions.of(…).allow('${id}', { reason })${what}${follows}.`;
}

/** A symptom in plain text, without marks of Markdown. */
export const symptomText = ({ id, why, remedy, controls }: Symptom): string =>
  [`${id}: ${why}`, `Do: ${remedy}`, `Controls: ${controls.join(', ')} (cdk8s-hardened explain ${controls[0]})`]
    .join('\n')
    .replaceAll('`', '');
