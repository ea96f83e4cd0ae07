/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // two loops over every program take most of the time: side by side where there are two processors
  maxWorkers: '100%',
  // a limit for what hangs; a busy machine takes ten times as long as an idle one
  testTimeout: 60_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.json', diagnostics: false }] },
  moduleNameMapper: { '^cdk8s-hardened$': '<rootDir>/lib/index.ts' },
};
