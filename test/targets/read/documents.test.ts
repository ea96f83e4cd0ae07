import fc from 'fast-check';
import { cursor } from '../../../lib/targets/cursor';
import { documentOf, parseFiles, SourceSyntaxError } from '../../../lib/targets/documents';
import { emitFiles } from '../../loops/emit';

const one = (text: string, path = 'a.yaml') => parseFiles([{ path, text }]);
const valueOf = (text: string) => one(text)[0]?.value;

describe('parseFiles', () => {
  test('resolves anchors and merge keys into data that shares nothing', () => {
    const [document] = one('base: &b { user: "0", caps: [ALL] }\nx: { <<: *b, user: "1" }\ny: *b\n');
    expect(document?.value).toEqual({
      base: { user: '0', caps: ['ALL'] },
      x: { user: '1', caps: ['ALL'] },
      y: { user: '0', caps: ['ALL'] },
    });
    if (document !== undefined) cursor(document).at('x', 'caps').push('MORE');
    expect(document?.value).toMatchObject({
      base: { caps: ['ALL'] },
      x: { caps: ['ALL', 'MORE'] },
      y: { caps: ['ALL'] },
    });
  });

  test.each([
    ['a: 0440', { a: 288 }],
    ['a: 0o440', { a: 288 }],
    ['a: "0440"', { a: '0440' }],
    ['a: 08', { a: 8 }],
    ['a: yes', { a: 'yes' }],
    [
      'apiVersion: v1\na: yes\nb: "yes"\nc: Off\nd: !!str no',
      { apiVersion: 'v1', a: true, b: 'yes', c: false, d: 'no' },
    ],
    ['__proto__: { a: 1 }', JSON.parse('{"__proto__":{"a":1}}')],
  ])('reads scalars as Kubernetes and Compose do: %s', (text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  test('counts empty documents, and takes other files as text', () => {
    const documents = parseFiles([
      { path: 'a.yml', text: '---\n---\na: 1\n' },
      { path: 'x/redis.conf', text: 'port 0\n' },
      { path: 'Dockerfile', text: 'FROM a: b\n' },
      { path: 'h.json', text: '{\n\t"a": [1]\n}\n' },
    ]);
    expect(documents.map(({ file, index, format, value }) => [file, index, format, value])).toEqual([
      ['a.yml', 0, 'yaml', null],
      ['a.yml', 1, 'yaml', { a: 1 }],
      ['x/redis.conf', 0, 'text', 'port 0\n'],
      ['Dockerfile', 0, 'text', 'FROM a: b\n'],
      ['h.json', 0, 'json', { a: [1] }],
    ]);
  });

  test('names every problem of every file with its place', () => {
    const files = [
      { path: 'a.yaml', text: 'a: 1\n---\nb: [\n' },
      { path: 'b.yaml', text: 'a: 1\na: 2\n' },
      { path: 'c.yaml', text: 'a: *nothing\n' },
      { path: 'd.yaml', text: 'a: &a [*a]\n' },
    ];
    let problems: readonly (readonly [string, number])[] = [];
    try {
      parseFiles(files);
    } catch (error) {
      if (error instanceof SourceSyntaxError) problems = error.problems.map(({ file, line }) => [file, line] as const);
    }
    expect(problems).toEqual(
      expect.arrayContaining([
        ['a.yaml', 4],
        ['b.yaml', 2],
        ['c.yaml', 1],
        ['d.yaml', 1],
      ]),
    );
  });
});

describe('positions', () => {
  const text = [
    'x: &x', //                  1
    '  cap_drop: [ALL]', //      2
    'services:', //              3
    '  a:', //                   4
    '    <<: *x', //             5
    '    image: y', //           6
    '  conf: |', //              7
    '    port 0', //             8
    '    tls-port 1', //         9
  ].join('\n');

  test.each([
    [['services', 'a', 'image'], 6, 5],
    [['services', 'a', 'absent', 'deeper'], 4, 3],
    [['services', 'a', 'cap_drop', 0], 2, 14],
    [['services', 'conf', 1], 9, 1],
    [['services', 'conf'], 7, 3],
    [[], 1, 1],
    [['nothing'], 1, 1],
  ])('%j is at %i:%i', (pointer, line, column) => {
    expect(one(text)[0]?.locate(pointer)).toEqual({ line, column });
  });

  test('in text, a number is a line', () => {
    expect(one('a\nb\n', 'x.conf')[0]?.locate([1])).toEqual({ line: 2, column: 1 });
  });
});

describe('cursor', () => {
  const at = (value: unknown) => {
    const document = documentOf('a.yaml', 0, value);
    return { document, root: cursor(document) };
  };

  test('reads what is there, and nothing of the language', () => {
    const { root } = at({ a: [1, { b: null }] });
    expect(root.at('a', 1, 'b').value).toBeNull();
    expect(root.at('a', 1, 'b', 'c', 0).value).toBeUndefined();
    expect([root.at('constructor').value, root.at('a', 'length').value, root.at('__proto__').value]).toEqual(Array(3));
    expect(
      root
        .at('a')
        .list()
        .map((item) => item.pointer),
    ).toEqual([
      ['a', 0],
      ['a', 1],
    ]);
    expect(root.at('a').entries()).toEqual([]);
    expect(root.entries().map(([key]) => key)).toEqual(['a']);
  });

  test('writes, making what is around', () => {
    const { document, root } = at({});
    root.at('a', 'b', 0, 'c').set(1);
    root.at('a', 'd').push('x');
    root.at('a', 'd').push('y');
    root.at('a', 'd', 0).remove();
    root.at('e').set(1);
    root.at('e').remove();
    expect(document.value).toEqual({ a: { b: [{ c: 1 }], d: ['y'] } });
    expect(() => root.at('a', 'd', 0, 'z').set(1)).toThrow('a.yaml document 0 at /a/d/0/z: cannot be written');
    expect(() => root.at('a').push(1)).toThrow('cannot append');
  });

  test('writes copies', () => {
    const { document, root } = at({ a: { b: 1 } });
    root.at('c').set(root.at('a').value);
    root.at('c', 'b').set(2);
    expect(document.value).toEqual({ a: { b: 1 }, c: { b: 2 } });
  });
});

test('what is emitted reads back equal', () => {
  const value = {
    a: ['0440', 'yes', '1e3', 'a\nb\n', ' x', '#', '<<', 'null', '~', '1:30', '$${x}'],
    '<<': 'k',
    yes: 'no',
    n: 1.5,
  };
  const documents = [
    documentOf('a.yaml', 0, value),
    documentOf('a.yaml', 1, null),
    documentOf('b.conf', 0, 'port 0\n'),
    documentOf('c.json', 0, value),
  ];
  expect(parseFiles(emitFiles(documents)).map(({ value }) => value)).toEqual(documents.map(({ value }) => value));
});

test('whatever is emitted reads back equal', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary-ascii' }),
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^[-+0-9.eExoO:_ ~#&*!|>'"%@`$\\\n\t]{0,8}$/),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((x) => !Object.is(x, -0)),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value')),
      fc.dictionary(text, tie('value')),
    ),
  }));
  const object = fc.record({ apiVersion: fc.constant('v1'), spec: value });
  fc.assert(
    fc.property(fc.oneof(value, object), (data) => {
      for (const file of ['a.yaml', 'a.json']) {
        const read = parseFiles(emitFiles([documentOf(file, 0, data), documentOf('b.yaml', 0, data)]));
        expect(read.map((document) => document.value)).toEqual([data, data]);
      }
    }),
    { numRuns: 500, seed: 42 },
  );
});
