import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { looksLikeCredential } from '../model/credential';
import { checkConfigPath, checkFileName, checkObjectName, checkSecretKey, checkVariable } from '../model/names';
import { said, type Report } from '../model/problem';
import type { ConfigFile, EnvVariable, SecretUse } from '../model/workload';
import { checkNul, isText } from './shape';
import type { ConfigSource, SecretProps } from './workload-props';

/** Switches off the checks of certificates, or loads code before the program. */
const UNSAFE = new Set(['NODE_TLS_REJECT_UNAUTHORIZED', 'LD_PRELOAD', 'LD_AUDIT', 'LD_LIBRARY_PATH']);

/** Literal environment, by name. A text that looks like a credential is refused, and never repeated in the message. */
export function readEnv(
  env: Readonly<Record<string, string>>,
  taken: readonly EnvVariable[],
  report: Report,
): readonly EnvVariable[] {
  taken.forEach(({ name }, index) => {
    if (taken.findIndex((variable) => variable.name === name) < index)
      report(
        `env.${name}`,
        name,
        'each variable once',
        'the construct sets it itself, or two secrets name it: rename one',
      );
  });
  const given = Object.entries(env).filter(([name, value]) => isText(value, `env.${name}`, report));
  for (const [name, value] of given) {
    checkVariable(name, `env.${name}`, report);
    checkNul(value, `env.${name}`, report);
    if (UNSAFE.has(name))
      report(`env.${name}`, name, 'variables that weaken neither TLS nor the program itself', 'remove it');
    if (taken.some((variable) => variable.name === name))
      report(
        `env.${name}`,
        name,
        'a variable that the construct does not set itself',
        'remove it, or use the prop that sets it',
      );
    const kind = looksLikeCredential(value);
    if (kind !== undefined)
      report(
        `env.${name}`,
        said(`a value that looks like ${kind} (not shown)`),
        'no credentials in env',
        'use secrets: the value stays in a file outside the output',
      );
  }
  const all = [...taken, ...given.map(([name, value]) => ({ name, value }))];
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Configuration files with their content; `folders` are those that the process writes. */
export function readFiles(
  files: Readonly<Record<string, ConfigSource>>,
  root: string,
  folders: readonly string[],
  report: Report,
): readonly ConfigFile[] {
  const paths = Object.values(files).map((source) => source?.at);
  return Object.entries(files).map(([name, source], index) => {
    checkFileName(name, `files.${name}`, report);
    if (typeof source !== 'object' || source === null || !('text' in source || 'path' in source)) {
      report(`files.${name}`, source, '{ text } or { path }', "for instance { path: 'config/app.json' }");
      return { name, content: '' };
    }
    const content =
      'text' in source ? source.text : readConfig(join(root, source.path), `files.${name}`, source.path, report);
    const kind = looksLikeCredential(content);
    if (kind !== undefined)
      report(
        `files.${name}`,
        said(`content that looks like ${kind} (not shown)`),
        'no credentials in configuration files',
        'use secrets',
      );
    const { at } = source;
    if (at === undefined) return { name, content };
    checkConfigPath(at, `files.${name}.at`, folders, report);
    if (paths.indexOf(at) < index) report(`files.${name}.at`, at, 'a path of its own for each file', 'choose another');
    return { name, content, at };
  });
}

function readConfig(file: string, prop: string, path: string, report: Report): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    report(prop, path, "a readable file, relative to the program's root", 'create it, or correct the path');
    return '';
  }
}

/** Secrets that somebody else makes. */
export function readSecrets(secrets: readonly SecretProps[], report: Report): readonly SecretUse[] {
  secrets.forEach(({ name, kubernetes, fileVariable, valueVariable }, index) => {
    if (kubernetes !== undefined) {
      checkObjectName(kubernetes.secret, `secrets[${index}].kubernetes.secret`, report);
      checkSecretKey(kubernetes.key, `secrets[${index}].kubernetes.key`, report);
    }
    checkFileName(name, `secrets[${index}].name`, report);
    if (fileVariable !== undefined) checkVariable(fileVariable, `secrets[${index}].fileVariable`, report);
    if (valueVariable !== undefined) checkVariable(valueVariable, `secrets[${index}].valueVariable`, report);
    if (secrets.findIndex((secret) => secret.name === name) < index)
      report(`secrets[${index}].name`, name, 'each name once', 'remove the second one');
  });
  return secrets.map(({ name, kubernetes, valueVariable, fileVariable }) => ({
    file: name,
    source: name,
    kubernetes: kubernetes ?? { secret: name.toLowerCase().replace(/[^a-z0-9-]/g, '-'), key: name },
    fileVariable,
    valueVariable,
  }));
}
