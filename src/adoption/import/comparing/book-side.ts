import { cashSql, systemBalanceSql } from '../../../reader/index.js';
import { largestFirst } from '../session/largest-first.js';
import { merged } from '../session/merged.js';
import type { BookDifference, BookReport } from '../report.js';
import type { ImportSession } from '../session/session.js';

/** What became of the wallets of one currency. */
export interface BookSide extends Omit<BookReport, 'differences'> {
  /** Wallets that the book has with another balance than the first source. */
  readonly differing: bigint;
  /** Wallets that were in the book before this run. */
  readonly skipped: bigint;
}

/**
 * The compared wallets as the book has them, by currency: those of this session's owners. `opening` is the whole book's.
 * Wallets about which the first source says nothing that can be read count in no drift.
 */
export async function readBookSide(session: ImportSession): Promise<Map<string, BookSide>> {
  const rows = await session.rows<Record<'currency' | keyof BookSide, string>>(
    `SELECT c.currency, count(c.book_id) AS wallets, coalesce(sum(c.cash), 0) AS sum,
            coalesce(${systemBalanceSql(`'OPENING'`, 'c.currency')}, 0) AS opening,
            coalesce(sum(abs(c.target - coalesce(c.cash, 0))), 0) AS drift,
            count(*) FILTER (WHERE c.was_there) AS skipped,
            count(*) FILTER (WHERE c.book_id IS NOT NULL AND c.target <> coalesce(c.cash, 0)) AS differing
       FROM (SELECT w.currency, w.target, b.id AS book_id, ${cashSql('b.id')} AS cash,
                    b.id IS NOT NULL AND i.n IS NULL AS was_there
               FROM pg_temp.wanted w
               LEFT JOIN wallet b ON b.owner_id = w.owner_id AND b.currency = w.currency AND b.name = w.name
               LEFT JOIN pg_temp.incoming_wallet i
                      ON i.owner_id = w.owner_id AND i.currency = w.currency AND i.name = w.name
             OFFSET 0) c
      GROUP BY c.currency`,
  );
  return new Map(
    rows.map(({ currency, wallets, sum, opening, drift, skipped, differing }) => [
      currency,
      {
        ...{ wallets: BigInt(wallets), sum: BigInt(sum), opening: BigInt(opening) },
        ...{ drift: BigInt(drift), skipped: BigInt(skipped), differing: BigInt(differing) },
      },
    ]),
  );
}

type Row = Record<'owner_id' | 'name' | 'target' | 'cash', string>;

/** The wallets of one currency that the book has with another balance than the first source. The largest difference first. */
export async function* differencesFromBook(
  sessions: readonly ImportSession[],
  currency: string,
): AsyncGenerator<BookDifference> {
  const sorted = merged<Row>(
    sessions,
    `SELECT c.* FROM (
       SELECT w.owner_id, w.name, w.target, coalesce(${cashSql('b.id')}, 0) AS cash
         FROM pg_temp.wanted w
         JOIN wallet b ON b.owner_id = w.owner_id AND b.currency = w.currency AND b.name = w.name
        WHERE w.currency = $1 AND w.target IS NOT NULL OFFSET 0) c
      WHERE c.target <> c.cash
      ORDER BY abs(c.target - c.cash) DESC, c.owner_id COLLATE "C", c.name COLLATE "C"`,
    [currency],
    largestFirst(({ target, cash }) => BigInt(target) - BigInt(cash)),
  );
  for await (const { owner_id: owner, name, target, cash } of sorted)
    yield { owner, wallet: name, source: BigInt(target), book: BigInt(cash) };
}

/** How many wallets are to come in, by currency. */
export async function countPlanned(session: ImportSession): Promise<Map<string, bigint>> {
  const rows = await session.rows<{ currency: string; wallets: string }>(
    'SELECT currency, count(*) AS wallets FROM pg_temp.incoming_wallet GROUP BY currency',
  );
  return new Map(rows.map(({ currency, wallets }) => [currency, BigInt(wallets)]));
}
