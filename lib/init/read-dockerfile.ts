import { DockerfileParser } from 'dockerfile-ast';
import { questionIn, type FoundQuestion } from './read-values';

/** What a Dockerfile says about how a program runs. */
export interface FoundDockerfile {
  readonly ports: readonly number[];
  readonly main: string | undefined;
  readonly user: string | undefined;
  /** `undefined` where it has no HEALTHCHECK; `'other'` where that asks by something else than HTTP. */
  readonly health: FoundQuestion | 'other' | undefined;
  /** What it does that the Dockerfile of synth does not. */
  readonly left: readonly string[];
}

/** Reads the last EXPOSE, USER, HEALTHCHECK and CMD or ENTRYPOINT of a Dockerfile. */
export function readDockerfile(text: string): FoundDockerfile {
  const instructions = DockerfileParser.parse(text).getInstructions();
  const all = (keyword: string): readonly string[] =>
    instructions
      .filter((instruction) => instruction.getKeyword() === keyword)
      .map((instruction) => instruction.getArgumentsContent() ?? '');
  const last = (keyword: string): string | undefined => all(keyword).at(-1);
  const ports = all('EXPOSE')
    .flatMap((line) => line.split(/\s+/))
    .flatMap((port) => (/^\d+(\/tcp)?$/.test(port) ? [parseInt(port, 10)] : []));
  // ["node", "server.js"] and `node server.js` alike.
  const main = /([\w./-]+\.[cm]?js)\b/.exec(`${last('ENTRYPOINT') ?? ''} ${last('CMD') ?? ''}`)?.[1];
  const health = last('HEALTHCHECK');
  const names = all('ENV').flatMap((line) => [...line.matchAll(/(?:^|\s)(\w+)(?==|\s\S)/g)].map(([, name]) => name));
  const packages = all('RUN').filter((line) => /\b(apt-get|apt|apk|yum|dnf)\b/.test(line));
  return {
    ports,
    main: main?.replace(/^\.\//, ''),
    user: last('USER'),
    health: health === undefined || /^NONE\b/.test(health) ? undefined : (questionIn(health) ?? 'other'),
    left: [
      `its Dockerfile is replaced by one of synth, from the pinned Node 24 image in place of ${last('FROM') ?? 'its own'}`,
      ...names.map((name) => `ENV ${name} of its Dockerfile: not taken over`),
      ...packages.map(() => 'its Dockerfile installs packages of the system: that of synth does not, pass base'),
    ],
  };
}
