import { writeFileSync } from 'node:fs';

/** A jest reporter that writes the test counts of a run to the file that `ONEBOOK_TALLY` names. */
export default class TallyReporter {
  onRunComplete(_contexts, results) {
    const tally = {
      passed: results.numPassedTests,
      // A file that fails to load has no tests, so it counts as one failed test.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    writeFileSync(process.env.ONEBOOK_TALLY, JSON.stringify(tally));
  }
}
