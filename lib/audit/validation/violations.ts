import { basename } from 'node:path';
import { controls } from '../../controls';
import { isMapping } from '../../targets/plain';
import type { SourceDocument, SyntaxProblem } from '../../targets/documents';
import type { AuditResult } from '../audit';
import type { Finding, Place } from '../finding';
import type { Violation, ViolatingResource } from './context';
import type { MergedFile } from './merged';

/** What is needed to say where something is. */
export interface Whereabouts {
  readonly documents: readonly SourceDocument[];
  /** Where a path lies on disk. */
  readonly places: ReadonlyMap<string, string>;
  /** Construct path of a workload. */
  readonly pathOf: (project: string, workload: string | undefined) => string | undefined;
}

/** Findings as violations: one for each control, what it wants, and the fix. */
export function violationsOf(findings: readonly Finding[], where: Whereabouts): readonly Violation[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = [finding.control, finding.want, finding.fix].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const title = controls.find(({ id }) => id === first.control)?.title;
    return [
      {
        ruleName: first.control,
        recommendation: `${title}; allowed: ${first.want}`,
        fix: first.fix,
        violatingResources: group.flatMap((finding) => resourcesOf(finding, where)),
      },
    ];
  });
}

/** What the contract promises and the output lacks, and exceptions that nothing needs. */
export const violationsOfContract = ({ errors, unused }: AuditResult, where: Whereabouts): readonly Violation[] => [
  ...errors.map(({ project, workload, message, at, target }) => ({
    ruleName: 'complete-output',
    recommendation: message,
    fix: 'synthesize again; if it stays, a patch or another chart removes, renames or repeats it',
    violatingResources: [
      at ? resourceOf(at, where, workload ?? project, target) : absent(workload ?? project, target, where),
    ],
  })),
  ...unused.map(({ control, scope }) => ({
    ruleName: 'unused-exception',
    recommendation: `the exception of ${control} at ${scope} excuses no finding`,
    fix: 'remove it',
    violatingResources: [absent(scope, 'exceptions', where)],
  })),
];

/** A file that is no YAML. */
export const unreadable = (
  { file, line, column, message }: SyntaxProblem,
  places: Whereabouts['places'],
): Violation => ({
  ruleName: 'readable-output',
  recommendation: message,
  fix: 'synthesize again; if it stays, a chart writes what is no YAML',
  violatingResources: [
    { resourceName: file, locations: [`${line}:${column}`], manifestPath: places.get(file) ?? file },
  ],
});

/** A manifest of ours that no contract names. */
export const orphan = (path: string, places: Whereabouts['places']): Violation => ({
  ruleName: 'complete-output',
  recommendation: 'a chart of cdk8s-hardened is judged against the hardened.json that was written with it',
  fix: "let cdk8s write to <root>/deploy/kubernetes (output in cdk8s.yaml), set HARDENED_OUTDIR, or name the file: properties: { contract: 'deploy/hardened.json' }",
  violatingResources: [
    { resourceName: path, locations: ['no hardened.json names it'], manifestPath: places.get(path) ?? path },
  ],
});

/** A file that Compose reads besides what was judged. */
export const merged = ({ file, why }: MergedFile): Violation => ({
  ruleName: 'complete-output',
  recommendation: 'what Compose runs is what synth wrote: nothing beside it changes that',
  fix: 'remove it; say it in the program, or with patchCompose, so that it is judged',
  violatingResources: [{ resourceName: basename(file), locations: [why], manifestPath: file }],
});

const absent = (resourceName: string, location: string, { places }: Whereabouts): ViolatingResource => ({
  resourceName,
  locations: [location],
  manifestPath: places.get('hardened.json') ?? 'hardened.json',
});

function resourcesOf({ at, workload, project, got }: Finding, where: Whereabouts): readonly ViolatingResource[] {
  const path = where.pathOf(project, workload);
  const said = `got ${got}${path === undefined ? '' : `, construct ${path}`}`;
  return at.map((place) => resourceOf(place, where, workload ?? project, said));
}

/** cdk8s finds a construct by the name of the object alone: several have the same, so the path is said here too. */
function resourceOf(place: Place, where: Whereabouts, otherwise: string, said: string): ViolatingResource {
  const { file, document, pointer, line } = place;
  const value = where.documents.find((candidate) => candidate.file === file && candidate.index === document)?.value;
  const metadata = isMapping(value) && isMapping(value['metadata']) ? value['metadata'] : {};
  const kind = isMapping(value) && typeof value['kind'] === 'string' ? value['kind'] : 'file';
  const at = `${kind}#/${pointer.join('/')}${line === undefined ? '' : ` line ${line}`}`;
  return {
    resourceName: typeof metadata['name'] === 'string' ? metadata['name'] : otherwise,
    locations: [`${at}: ${said}`],
    manifestPath: where.places.get(file) ?? file,
  };
}
