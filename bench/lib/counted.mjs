/** @throws unless everything that was sent was done */
export function refuseFailures({ failed, overloaded = 0, sample }) {
  if (failed > 0) throw new Error(`${failed} requests failed, the first with: ${sample}`);
  if (overloaded > 0) throw new Error(`${overloaded} requests were refused as OVERLOADED`);
}

/**
 * Carries out a round of writing, counts in the book what was answered as done, and has every row of it checked.
 * @throws where something failed, the counts differ, or the book is not sound
 */
export async function counted(place, book, write) {
  const before = await countsOf(book);
  const result = await write();
  const after = await countsOf(book);
  const added = {
    transactions: after.transactions - before.transactions,
    entries: after.entries - before.entries,
  };
  refuseDifference(result, added);
  await place.verify(book);
  return result;
}

async function countsOf({ owner }) {
  const { rows } = await owner.query(
    `SELECT (SELECT count(*) FROM transaction)::int AS transactions, (SELECT count(*) FROM entry)::int AS entries`,
  );
  return rows[0];
}

function refuseDifference({ done }, { transactions, entries }) {
  if (done === 0) throw new Error('nothing was done, so nothing was measured');
  if (transactions !== done || entries !== 2 * done)
    throw new Error(
      `${done} were answered as done: ${transactions} transactions with ${entries} entries are in the book`,
    );
}

/**
 * As `counted`, for a book that is too large to be checked whole after each round: what was added has two entries
 * a transaction, sums to zero, and moves each account's balance by the sum of its entries, none left out.
 */
export async function countedInLarge(book, write) {
  const { rows } = await book.owner.query('SELECT id FROM transaction ORDER BY id DESC LIMIT 1');
  const result = await write();
  const [added] = (await book.owner.query(ADDED, [rows[0].id])).rows;
  refuseDifference(result, added);
  if (added.sum !== '0' || added.wrong > 0)
    throw new Error(
      `what was added sums to ${added.sum}, and ${added.wrong} accounts moved by another sum than that of their entries`,
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
