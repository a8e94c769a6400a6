const own = (file) => `<rootDir>/scripts/lib/jest/${file}`;

/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/packages/*/test/**/*.test.ts'],
  testEnvironment: own('environment.cjs'),
  runtime: own('runtime.cjs'),
  // Node imports the test files, with hooks that runtime.cjs registers.
  transform: {},
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
  // A worker keeps the modules of every test file. One that has grown to this size makes room for a new one.
  workerIdleMemoryLimit: '500MB',
  watchman: false,
};
