import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';

const root = join(__dirname, '../..');

/** Where `docs/hardened.schema.json` is published; every `hardened.json` names it as its `$schema`. */
const SCHEMA_ID = 'urn:cdk8s-hardened:contract:1';

/**
 * The text of `docs/hardened.schema.json`: the closed JSON schema of the contract, made from the types and the doc
 * comments of `lib/model/contract.ts`, so that it cannot say anything else than they do.
 */
export function contractSchema(): string {
  const generator = createGenerator({
    path: join(root, 'lib/model/contract.ts'),
    tsconfig: join(root, 'tsconfig.json'),
    type: 'Contract',
    expose: 'export',
    topRef: false,
    jsDoc: 'extended',
    sortProps: false,
    additionalProperties: false,
    skipTypeCheck: true,
  });
  const { $schema, definitions, ...contract } = generator.createSchema('Contract');
  const names = Object.keys(definitions ?? {}).sort();
  const sorted = Object.fromEntries(names.map((name) => [name, definitions?.[name]]));
  const schema = {
    $schema,
    $id: SCHEMA_ID,
    title: 'The contract of a cdk8s-hardened program (hardened.json)',
    ...contract,
    definitions: sorted,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
