import { DockerfileParser, ModifiableInstruction, type Instruction } from 'dockerfile-ast';
import type { At } from '../../controls/at';
import type { DockerfileRead } from '../../controls/subject';
import { healthOfCommand } from '../health-command';
import { isList } from '../plain';

/** Reads a Dockerfile; `at` is the cursor of its text. What counts of the last stage includes the stages it is made from. */
export function readDockerfile(at: At): DockerfileRead {
  const text = typeof at.value === 'string' ? at.value : '';
  const instructions = DockerfileParser.parse(text).getInstructions().map(read);
  const stages = stagesOf(instructions);
  const last = lineage(stages);
  const health = last.filter(({ keyword }) => keyword === 'HEALTHCHECK').at(-1);
  return {
    at,
    bases: stages.map(({ reference, parent, line }) => ({ reference, stage: parent !== undefined, line })),
    user: last.filter(({ keyword }) => keyword === 'USER').at(-1)?.value,
    ports: last.filter(({ keyword }) => keyword === 'EXPOSE').flatMap(({ value }) => portsOf(value)),
    health: health === undefined ? undefined : healthOf(health.value),
    instructions,
  };
}

type Read = DockerfileRead['instructions'][number];

interface Stage {
  readonly reference: string;
  readonly name: string | undefined;
  readonly parent: Stage | undefined;
  readonly line: number;
  readonly instructions: Read[];
}

/** Flags such as `--from=…` count as part of the value. */
function read(instruction: Instruction): Read {
  const flags = instruction instanceof ModifiableInstruction ? instruction.getFlags().map(String) : [];
  return {
    keyword: instruction.getKeyword(),
    value: [...flags, instruction.getArgumentsContent() ?? ''].join(' '),
    line: instruction.getRange().start.line + 1,
  };
}

function stagesOf(instructions: readonly Read[]): readonly Stage[] {
  const args = new Map<string, string>();
  const stages: Stage[] = [];
  for (const instruction of instructions) {
    const { keyword, value, line } = instruction;
    if (keyword === 'ARG' && stages.length === 0) {
      const [name = '', preset] = value.split(/=(.*)/s);
      if (preset !== undefined) args.set(name.trim(), preset.replace(/^(["'])(.*)\1$/, '$2'));
    } else if (keyword === 'FROM') {
      const words = value.split(/\s+/).filter((word) => !word.startsWith('--'));
      const reference = expand(words[0] ?? '', args);
      const name = words[1]?.toUpperCase() === 'AS' ? words[2]?.toLowerCase() : undefined;
      const parent = stages.findLast((stage) => stage.name === reference.toLowerCase());
      stages.push({ reference, name, parent, line, instructions: [] });
    } else {
      stages.at(-1)?.instructions.push(instruction);
    }
  }
  return stages;
}

/** The instructions that make the final image, those of the stages it builds on first. */
function lineage(stages: readonly Stage[]): readonly Read[] {
  const read: Read[] = [];
  for (let stage = stages.at(-1); stage !== undefined; stage = stage.parent) read.unshift(...stage.instructions);
  return read;
}

/** A global ARG's preset in a `FROM`; one without a preset stays as written, so that it is no pinned reference. */
function expand(text: string, args: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$\{(\w+)(?::?-([^}]*))?\}|\$(\w+)/g,
    (whole, braced?: string, preset?: string, bare?: string) => {
      return args.get(braced ?? bare ?? '') ?? preset ?? whole;
    },
  );
}

function portsOf(value: string): readonly number[] {
  return value.split(/\s+/).flatMap((word) => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?(?:\/(?:tcp|udp))?$/i.exec(word) ?? [];
    if (first === undefined) return [];
    const count = Math.min(Math.max(Number(last) - Number(first) + 1, 0), 65536);
    return Array.from({ length: count }, (_, index) => Number(first) + index);
  });
}

function healthOf(value: string): DockerfileRead['health'] {
  const command = value.replace(/^(\s*--\S+)+\s*/, '');
  if (/^NONE\b/i.test(command)) return 'none';
  const text = command.replace(/^CMD\s+/i, '');
  return healthOfCommand(execForm(text) ?? [text]);
}

function execForm(text: string): readonly string[] | undefined {
  try {
    const words: unknown = JSON.parse(text);
    return isList(words) ? words.map(String) : undefined;
  } catch {
    return undefined;
  }
}
