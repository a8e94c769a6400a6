import type { Sql } from '../../reader/index.js';
import { AdoptError } from './adopt-error.js';
import type { AdoptedSchema } from './adopted-schema.js';
import { type Balance, type LegacyTable, walletNameSql } from './legacy-table.js';
import { type Among, authoritative, comparedSql } from './sql/compare.js';

/** A moment from which on changes can be found. */
export interface Moment {
  /** All transactions before it had ended. */
  readonly xmin: string;
  readonly at: Date;
}

export async function readMoment(sql: Sql): Promise<Moment> {
  const [row] = await sql.query<Moment[]>(
    'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin, clock_timestamp() AS at',
  );
  if (!row) throw new Error('the database returned no row for its snapshot');
  return row;
}

/** A commit of the book writes its entries within this time before it ends. */
const COMMIT_MS = 60_000;

/**
 * Brings the book to the first source, whose column is right as long as the old system writes to it: the last time that the
 * book follows it.
 * @param among which rows are compared: all by default, which a plan has to have looked at
 */
export async function follow(
  sql: Sql,
  schema: AdoptedSchema,
  tables: readonly LegacyTable[],
  among?: Among,
): Promise<void> {
  const { table, balance } = authoritative(tables);
  await sql.query(
    `SELECT count(${schema.s}.change(c.wallet_id, ARRAY[$1::text], c.minor - c.cash, 'onebook adopt', false, true))
       FROM (${comparedSql(balance, table, among, schema)}) c WHERE c.minor <> c.cash`,
    [balance.name],
  );
}

/**
 * Follows what either side changed since a moment, and opens the wallets of rows that came.
 * @throws AdoptError for a row that cannot be adopted
 */
export async function followSince(
  sql: Sql,
  schema: AdoptedSchema,
  tables: readonly LegacyTable[],
  since: Moment,
): Promise<void> {
  const { table, balance } = authoritative(tables);
  const among = changedSince(balance, since);
  await sql.query(
    `SELECT count(${schema.s}.open_wallet(c.owner, c.currency, c.name))
       FROM (${comparedSql(balance, table, among, schema)}) c WHERE c.wallet_id IS NULL AND c.minor IS NOT NULL`,
  );
  for (const one of tables)
    for (const each of one.balances)
      await refuseWrong(sql, each, comparedSql(each, one, changedSince(each, since), schema));
  await follow(sql, schema, tables, among);
}

/** @returns how many wallets this transaction brings to the balance of the first source */
export async function countFollowed(sql: Sql, { s }: AdoptedSchema): Promise<number> {
  const [row] = await sql.query<{ wallets: number }[]>(
    `SELECT count(*)::float8 AS wallets FROM ${s}.moved m WHERE m.xact = pg_current_xact_id() AND m.amount <> 0`,
  );
  return row?.wallets ?? 0;
}

/** Rows that came, or became what they are, after the adoption was planned. */
async function refuseWrong(sql: Sql, balance: Balance, compared: string): Promise<void> {
  const [wrong] = await sql.query<{ owner: string | null; value: string | null }[]>(
    `SELECT c.owner, c.value FROM (${compared}) c
      WHERE c.wallet_id IS NULL ${balance.isAuthoritative ? 'OR c.minor IS NULL' : ''} LIMIT 1`,
  );
  if (wrong)
    throw new AdoptError(
      `source ${balance.name}: the row of ${wrong.owner ?? 'no owner'} with ${wrong.value ?? 'no balance'} has come meanwhile, and the book ` +
        'has no wallet for it or cannot hold it: mend it, and adopt again',
    );
}

/**
 * Rows that a transaction wrote which had not ended at the moment, and rows whose wallet has entries since then. The time is
 * for the index, and the writer decides: age() counts from the present, so it compares ids of transactions across their
 * wraparound.
 */
function changedSince(balance: Balance, { at, xmin }: Moment): Among {
  const { owner, currency, wallet } = walletNameSql(balance, 'r');
  const from = new Date(at.getTime() - COMMIT_MS).toISOString();
  const age = `age('${xmin}'::xid8::xid)`;
  return {
    with: `fresh AS MATERIALIZED (
        SELECT DISTINCT e.account_id FROM entry e WHERE e.created_at >= '${from}' AND age(e.xmin) <= ${age}),
      booked AS MATERIALIZED (
        SELECT w.owner, w.currency, w.name
          FROM fresh CROSS JOIN LATERAL (
               SELECT w.owner_id::text AS owner, w.currency::text, w.name::text
                 FROM account a JOIN wallet w ON w.id = a.wallet_id WHERE a.id = fresh.account_id OFFSET 0) w)`,
    where: `age(r.xmin) <= ${age} OR (${owner}, ${currency}, ${wallet}) IN (SELECT * FROM booked)`,
  };
}
