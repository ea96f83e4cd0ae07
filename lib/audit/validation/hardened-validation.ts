import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Contract } from '../../model/contract';
import { parseFiles, SourceSyntaxError, type SourceFile } from '../../targets/documents';
import { audit } from '../audit';
import { byHandText, judgeByHand } from './by-hand';
import type { ValidationContext } from './context';
import { findContract } from './contract-file';
import { mergedFiles } from './merged';
import { readProperties, type HardenedValidationProperties } from './properties';
import { readSources } from './sources';
import { merged, orphan, unreadable, violationsOf, violationsOfContract, type Whereabouts } from './violations';

/** How files of ours begin; see `header` in the model. */
const OURS = /^# Made by cdk8s-hardened /;

/**
 * A plugin of `cdk8s synth` that reads what was written, and judges it: our charts against `hardened.json`, in both
 * outputs. Charts written by hand are counted; their findings are told on request. In cdk8s.yaml:
 * `validations: [{ package: ./node_modules/cdk8s-hardened, version: 0.1.0, class: HardenedValidation }]`.
 */
export class HardenedValidation {
  private readonly properties: Required<Pick<HardenedValidationProperties, 'foreign'>> & HardenedValidationProperties;

  /** @throws where a property is unknown or has another value than those that are allowed */
  constructor(properties: HardenedValidationProperties = {}) {
    this.properties = readProperties(properties);
  }

  /** Judges one run of `cdk8s synth`; called by cdk8s. */
  public validate(context: ValidationContext): Promise<void> {
    return Promise.resolve(context).then((run) => this.judge(run));
  }

  private judge({ manifests, stdout = false, report }: ValidationContext): void {
    removeMetadata(manifests);
    if (stdout && this.properties.contract === undefined) {
      // Only manifests are written then, and no contract beside them.
      const text = 'nothing: --stdout writes no hardened.json; synth itself judged its charts';
      return report.submit('success', { judged: text });
    }
    const found = findContract(manifests, this.properties.contract);
    const sources = readSources(manifests, found);
    const parsed = parse(sources.ours, sources.byHand);
    if (parsed instanceof SourceSyntaxError) {
      for (const problem of parsed.problems) report.addViolation(unreadable(problem, sources.places));
      return report.submit('failure');
    }
    const orphans = sources.byHand.filter(({ text }) => OURS.test(text));
    for (const { path } of orphans) report.addViolation(orphan(path, sources.places));
    const { ours, byHand } = parsed;
    const contract: Contract = found?.contract ?? { $comment: '', $schema: '', version: 1, projects: {} };
    const result = audit(ours, contract);
    const foreign = this.properties.foreign === 'count' ? [] : judgeByHand(ours, byHand, contract, result);
    const where: Whereabouts = { documents: [...ours, ...byHand], places: sources.places, pathOf: pathIn(contract) };
    const violations = [
      ...violationsOf(result.findings, where),
      ...violationsOfContract(result, where),
      ...(found === undefined ? [] : mergedFiles(found).map(merged)),
    ];
    for (const violation of [...violations, ...violationsOf(foreign, where)]) report.addViolation(violation);
    const failed =
      violations.length > 0 || orphans.length > 0 || (this.properties.foreign === 'fail' && foreign.length > 0);
    const names = Object.keys(contract.projects);
    report.submit(failed ? 'failure' : 'success', {
      judged: names.length === 0 ? 'no chart of cdk8s-hardened' : `${names.join(', ')}: Kubernetes and Compose`,
      findings: `${result.findings.length} not excused, ${result.excused.length} excused by exceptions`,
      ...(byHand.length > 0 && { 'by hand': this.byHandLine(byHandText(byHand), foreign.length) }),
    });
  }

  private byHandLine(text: string, findings: number): string {
    if (this.properties.foreign === 'count')
      return `${text}: not judged; properties: { foreign: 'report' } reports them`;
    return `${text}: ${findings} findings${this.properties.foreign === 'fail' ? '' : ', which fail nothing'}`;
  }
}

/** cdk8s has read it by now, and kubectl would take it for an object. */
function removeMetadata(manifests: readonly string[]): void {
  const folders = manifests.flatMap((file) => [dirname(file), dirname(dirname(file))]);
  for (const folder of new Set(folders)) rmSync(join(folder, 'construct-metadata.json'), { force: true });
}

function parse(ours: readonly SourceFile[], byHand: readonly SourceFile[]) {
  try {
    const documents = parseFiles([...ours, ...byHand]);
    const names = new Set(byHand.map(({ path }) => path));
    return {
      ours: documents.filter(({ file }) => !names.has(file)),
      byHand: documents.filter(({ file }) => names.has(file)),
    };
  } catch (error) {
    if (error instanceof SourceSyntaxError) return error;
    throw error;
  }
}

const pathIn =
  ({ projects }: Contract): Whereabouts['pathOf'] =>
  (project, workload) =>
    projects[project]?.workloads.find(({ name }) => name === workload)?.path;
