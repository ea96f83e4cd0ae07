import { documentOf, parseFiles, SourceSyntaxError } from '../../../lib/targets/documents';
import { cursor } from '../../../lib/targets/cursor';
import { flagOf } from '../../../lib/targets/compose/read/forms';
import { isKnownOfFile, isKnownOfService } from '../../../lib/targets/compose/read/known-keys';
import { leadsOutside } from '../../../lib/targets/compose/read/networks';
import { dataFile, dataRequired } from '../../judge/data';
import { compose } from './support';

const published = dataFile('compose-spec/compose-spec.json');
if (typeof published === 'string' && dataRequired) throw new Error(published);

(typeof published === 'string' ? test.skip : test)('every key of the specification is judged, or told', () => {
  const { properties, definitions } = published as unknown as Schema;
  const strange = (keys: object, isKnown: (key: string) => boolean) =>
    Object.keys(keys)
      .filter((key) => !isKnown(key))
      .sort();
  expect(strange(definitions.service.properties, isKnownOfService)).toEqual([
    ...['credential_spec', 'external_links', 'label_file', 'links', 'models', 'provider'],
  ]);
  expect(strange(properties, isKnownOfFile)).toEqual(['models']);
});

interface Schema {
  readonly properties: object;
  readonly definitions: { readonly service: { readonly properties: object } };
}

test('what no control knows is an error at its place, and so is a second document of the file', () => {
  const { errors } = compose(
    'services:\n  a: { image: x, provider: { type: y }, x-note: z }\nmodels: { m: {} }\n---\nnetworks: { n: { internal: false } }\n',
  );
  expect(errors.map(({ at, message }) => [at?.document, at?.pointer.join('/'), message.split(':')[0]])).toEqual([
    [1, '', 'cannot judge a second Compose document'],
    [0, 'models', "cannot judge 'models'"],
    [0, 'services/a/provider', "cannot judge 'provider' of 'a'"],
  ]);
});

test.each(['!reset', '!override', '!mine'])('the tag %s is refused where it stands', (tag) => {
  const text = `services:\n  a:\n    read_only: ${tag} true\n`;
  expect(() => parseFiles([{ path: 'compose.yaml', text }])).toThrow(SourceSyntaxError);
  expect(() => parseFiles([{ path: 'compose.yaml', text }])).toThrow(/^compose\.yaml:3:16: .*remove the tag/);
});

test.each([
  [true, true],
  ['yes', true],
  ['ON', true],
  ['1', true],
  [false, false],
  ['Off', false],
  ['n', false],
  [undefined, false],
  ['maybe', undefined],
  ['${X:-true}', undefined],
])('the flag %p is %p', (value, flag) => {
  expect(flagOf(cursor(documentOf('compose.yaml', 0, value)))).toBe(flag);
});

test.each([
  [{ internal: 'yes' }, false],
  [{ internal: true, external: false }, false],
  [{ internal: true, external: 'no' }, false],
  [{ internal: true, external: true }, true],
  [{ internal: true, external: '${X}' }, true],
  [{ internal: '${X:-true}' }, true],
])('the network %p leads outside: %p', (network, outside) => {
  expect(leadsOutside(cursor(documentOf('compose.yaml', 0, { networks: { n: network } })), 'n')).toBe(outside);
});
