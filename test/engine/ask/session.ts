import { held, judged, notHeld } from '../answers';
import { passwordFiles } from '../docker/expected-secrets';
import { APPLICATION, curl, inspected, once, published, services, shellIn, type Stack } from '../docker/stack';
import type { Ask } from './ask';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const readmeRuns: Ask = ({ readme }) => {
  const problems = readme.includes('{"cart":["book"]}') ? [] : [`the session is not in what they print: ${readme}`];
  return Promise.resolve(judged(problems, 'each command ended with 0, the last one printed the session'));
};

export const sessionKept: Ask = async (stack) => {
  const url = `${published(stack)}/sessions/engine`;
  const body = JSON.stringify({ cart: ['book', 'lamp'], note: 'ä → ü' });
  const put = await curl(stack, '-f', '-X', 'PUT', '-H', 'content-type: application/json', '-d', body, url);
  const got = await curl(stack, '-f', url);
  const gone = await curl(stack, '-o', '/dev/null', '-w', '%{http_code}', `${url}-never-stored`);
  const problems = [
    ...(put.code === 0 ? [] : [`PUT: ${put.err}`]),
    ...(got.out === body ? [] : [`GET gave ${got.out || got.err}`]),
    ...(gone.out === '404' ? [] : [`a session that was never stored gave ${gone.out}`]),
  ];
  return judged(problems, `stored and read back ${Buffer.byteLength(body)} bytes at ${url}; an unknown session is 404`);
};

export const publishedNarrowly: Ask = async (stack) => {
  const problems: string[] = [];
  const seen: string[] = [];
  for (const service of services(stack)) {
    const declared = (stack.file.services[service]?.ports ?? []).map(
      (p) => `${p.host_ip ?? '0.0.0.0'}:${p.published} to ${p.target}`,
    );
    const { Ports } = (await inspected(stack, service)).NetworkSettings;
    const bound = Object.entries(Ports).flatMap(([port, to]) =>
      (to ?? []).map((t) => `${t.HostIp}:${t.HostPort} to ${port.split('/')[0]}`),
    );
    if (bound.join() !== declared.join())
      problems.push(`${service}: published ${bound.join() || 'nothing'}, declared ${declared.join() || 'nothing'}`);
    if (bound.length > 0) seen.push(`${service}: ${bound.join()}`);
  }
  const loopback = await curl(stack, '-f', `${published(stack)}/livez`);
  if (loopback.code !== 0) problems.push('the published port does not answer');
  const { gateway } = stack.engine.outside;
  for (const port of [5010, 9464, 6379]) {
    const other = await curl(stack, '-o', '/dev/null', `http://${gateway}:${port}/`);
    if (other.code !== 7) problems.push(`${gateway}:${port} of the host is open (curl exit ${other.code})`); // 7: refused
  }
  return judged(problems, `${seen.join('; ')}; refused on the host's other address`);
};

export const imageAsDeclared: Ask = async (stack) => {
  const service = stack.file.services[APPLICATION];
  const [image] = JSON.parse((await stack.engine.docker(['image', 'inspect', service?.image ?? ''])).out) as [
    { readonly Config: { readonly User: string; readonly ExposedPorts?: object } },
  ];
  const ports = Object.keys(image.Config.ExposedPorts ?? {}).join();
  const published = (service?.ports ?? []).map((p) => `${p.target}/tcp`);
  const changeable = await shellIn(
    stack,
    APPLICATION,
    'find /app \\( ! -user 0 -o -perm /022 \\) ! -type l 2>/dev/null | head -3',
  );
  const problems = [
    ...(image.Config.User === service?.user
      ? []
      : [`the image's user is ${image.Config.User}, the file's ${service?.user}`]),
    ...published
      .filter((port) => !ports.split(',').includes(port))
      .map((port) => `${port} is not exposed by the image`),
    ...(changeable.trim() === '' ? [] : [`not root's, or writable for others: ${changeable.trim()}`]),
  ];
  return judged(problems, `user ${image.Config.User}, ports ${ports}, all of /app is root's and only root's to write`);
};

/** The passwords, as the host's files hold them. */
const passwords = (stack: Stack): readonly string[] =>
  passwordFiles.map((name) => readFileSync(join(stack.folder, 'secrets', name), 'utf8').trim());

export const noSecretInSight: Ask = async (stack) => {
  const problems: string[] = [];
  const found = (text: string): boolean => passwords(stack).some((password) => text.includes(password));
  for (const service of services(stack)) {
    if (found(JSON.stringify(await inspected(stack, service)))) problems.push(`in the record of ${service}`);
    const environment = await shellIn(
      stack,
      service,
      "tr '\\000' '\\n' < /proc/1/environ; tr '\\000' ' ' < /proc/1/cmdline",
    );
    if (found(environment)) problems.push(`in the environment or arguments of ${service}`);
    const log = await once(stack, `log ${service}`, () =>
      stack.engine.docker(['compose', 'logs', '--no-color', service], { cwd: stack.folder }),
    );
    if (log.out === '') problems.push(`${service} has no log to look into`);
    if (found(log.out + log.err)) problems.push(`in the log of ${service}`);
  }
  return problems.length === 0
    ? held('record, environment, arguments and log of each container hold none of them')
    : notHeld(problems.join('; '));
};
