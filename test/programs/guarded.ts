import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as library from 'cdk8s-hardened';
import { builders, type MakeChart, type Program } from '.';
import { relaxed } from './relaxed';
import { synthesize } from './synthesize';

type Action = 'Deny' | 'Warn';
type Namespace = library.HardenedChartProps['namespace'];

/** The props that switch admission policies on. */
const guard = (action: Action) => ({ kubernetesVersion: '1.30', admissionPolicies: { action } }) as const;

/** Every program of the tests, the example first, with admission policies, in namespaces with another ending. */
export function guardedPrograms(action: Action): readonly Program[] {
  const make: MakeChart = (app, id, { namespace, ...props }) =>
    new library.HardenedChart(app, id, { ...props, ...guard(action), namespace: renamed(namespace, action) });
  return [
    { name: '01-node-redis', ...synthesize((app) => runExample(app, make), { locked: false }) },
    ...Object.entries(builders).map(([name, build]) => ({ name, ...synthesize((app) => build(app, make)) })),
  ];
}

/** The program of one exception with admission policies that refuse, in a namespace of its own. */
export const guardedRelaxed = (control: library.RelaxableId): Program => ({
  name: `exception ${control}`,
  ...relaxed(control, { namespace: `allows-${control}`, ...guard('Deny') }),
});

function renamed(namespace: Namespace, action: Action): Namespace {
  const rename = (name: string): string => `${name}-${action.toLowerCase()}`;
  return typeof namespace === 'string' ? rename(namespace) : { ...namespace, name: rename(namespace.name) };
}

/** Runs the text of the example, which makes its own app and chart: here both are ours. */
function runExample(app: library.HardenedApp, make: MakeChart): void {
  const source = readFileSync(join(__dirname, '../../examples/01-node-redis/main.ts'), 'utf8');
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  // A constructor that returns an object makes this object.
  const ours = {
    ...library,
    HardenedApp: function () {
      return app;
    },
    HardenedChart: function (...args: Parameters<MakeChart>) {
      return make(...args);
    },
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const run = new Function('require', 'exports', '__dirname', outputText) as (...args: readonly unknown[]) => void;
  run(() => ours, {}, __dirname);
}
