import { writeFileSync } from 'node:fs';

/** A jest reporter that leaves the counts of a run in the file named by `ONEBOOK_TALLY`. */
export default class TallyReporter {
  onRunComplete(_contexts, results) {
    const tally = {
      passed: results.numPassedTests,
      // A file that cannot even be loaded has no tests to count: it counts as one that failed.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    writeFileSync(process.env.ONEBOOK_TALLY, JSON.stringify(tally));
  }
}
