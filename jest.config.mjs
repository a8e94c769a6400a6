const own = (file) => `<rootDir>/scripts/lib/jest/${file}`;

/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/packages/*/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          // The same as in tsconfig.json: TypeORM needs legacy decorators.
          transform: {
            legacyDecorator: true,
            useDefineForClassFields: false,
            verbatimModuleSyntax: true,
          },
        },
        module: { type: 'es6' },
      },
    ],
  },
  resolver: own('resolver.cjs'),
  globalSetup: own('global-setup.mjs'),
  globalTeardown: own('global-teardown.mjs'),
  testSequencer: own('sequencer.mjs'),
  modulePathIgnorePatterns: [
    '<rootDir>/dist/',
    '<rootDir>/\\.data/',
    '<rootDir>/\\.bench/',
    '<rootDir>/\\.npm-cache/',
  ],
  // For what hangs: no machine is so busy that a test which comes to its end takes as long. Longer than a wait
  // goes on (test/support/until.ts), so that the wait says what did not come.
  testTimeout: 300_000,
  maxWorkers: 2,
  // A worker keeps what the modules of each test file leave, so it becomes slower from file to file: more to collect as
  // garbage, and one AsyncLocalStorage of jest-circus more that every promise passes on. Measured: some 45 files take a tenth
  // less if a worker that has grown to this size makes room for a new one.
  workerIdleMemoryLimit: '500MB',
  watchman: false,
};
