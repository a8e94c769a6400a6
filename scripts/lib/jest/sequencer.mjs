import { readFileSync } from 'node:fs';

/** What a test file names if it starts processes, or has a book. */
const SLOW = [
  /gateway-process|gateway-pair|starting-process|own-postgres|postgres-server|onebook-command|spawn\(/,
  /\buse\w*Book\(|createTestDatabase|usePlainSql/,
];

/**
 * Orders the test files so that one that takes long does not begin last, while the other worker has nothing left: those
 * that start processes, then those that have a book, then the others, the larger ones first. jest's own order follows the
 * times of earlier runs, which a fresh clone does not have.
 */
export default class Sequencer {
  sort(tests) {
    const ranked = tests.map((test) => {
      const source = readFileSync(test.path, 'utf8');
      const rank = SLOW.findIndex((pattern) => pattern.test(source));
      return { test, rank: rank < 0 ? SLOW.length : rank, size: source.length };
    });
    ranked.sort((a, b) => a.rank - b.rank || b.size - a.size);
    return ranked.map(({ test }) => test);
  }

  /** Called by jest after the run. No order depends on it. */
  cacheResults() {}
}
