import type { EntityManager } from 'typeorm';
import { IMPORTER } from '../../../domain/index.js';
import { CREATE_INCOMING, INDEX_INCOMING, nthIdSql } from '../../../ledger/index.js';
import { cashSql, systemBalanceSql } from '../../../reader/index.js';
import type { RowWord } from '../report.js';
import {
  CREATE_PAST,
  CREATE_PAST_WALLET,
  REFUSE_IMPOSSIBLE_HOLDS,
  REFUSE_PAST_OF_NONE,
  REFUSE_PAST_OF_OPEN,
  REFUSE_UNCOVERED_HOLDS,
  SAME_WALLET,
} from './past.js';
import { PART_OF_HISTORY_REASON } from '../staging/reasons.js';
import type { ImportSession } from '../session/session.js';

/** Rows for one commit, unless the import says otherwise: wallets, and their transactions. */
const BATCH_ROWS = 10_000;

/** One commit of an import. */
export interface PlannedBatch {
  readonly batch: number;
  readonly wallets: number;
  /** Whether it has transactions with times of their own. */
  readonly isPast: boolean;
  /** Whether it has wallets that are in the book already, without a transaction. */
  readonly hasOpen: boolean;
}

/** SQL of an amount of minor units in the currency's digits. */
const amountSql = (amount: string): string =>
  `round(${amount} / power(10::numeric, (SELECT digits FROM currency WHERE code = w.currency)), (SELECT digits FROM currency WHERE code = w.currency))::text`;

/**
 * What each wallet of the sources is in the book. A wallet comes in if it is NEW, or OPEN: in the book without a
 * transaction. One that is USED stays as it is.
 */
const CREATE_WANTED = `
  CREATE TEMP TABLE wanted AS
  SELECT c.currency, c.owner_id, c.name, c.a0 AS target, c.n0, c.line, c.metadata, w.id AS book_id, false AS is_partial,
         CASE WHEN w.id IS NULL THEN 'NEW'
              WHEN EXISTS (SELECT FROM transaction t WHERE t.wallet_id = w.id)
                   OR EXISTS (SELECT FROM account a WHERE a.wallet_id = w.id) THEN 'USED'
              WHEN w.status = 'CLOSED' THEN 'CLOSED'
              ELSE 'OPEN' END AS state
    FROM pg_temp.compared c
    LEFT JOIN wallet w ON w.owner_id = c.owner_id AND w.currency = c.currency AND w.name = c.name`;

/** A balance that depends on the history depends on all of it: without one of its lines it would be another. */
const REFUSE_PARTS = `
  UPDATE pg_temp.wanted w SET target = NULL, is_partial = true
   WHERE EXISTS (SELECT FROM pg_temp.staged_line l
                  WHERE ${SAME_WALLET('w', 'l')} AND l.reason IS NOT NULL)`;

/**
 * What the old system deducted as it was requested is still the owner's, and is held. A balance below zero stays one,
 * and a wallet without a past in the book holds nothing.
 */
const ADD_DEDUCTED = `
  UPDATE pg_temp.wanted w SET target = w.target + h.held
    FROM (SELECT l.currency, l.owner_id, l.name, sum(l.amount) AS held
            FROM pg_temp.staged_line l
           WHERE l.status = 'PENDING' AND l.kind IN ('WITHDRAWAL', 'PURCHASE') GROUP BY l.currency, l.owner_id, l.name) h
   WHERE ${SAME_WALLET('w', 'h')} AND w.target >= 0 AND w.state <> 'OPEN'`;

/** Wallets that cannot come in as the first source has them. */
const CREATE_REFUSED = `
  CREATE TEMP TABLE refused AS
  SELECT r.* FROM (
    SELECT w.currency, w.owner_id, w.name, w.line,
           CASE WHEN w.target < 0
                THEN 'the balance is ' || ${amountSql('w.target')} || ', and a wallet cannot be below zero'
                WHEN w.state = 'CLOSED' AND w.target > 0 THEN 'the wallet is closed in the book'
                WHEN w.state = 'USED' AND w.target > 0 AND u.first_by IS DISTINCT FROM '${IMPORTER}'
                     AND w.target IS DISTINCT FROM u.cash
                THEN 'the wallet has transactions in the book that no import wrote, and a balance of '
                     || ${amountSql('coalesce(u.cash, 0)')} || ' there: adjust it in the book'
                WHEN w.is_partial THEN '${PART_OF_HISTORY_REASON}'
                WHEN w.state IN ('USED', 'CLOSED') AND h.lines <> coalesce(u.lines, 0)
                THEN 'the sources have ' || h.lines || ' lines of its history and the book has ' || coalesce(u.lines, 0)
                     || ': a history comes in with its wallet, and is not added to one that the book has' END AS reason
      FROM pg_temp.wanted w
      LEFT JOIN LATERAL (
             SELECT (SELECT t.initiated_by FROM transaction t WHERE t.wallet_id = w.book_id ORDER BY t.position LIMIT 1) AS first_by,
                    ${cashSql('w.book_id')} AS cash,
                    (SELECT count(*) FROM transaction t
                      WHERE t.wallet_id = w.book_id AND t.initiated_by = '${IMPORTER}' AND t.kind <> 'OPENING_BALANCE') AS lines
              WHERE w.state IN ('CLOSED', 'USED')) u ON true
      LEFT JOIN (SELECT currency, owner_id, name, count(*) AS lines FROM pg_temp.staged_line
                  WHERE name IS NOT NULL GROUP BY 1, 2, 3) h ON ${SAME_WALLET('h', 'w')}
     WHERE w.target < 0 OR w.is_partial OR w.state IN ('CLOSED', 'USED')) r
   WHERE r.reason IS NOT NULL`;

const COMES_IN = `w.state IN ('NEW', 'OPEN') AND w.target >= 0`;

/** SQL of what an opening says: the row that it comes from, and what it opens. */
const openingSql = (direction: 'CREDIT' | 'DEBIT', part: string): string =>
  `jsonb_build_object('origin', jsonb_build_object('source', $1::text, 'row', $3::text || ' ' || w.line),
                                    'direction', '${direction}', 'part', ${part})`;

/** Of ids: a time and a secret, for wallets, accounts and transactions each. */
const ID_SEEDS = `
  SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS at, gen_random_uuid()::text AS wallets,
         gen_random_uuid()::text AS accounts, gen_random_uuid()::text AS transactions`;

interface IdSeeds {
  readonly at: string;
  readonly wallets: string;
  readonly accounts: string;
  readonly transactions: string;
}

/**
 * The wallets, in the order of batches: that in which the ledger inserts them, so the indexes of ids and of owners grow at
 * one place.
 */
const FILL_WALLETS = `
  INSERT INTO pg_temp.incoming_wallet
    (batch, n, owner_id, currency, name, owner_number, metadata, began, is_open, wallet_id, cash_id, held_id)
  SELECT ((s.rows - 1) / $1::bigint)::integer, s.n, s.owner_id, s.currency, s.name, s.owner_number, s.metadata, s.began, s.is_open,
         coalesce(s.book_id, ${nthIdSql('$2::bigint', '$3::text', 's.n')}),
         CASE WHEN s.moves THEN ${nthIdSql('$2::bigint', '$4::text', '(2 * s.n)')} END,
         CASE WHEN s.holds THEN ${nthIdSql('$2::bigint', '$4::text', '(2 * s.n + 1)')} END
    FROM (SELECT w.owner_id, w.currency, w.name, w.metadata, w.book_id, w.state = 'OPEN' AS is_open,
                 h.began - CASE WHEN h.before > 0 THEN interval '1 millisecond' ELSE interval '0' END AS began,
                 coalesce(last.owner_number, 0)
                   + count(*) FILTER (WHERE w.state = 'NEW') OVER (PARTITION BY w.owner_id COLLATE "C"
                       ORDER BY w.currency COLLATE "C", w.name COLLATE "C" ROWS UNBOUNDED PRECEDING) AS owner_number,
                 row_number() OVER along AS n, (sum((1 + coalesce(counted.lines, 0))::integer) OVER along) AS rows,
                 w.target > 0 OR coalesce(h.moves, false) OR coalesce(h.before, 0) > 0 AS moves,
                 coalesce(h.holds, false) AS holds
            FROM pg_temp.wanted w
            LEFT JOIN pg_temp.past_wallet h ON ${SAME_WALLET('h', 'w')}
            LEFT JOIN (SELECT currency, owner_id, name, count(*) AS lines FROM pg_temp.past GROUP BY 1, 2, 3) counted
                   ON ${SAME_WALLET('counted', 'w')}
            LEFT JOIN LATERAL (
                   SELECT b.owner_number FROM wallet b WHERE b.owner_id = w.owner_id
                    ORDER BY b.owner_number DESC LIMIT 1) last ON true
           WHERE ${COMES_IN} AND (w.state = 'NEW' OR w.target > 0 OR counted.lines > 0)
          WINDOW along AS (ORDER BY w.owner_id COLLATE "C", w.currency COLLATE "C", w.name COLLATE "C"
                           ROWS UNBOUNDED PRECEDING)) s`;

/** The transactions of these wallets: openings, and the history. */
const FILL_TRANSACTIONS = `
  INSERT INTO pg_temp.incoming_transaction
    (batch, n, ord, id, kind, status, amount, at, reference, description, details)
  SELECT t.batch, t.n, t.ord, ${nthIdSql('$2::bigint', '$4::text', 't.place')}, t.kind, t.status, t.amount, t.at,
         t.reference, t.description, t.details
    FROM (SELECT u.*, row_number() OVER (ORDER BY u.n, u.ord) AS place FROM (
          SELECT i.batch, i.n, 0 AS ord, 'OPENING_BALANCE' AS kind, 'COMPLETED' AS status,
                 coalesce(h.before, w.target) AS amount, i.began AS at, NULL AS reference, NULL AS description,
                 ${openingSql('CREDIT', `CASE WHEN h.before IS NULL THEN 'WHOLE' ELSE 'BEFORE_HISTORY' END`)} AS details
            FROM pg_temp.incoming_wallet i
            JOIN pg_temp.wanted w ON ${SAME_WALLET('w', 'i')}
            LEFT JOIN pg_temp.past_wallet h ON ${SAME_WALLET('h', 'i')}
           WHERE coalesce(h.before, w.target) > 0
           UNION ALL
          SELECT i.batch, i.n, p.ord, p.kind, p.status, p.amount, p.at, p.reference, p.description,
                 CASE p.kind WHEN 'ADJUSTMENT'
                      THEN jsonb_build_object('direction', CASE WHEN p.amount < 0 THEN 'DEBIT' ELSE 'CREDIT' END)
                      ELSE '{}' END
            FROM pg_temp.incoming_wallet i JOIN pg_temp.past p ON ${SAME_WALLET('p', 'i')}
           UNION ALL
          SELECT i.batch, i.n, 1e9::bigint, 'OPENING_BALANCE', 'COMPLETED', h.after, NULL, NULL, NULL,
                 ${openingSql('DEBIT', `'AFTER_HISTORY'`)}
            FROM pg_temp.incoming_wallet i
            JOIN pg_temp.wanted w ON ${SAME_WALLET('w', 'i')}
            JOIN pg_temp.past_wallet h ON ${SAME_WALLET('h', 'i')}
           WHERE h.after < 0) u) t`;

export interface PlanOptions {
  /** The name of the authoritative source, which the openings name as their origin. */
  readonly source: string;
  /** What a row of it is called: line of a file, or row. */
  readonly rowWord: RowWord;
  readonly hasHistory: boolean;
  /** Whether the history itself is the authoritative source. */
  readonly isAuthority: boolean;
  /** Whether the authoritative balance lacks what is pending. */
  readonly isDeducted: boolean;
  /** Most rows of one commit; a wallet with more of its own has a commit of its own. */
  readonly batchRows?: number | undefined;
}

/**
 * Decides what of the compared sources comes in, and hands it to the ledger's incoming tables.
 */
export async function planImport(
  session: ImportSession,
  { source, rowWord, hasHistory, isAuthority, isDeducted, batchRows = BATCH_ROWS }: PlanOptions,
): Promise<PlannedBatch[]> {
  await session.run(CREATE_WANTED, 'ANALYZE pg_temp.wanted');
  if (isAuthority || isDeducted) await session.run(REFUSE_PARTS);
  if (isDeducted) await session.run(ADD_DEDUCTED);
  await session.run(CREATE_REFUSED);
  if (hasHistory)
    await session.run(
      ...['ANALYZE pg_temp.staged_line', REFUSE_PAST_OF_NONE],
      ...[REFUSE_PAST_OF_OPEN, REFUSE_UNCOVERED_HOLDS],
    );
  await session.run(CREATE_PAST, CREATE_PAST_WALLET);
  if (hasHistory)
    await session.run(
      ...[REFUSE_IMPOSSIBLE_HOLDS, 'ANALYZE pg_temp.past', 'ANALYZE pg_temp.past_wallet'],
      `DELETE FROM pg_temp.past p USING pg_temp.staged_line l WHERE l.line = p.line AND l.reason IS NOT NULL`,
      // Of the lines that are left. What they add up to is the same: those that went moved nothing.
      ...['DROP TABLE pg_temp.past_wallet', CREATE_PAST_WALLET],
    );
  await session.run(...CREATE_INCOMING);
  const [seeds] = await session.rows<IdSeeds>(ID_SEEDS);
  if (!seeds) throw new Error('the database returned no seeds for ids');
  await session.rows(FILL_WALLETS, [batchRows, seeds.at, seeds.wallets, seeds.accounts]);
  await session.run('ANALYZE pg_temp.incoming_wallet');
  await session.rows(FILL_TRANSACTIONS, [source, seeds.at, rowWord, seeds.transactions]);
  await session.run(...INDEX_INCOMING);
  return session.rows<PlannedBatch>(
    `SELECT w.batch, count(*)::integer AS wallets, bool_or(w.is_open) AS "hasOpen",
            EXISTS (SELECT FROM pg_temp.incoming_transaction t WHERE t.batch = w.batch AND t.at IS NOT NULL) AS "isPast"
       FROM pg_temp.incoming_wallet w GROUP BY w.batch ORDER BY w.batch`,
  );
}

/** The sums of what comes in, by currency, in minor units: no chain gets more than this. */
export async function sumsOfPlan(
  session: ImportSession,
): Promise<readonly { readonly currency: string; readonly sum: bigint }[]> {
  const rows = await session.rows<{ currency: string; sum: string }>(
    `SELECT w.currency, sum(abs(t.amount)) + abs(coalesce(${systemBalanceSql(`'OPENING'`, 'w.currency')}, 0)) AS sum
       FROM pg_temp.incoming_transaction t JOIN pg_temp.incoming_wallet w ON w.batch = t.batch AND w.n = t.n
      GROUP BY w.currency`,
  );
  return rows.map(({ currency, sum }) => ({ currency, sum: BigInt(sum) }));
}

/**
 * Makes a batch fit the book as it is now: locks the wallets that were open as it was planned, and leaves out those that
 * are in use by now. The next run looks at them again.
 */
export async function refreshBatch(manager: EntityManager, batch: number): Promise<void> {
  await manager.query(
    `SELECT w.id FROM wallet w
      WHERE w.id IN (SELECT wallet_id FROM pg_temp.incoming_wallet WHERE batch = $1 AND is_open)
      ORDER BY w.id FOR UPDATE`,
    [batch],
  );
  const left = await manager.query<{ n: string }[]>(
    `SELECT i.n FROM pg_temp.incoming_wallet i
       JOIN wallet w ON w.owner_id = i.owner_id AND w.currency = i.currency AND w.name = i.name
      WHERE i.batch = $1
        AND (NOT i.is_open OR w.status = 'CLOSED'
             OR EXISTS (SELECT FROM transaction t WHERE t.wallet_id = w.id)
             OR EXISTS (SELECT FROM account a WHERE a.wallet_id = w.id))`,
    [batch],
  );
  if (left.length === 0) return;
  const values = [batch, left.map(({ n }) => n)];
  for (const table of ['incoming_transaction', 'incoming_wallet'])
    await manager.query(`DELETE FROM pg_temp.${table} WHERE batch = $1 AND n = ANY($2)`, values);
}
