import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * A jest reporter that writes the test counts of a run to the file that `ONEBOOK_TALLY` names. It also fails a run for the
 * errors that runtime.cjs has saved in the file that `ONEBOOK_LATE_ERRORS` names.
 */
export default class TallyReporter {
  #lateErrors = [];

  onRunComplete(_contexts, results) {
    this.#lateErrors = readLateErrors();
    for (const error of this.#lateErrors) {
      console.error(`An error came while no test file ran:\n${error}`);
    }
    const tally = {
      passed: results.numPassedTests,
      // A file that fails to load has no tests, so it counts as one failed test. So does a late error.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites + this.#lateErrors.length,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    writeFileSync(process.env.ONEBOOK_TALLY, JSON.stringify(tally));
  }

  /** The reason for which jest fails the run although every test has passed. */
  getLastError() {
    const { length } = this.#lateErrors;
    if (length > 0) return new Error(`${length} errors came while no test file ran`);
  }
}

function readLateErrors() {
  const file = process.env.ONEBOOK_LATE_ERRORS;
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}
