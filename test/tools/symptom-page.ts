import { symptoms } from '../../lib/audit/symptoms';
import { places, type PlaceOfSymptom, type Symptom } from '../../lib/audit/symptoms/symptom';
import { seenOnCluster } from '../cluster/symptoms/seen';
import { seen as seenOnEngine } from '../engine/symptoms/seen';
import type { Page } from './control-pages';

const seen: readonly string[] = [...seenOnEngine, ...seenOnCluster];

/** The page of what an engine or a cluster here was seen to print, from the list that `explain` reads. */
export function symptomPage(): readonly Page[] {
  if (seen.length === 0) return [];
  const parts = Object.entries(places).flatMap(([place, title]) => {
    const some = symptoms.filter((symptom) => symptom.place === (place as PlaceOfSymptom) && seen.includes(symptom.id));
    return some.length === 0 ? [] : [`## ${title}`, ...some.map(section)];
  });
  const text = `# Troubleshooting

<!-- Made from lib/audit/symptoms by \`npm run generate\`. -->

What is seen when something meets a protection, which control is behind it, and what to declare. Each message was printed
by a Docker engine or a Kubernetes cluster here, word for word, through the command below it; \`npm run test:engine -- symptoms\`
and \`npm run test:cluster -- symptoms\` do it again. Commands of Docker run in \`deploy/compose/shop\` of example 01, with the
system up; those of kubectl with its manifests and Secrets applied.

\`cdk8s-hardened explain 'MESSAGE'\` finds the same by a message with other names in it; \`docker compose logs | cdk8s-hardened explain -\` by a log.

${parts.join('\n\n')}
`;
  return [{ path: 'docs/troubleshooting.md', text }];
}

function section({ id, message, controls, why, remedy, command }: Symptom): string {
  const links = controls.map((control) => `[${control}](controls/${control}.md)`).join(', ');
  return `### ${id}

\`\`\`text
${message}
\`\`\`

${why} ${remedy} Controls: ${links}.

<details><summary>What printed it</summary>

\`\`\`sh
${command}
\`\`\`

</details>`;
}
