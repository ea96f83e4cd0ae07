import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Exceptions,
  HardenedApp,
  HardenedChart,
  HardenedValidation,
  type HardenedWorkload,
  type ChartSettings,
  type Contract,
  type ControlId,
  type DnsProps,
  type ExceptionProps,
  type ExceptionScope,
  type HardenedAppProps,
  type HardenedChartProps,
  type HardenedValidationProperties,
  type RelaxableId,
  type TolerationProps,
  type ValidationContext,
  type ValidationReport,
  type ViolatingResource,
  type Violation,
} from 'cdk8s-hardened';

const dns: DnsProps = { namespace: 'dns', labels: { app: 'coredns' }, ports: [5353] };
const spot: TolerationProps = { key: 'spot', effect: 'NoSchedule' };
const company: ChartSettings = { owner: 'payments', dns, tolerations: [spot], imagePullSecrets: ['registry'] };
const shop: HardenedChartProps = {
  ...company,
  user: 'assigned',
  namespace: { name: 'shared', owned: false },
  kubernetesVersion: '1.30',
};

/** One chart per stage, all in one synth. */
export function program(root: string): HardenedApp {
  const props: HardenedAppProps = { root };
  const app = new HardenedApp(props);
  for (const stage of ['dev', 'prod']) new HardenedChart(app, `shop-${stage}`, { ...shop, namespace: `shop-${stage}` });
  return app;
}

/** Relaxes a control everywhere below a construct, for as long as a ticket is open. */
export function excuse(workload: HardenedWorkload, control: RelaxableId): ExceptionScope {
  const props: ExceptionProps = { reason: 'until the vendor ships a fix', owner: 'payments', until: '2027-06-30' };
  return Exceptions.of(workload).allow(control, props);
}

/** Names of the servers that need a certificate, as a server reads them that has no TypeScript. */
export function certificatesOf(deploy: string): readonly string[] {
  const contract = JSON.parse(readFileSync(join(deploy, 'hardened.json'), 'utf8')) as Contract;
  return Object.values(contract.projects).flatMap(({ servers }) => servers.map(({ workload }) => workload));
}

/** What the plugin of `cdk8s synth` says of some manifests, for tests of one's own. */
export async function judged(manifests: readonly string[]): Promise<readonly string[]> {
  const found: Violation[] = [];
  const report: ValidationReport = { addViolation: (violation) => void found.push(violation), submit: () => undefined };
  const context: ValidationContext = { manifests, report };
  const properties: HardenedValidationProperties = { foreign: 'report' };
  await new HardenedValidation(properties).validate(context);
  const where = ({ manifestPath, resourceName }: ViolatingResource): string => `${manifestPath}: ${resourceName}`;
  return found.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map((one) => `${ruleName}: ${where(one)}`),
  );
}

/** The controls that a company asks for first. */
export const first: readonly ControlId[] = ['non-root-user', 'read-only-root', 'default-deny'];
