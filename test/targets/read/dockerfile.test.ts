import { cursor } from '../../../lib/targets/cursor';
import { readDockerfile } from '../../../lib/targets/dockerfile/read';
import { documentOf } from '../../../lib/targets/documents';
import { healthOfCommand } from '../../../lib/targets/health-command';

const read = (text: string) => readDockerfile(cursor(documentOf('Dockerfile', 0, text)));

test('stages, and what counts of the last one', () => {
  const { instructions, at, ...rest } = read(
    [
      '# USER 5',
      'ARG BASE=node:24@sha256:1',
      'FROM --platform=linux/amd64 ${BASE} AS base',
      'USER 1000',
      'EXPOSE 1',
      'FROM other AS build',
      'USER 0',
      'RUN <<EOF',
      'USER root',
      'EOF',
      'FROM base',
      'EXPOSE 80 81/tcp 90-92/udp',
      'HEALTHCHECK --interval=1s \\',
      '  CMD ["node", "-e", "fetch(\'http://127.0.0.1:80/ready\')"]',
      'USER 7:7',
    ].join('\n'),
  );
  expect(rest).toEqual({
    bases: [
      { reference: 'node:24@sha256:1', stage: false, line: 3 },
      { reference: 'other', stage: false, line: 6 },
      { reference: 'base', stage: true, line: 11 },
    ],
    user: '7:7',
    ports: [1, 80, 81, 90, 91, 92],
    health: { port: 80, path: '/ready' },
  });
  expect(instructions.filter(({ keyword }) => keyword === 'USER').map(({ value, line }) => [value, line])).toEqual([
    ['1000', 4],
    ['0', 7],
    ['7:7', 15],
  ]);
  expect(at.file).toBe('Dockerfile');
});

test.each([
  ['FROM a\nHEALTHCHECK NONE', { user: undefined, ports: [], health: 'none' }],
  ['FROM a\nHEALTHCHECK CMD wget http://x/y', { health: { port: undefined, path: '/y' } }],
  ['FROM a\nUSER root\nFROM b', { user: undefined }],
  ['FROM $X', { bases: [{ reference: '$X', stage: false, line: 1 }] }],
  ['', { bases: [], user: undefined, health: undefined }],
])('%j', (text, part) => expect(read(text)).toMatchObject(part));

test.each([
  [['curl', '-f', 'https://localhost:8443/a/b?c'], { port: 8443, path: '/a/b?c' }],
  [
    ['node', '-e', "require('node:net').connect(5010,'127.0.0.1').on('connect',()=>process.exit(0))"],
    { port: 5010, path: undefined },
  ],
  [['wget', 'http://[::1]:80/'], { port: 80, path: '/' }],
  [['nc', '-z', 'localhost', '80'], { port: 80, path: undefined }],
  [['redis-cli', 'ping'], undefined],
  [[], undefined],
])('the health check %j', (words, asked) => expect(healthOfCommand(words)).toEqual(asked));
