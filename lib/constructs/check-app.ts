import { App } from 'cdk8s';
import { developedIn } from '../model/development';
import { problemText, type Problem } from '../model/problem';
import { isFor, type TargetName } from '../model/settings';
import { renderDockerfile } from '../targets/dockerfile/render';
import { projectOf } from './assemble';
import { chartsIn, type ChartMembers } from './chart-members';

type Text = Omit<Problem, 'path'>;

/** Problems between a chart and those before it in the app: what both would write, own or publish. */
export function checkApp(members: ChartMembers): readonly string[] {
  const charts = chartsIn(App.of(members.chart));
  const before = charts.slice(0, charts.indexOf(members));
  const texts = before.flatMap((other) => [
    ...namespaces(members, other),
    ...ports(members, other),
    ...inspected(members, other),
    ...images(members, other),
  ]);
  return texts.map((text) => problemText({ path: '', ...text }));
}

function namespaces(members: ChartMembers, other: ChartMembers): readonly Text[] {
  const { name, owned } = members.namespace;
  if (other.namespace.name !== name || !both(members, other, 'kubernetes')) return [];
  const twice = [...members.workloads.keys()].filter((workload) => other.workloads.has(workload));
  return [
    ...(owned && other.namespace.owned
      ? [
          {
            prop: 'namespace',
            got: `${name}, owned by ${other.name} already`,
            allowed: 'one owner of a namespace',
            fix: 'choose another, or pass { name, owned: false }',
          },
        ]
      : []),
    ...twice.map((workload) => ({
      prop: 'namespace',
      got: `${workload} in ${name}, where ${other.name} has one`,
      allowed: 'each name once in a namespace',
      fix: 'rename one of them, or choose another namespace',
    })),
  ];
}

/** Whether two charts are written for an output, so that they can meet there. */
const both = (one: ChartMembers, other: ChartMembers, target: TargetName): boolean =>
  isFor(one.settings, target) && isFor(other.settings, target);

/** Host ports of inspectors. */
const inspectors = (members: ChartMembers): readonly number[] =>
  isFor(members.settings, 'compose') ? developedIn(projectOf(members)).map(({ inspector }) => inspector) : [];

/** Inspectors that want the host port of one of another chart. */
const inspected = (members: ChartMembers, other: ChartMembers): readonly Text[] =>
  inspectors(members)
    .filter((port) => inspectors(other).includes(port))
    .map((port) => ({
      prop: 'development.inspector',
      got: `${port}, which an inspector of ${other.name} has`,
      allowed: 'a host port of its own',
      fix: `set development: { inspector: ${port + 100} } on the chart`,
    }));

const ports = (members: ChartMembers, other: ChartMembers): readonly Text[] =>
  members.exposures
    .filter(() => both(members, other, 'compose'))
    .filter(({ published }) => other.exposures.some((before) => before.published === published))
    .map(({ workload, published }) => ({
      prop: 'expose.published',
      got: `${published} for ${workload} and for a workload of ${other.name}`,
      allowed: 'a host port of its own',
      fix: `set published on ${workload}, for instance ${published + 1}`,
    }));

/** One Dockerfile builds one image: its ports and health check must be those of every workload that shares it. */
function images(members: ChartMembers, other: ChartMembers): readonly Text[] {
  const texts = (chart: ChartMembers) =>
    new Map(
      projectOf(chart)
        .workloads.flatMap(renderDockerfile)
        .map(({ path, content }) => [path, withoutHeader(content)]),
    );
  const theirs = texts(other);
  return [...texts(members)]
    .filter(([path, text]) => (theirs.get(path) ?? text) !== text)
    .map(([path]) => ({
      prop: 'image',
      got: `another ${path} than ${other.name} has`,
      allowed: 'the same Dockerfile for the same service of every chart',
      fix: 'give both the same image, ports and health checks, or name the services differently',
    }));
}

const withoutHeader = (text: string): string => text.slice(text.indexOf('\n'));
