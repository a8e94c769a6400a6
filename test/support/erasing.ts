import { createDataSource, GATEWAY_ROLE } from '../../src/database/data-source.js';
import { Erasures } from '../../src/jobs/erasures.js';
import { eraseNext } from '../../src/ledger/index.js';
import type { TestBook } from './book.js';

/** Bounds of a commit so small that an erasure of a few rows takes many. */
const SMALL = { rows: 3, looked: 2, drawers: 1 };

/**
 * Carries out the erasures of a book as the job does, with the rights of a gateway.
 * @param most commits, each of which does little; absent: the job, until nothing is left
 * @returns the number of these commits
 */
export async function erase(at: TestBook, most?: number): Promise<number> {
  const source = await createDataSource({
    ...{ url: at.database.url, book: 'book', name: 'erasures', role: GATEWAY_ROLE },
    ...{ connections: 1, statementTimeoutMs: 30_000, lockTimeoutMs: 5_000, lookUpsOnly: false },
  }).initialize();
  try {
    const { book } = at.gateway;
    if (most === undefined) {
      const onError = (error: unknown): never => {
        throw error;
      };
      await new Erasures(book, { source, onError }).eraseAll();
      return 0;
    }
    const { end } = await book.log.settle(5_000);
    let commits = 0;
    while (commits < most && (await eraseNext(source, end, SMALL))) commits += 1;
    return commits;
  } finally {
    await source.destroy();
  }
}
