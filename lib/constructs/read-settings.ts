import { looksLikeCredential } from '../model/credential';
import { checkAnnotation, checkLabel, checkObjectName } from '../model/names';
import { said, type Report } from '../model/problem';
import { OWNER, targetNames, type Settings } from '../model/settings';
import type { ChartSettings } from './chart-props';
import { readDevelopment } from './read-development';
import { readDns } from './read-dns';
import { readTolerations } from './read-tolerations';
import { readMapping, readTexts } from './shape';

/** What a chart says for everything in it, checked. */
export function readSettings(props: ChartSettings, report: Report): Settings {
  const { storageClass, priority } = props;
  if (storageClass !== undefined) checkObjectName(storageClass, 'storageClass', report);
  if (priority !== undefined) checkPriority(priority, report);
  const nodeSelector = readMapping(props.nodeSelector, 'nodeSelector', report);
  for (const [key, value] of Object.entries(nodeSelector)) checkLabel(key, value, `nodeSelector.${key}`, report);
  const owner = readOwner(props.owner, report);
  const labels = readLabels(props, report);
  return {
    targets: readTargets(props.targets, report),
    imagePullSecrets: readPullSecrets(props.imagePullSecrets, report),
    storageClass,
    nodeSelector,
    tolerations: readTolerations(props.tolerations, report),
    priority,
    assigned: readAssigned(props.user, report),
    dns: readDns(props.dns, report),
    development: readDevelopment(props.development, report),
    labels,
    annotations: { ...readAnnotations(props, labels, report), ...(owner !== undefined && { [OWNER]: owner }) },
  };
}

function readAssigned(given: ChartSettings['user'], report: Report): boolean {
  if (given !== undefined && given !== 'assigned')
    report(
      'user',
      given,
      "'assigned', or nothing",
      'give numbers to workloads, one by one: no two images have the same user',
    );
  return given === 'assigned';
}

function readTargets(given: ChartSettings['targets'], report: Report): Settings['targets'] {
  const targets = readTexts(given, 'targets', report) ?? targetNames;
  const known = targetNames.filter((target) => targets.includes(target));
  if (known.length === targets.length && known.length > 0) return known;
  report('targets', given, "one or both of 'kubernetes' and 'compose', each once", 'correct the list, or leave it out');
  return targetNames;
}

function readPullSecrets(given: ChartSettings['imagePullSecrets'], report: Report): readonly string[] {
  const names = readTexts(given, 'imagePullSecrets', report) ?? [];
  names.forEach((name, index) => {
    checkObjectName(name, `imagePullSecrets[${index}]`, report);
    if (names.indexOf(name) < index)
      report(`imagePullSecrets[${index}]`, name, 'each Secret once', 'remove the second one');
  });
  return names;
}

/** Reports the name of a PriorityClass that none may have, or that is for the cluster itself. */
export function checkPriority(name: string, report: Report): void {
  checkObjectName(name, 'priority', report);
  if (typeof name === 'string' && name.startsWith('system-'))
    report(
      'priority',
      name,
      'a PriorityClass of your own',
      'choose another: these are for the cluster itself, which would give way to your pods',
    );
}

function readOwner(owner: string | undefined, report: Report): string | undefined {
  if (owner === undefined) return undefined;
  if (typeof owner === 'string' && /^\S(.{0,198}\S)?$/.test(owner)) return owner;
  report('owner', owner, 'one line of at most 200 characters', "for instance 'team-shop@example.com'");
  return undefined;
}

/** Keys by which the library, Compose and the cluster itself know objects. */
const OTHERS = /^(app\.kubernetes\.io\/(name|part-of|managed-by)$|cdk8s-hardened\/|com\.docker\.)/;
const CLUSTER = /^([a-z0-9.-]+\.)?(kubernetes|k8s)\.io\//;

function readLabels({ labels: given }: ChartSettings, report: Report): Settings['labels'] {
  const labels = readMapping(given, 'labels', report);
  for (const [key, value] of Object.entries(labels)) {
    checkLabel(key, value, `labels.${key}`, report);
    checkKey(key, `labels.${key}`, report);
  }
  return labels;
}

function readAnnotations(
  { annotations: given }: ChartSettings,
  labels: Settings['labels'],
  report: Report,
): Settings['annotations'] {
  const annotations = readMapping(given, 'annotations', report);
  for (const [key, value] of Object.entries(annotations)) {
    const prop = `annotations.${key}`;
    checkAnnotation(key, value, prop, report);
    checkKey(key, prop, report);
    if (key in labels) report(prop, key, 'a key that no label has: Compose has labels only', 'remove one of them');
    const kind = typeof value === 'string' ? looksLikeCredential(value) : undefined;
    if (kind !== undefined)
      report(prop, said(`a value that looks like ${kind} (not shown)`), 'no credentials in annotations', 'remove it');
  }
  return annotations;
}

function checkKey(key: string, prop: string, report: Report): void {
  if (OTHERS.test(key))
    report(prop, key, 'keys that neither the library nor Compose sets itself', 'remove it: selectors depend on it');
  else if (CLUSTER.test(key) && !key.startsWith('app.kubernetes.io/'))
    report(
      prop,
      key,
      'keys of your own, and those below app.kubernetes.io/',
      'put it on the one object it is meant for: the cluster acts on such keys',
    );
}
