import { checkLabel } from '../model/names';
import type { Report } from '../model/problem';
import type { Toleration } from '../model/settings';
import type { TolerationProps } from './chart-props';
import { readList } from './shape';

const EFFECTS: readonly unknown[] = ['NoSchedule', 'PreferNoSchedule', 'NoExecute', undefined];

/** Tolerations, each of a taint that is named: one without a key would put up with every taint there is. */
export const readTolerations = (given: readonly TolerationProps[] | undefined, report: Report): readonly Toleration[] =>
  readList(given, 'tolerations', report).map((toleration, index) => {
    const { key, value, effect, tolerationSeconds } = toleration;
    const prop = `tolerations[${index}]`;
    const operator = toleration.operator ?? (value === undefined ? 'Exists' : 'Equal');
    if (typeof key !== 'string' || key === '')
      report(
        `${prop}.key`,
        key,
        'the key of a taint',
        'name it: without a key a pod goes to every node, tainted or not',
      );
    else checkLabel(key, value ?? '', prop, report);
    if (operator !== 'Exists' && operator !== 'Equal')
      report(`${prop}.operator`, operator, "'Exists' or 'Equal'", 'leave it out');
    else if ((operator === 'Equal') !== (value !== undefined))
      report(`${prop}.operator`, operator, "'Equal' with a value, 'Exists' without", 'leave it out');
    if (!EFFECTS.includes(effect))
      report(
        `${prop}.effect`,
        effect,
        "'NoSchedule', 'PreferNoSchedule' or 'NoExecute'",
        'leave it out for every effect',
      );
    if (tolerationSeconds !== undefined && !(Number.isInteger(tolerationSeconds) && tolerationSeconds > 0))
      report(`${prop}.tolerationSeconds`, tolerationSeconds, 'a whole number above 0', 'leave it out for no end');
    else if (tolerationSeconds !== undefined && effect !== 'NoExecute')
      report(
        `${prop}.tolerationSeconds`,
        tolerationSeconds,
        "effect: 'NoExecute' beside it",
        'set the effect, or remove it',
      );
    return { key, operator, value, effect, tolerationSeconds };
  });
