/** @throws if a request failed or was refused */
export function refuseFailures({ failed, sample, refused = 0, codes }) {
  if (failed > 0) throw new Error(`${failed} requests failed, the first with: ${sample}`);
  if (refused > 0) throw new Error(`${refused} requests were refused: ${JSON.stringify(codes)}`);
}

/**
 * Runs a round of writes, compares the number of answers with the rows in the book, and checks every row.
 * @throws if a write failed, the numbers differ, or the book has errors
 */
export async function counted(testbed, book, write) {
  const before = await countsOf(book);
  const result = await write();
  const after = await countsOf(book);
  const added = {
    transactions: after.transactions - before.transactions,
    entries: after.entries - before.entries,
  };
  refuseDifference(result, added);
  await testbed.verify(book);
  return result;
}

async function countsOf({ owner }) {
  const { rows } = await owner.query(
    `SELECT (SELECT count(*) FROM transaction)::int AS transactions, (SELECT count(*) FROM entry)::int AS entries`,
  );
  return rows[0];
}

/** @throws if the rows that were added are not those of the answers */
export function refuseDifference({ done }, { transactions, entries }) {
  if (done === 0) throw new Error('no transfer was done, so there is no measurement');
  if (transactions !== done || entries !== 2 * done)
    throw new Error(
      `${done} answers, but the book has ${transactions} new transactions with ${entries} entries`,
    );
}

/**
 * Like `counted`, for a book that cannot be checked whole after each round. It checks the new rows: two entries for
 * each transaction, a zero sum, and balances that change by the sum of their entries without a gap.
 */
export async function countedByRows(book, write) {
  const { rows } = await book.owner.query('SELECT id FROM transaction ORDER BY id DESC LIMIT 1');
  const result = await write();
  const [added] = (await book.owner.query(ADDED, [rows[0].id])).rows;
  refuseDifference(result, added);
  if (added.sum !== '0' || added.wrong > 0)
    throw new Error(
      `the new entries sum to ${added.sum}, and ${added.wrong} balances do not match their entries`,
    );
  return result;
}

const ADDED = `
  WITH made AS (SELECT id FROM transaction WHERE id > $1),
  line AS (SELECT e.* FROM made JOIN entry e ON e.transaction_id = made.id),
  moved AS (
    SELECT count(*) AS lines, max(seq) - min(seq) + 1 AS links, sum(amount) AS sum,
           (array_agg(balance ORDER BY seq DESC))[1] - (array_agg(balance - amount ORDER BY seq))[1] AS by
      FROM line GROUP BY account_id)
  SELECT (SELECT count(*) FROM made)::int AS transactions, (SELECT count(*) FROM line)::int AS entries,
         (SELECT coalesce(sum(amount), 0) FROM line)::text AS sum,
         (SELECT count(*) FROM moved WHERE lines <> links OR sum <> by)::int AS wrong`;
