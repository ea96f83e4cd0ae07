import { DockerfileParser } from 'dockerfile-ast';

/** What a Dockerfile says about how a program runs. */
export interface FoundDockerfile {
  readonly port: number | undefined;
  readonly main: string | undefined;
  readonly user: string | undefined;
}

/** Reads the last EXPOSE, USER and CMD or ENTRYPOINT of a Dockerfile. */
export function readDockerfile(text: string): FoundDockerfile {
  const instructions = DockerfileParser.parse(text).getInstructions();
  const last = (...keywords: readonly string[]): string | undefined =>
    instructions.findLast((instruction) => keywords.includes(instruction.getKeyword()))?.getArgumentsContent() ??
    undefined;
  const port = /^\d+/.exec(last('EXPOSE') ?? '')?.[0];
  // ["node", "server.js"] and `node server.js` alike.
  const main = /([\w./-]+\.[cm]?js)\b/.exec(last('CMD', 'ENTRYPOINT') ?? '')?.[1];
  return { port: port === undefined ? undefined : Number(port), main: main?.replace(/^\.\//, ''), user: last('USER') };
}
