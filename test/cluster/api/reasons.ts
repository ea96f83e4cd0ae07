/**
 * The reasons in a refusal or a warning of Pod Security, in the API server's words:
 * `… violates PodSecurity "restricted:latest": privileged (container "a" …), runAsNonRoot != true (…)`.
 * `undefined` where the message is another one.
 */
export function reasonsIn(message: string): readonly string[] | undefined {
  const [, list] = /violates? PodSecurity "[^"]*": (.*)$/s.exec(message) ?? [];
  if (list === undefined) return undefined;
  const reasons: string[] = [];
  let depth = 0;
  let quoted = false;
  let reason = '';
  for (const [index, character] of [...list].entries()) {
    if (character === '"' && list[index - 1] !== '\\') quoted = !quoted;
    if (quoted) continue;
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (depth === 0 && character === ',') {
      reasons.push(reason.trim());
      reason = '';
    } else if (depth === 0) reason += character;
  }
  return [...reasons, reason.trim()].map((text) => text.replace(/^(forbidden AppArmor profile)s$/, '$1')).sort();
}
