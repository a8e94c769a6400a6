import type { Sql } from '../../reader/index.js';
import { AdoptError } from './adopt-error.js';
import type { AdoptedSchema } from './adopted-schema.js';
import { type Balance, type LegacyTable, walletNameSql } from './legacy-table.js';
import { authoritative, comparedSql } from './sql/compare.js';

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
 * @param since compares only what either side changed since then
 * @returns how many wallets got an adjustment
 * @throws AdoptError for a row that cannot be adopted
 */
export async function bringUpToDate(
  sql: Sql,
  schema: AdoptedSchema,
  tables: readonly LegacyTable[],
  since?: Moment,
): Promise<number> {
  if (!since) return bringRows(sql, schema, tables, () => 'true');
  // Apart from each other: PostgreSQL has no fast way to find the rows of which one or the other is true.
  return (
    (await bringRows(sql, schema, tables, () => writtenSince(since))) +
    (await bringRows(sql, schema, tables, (balance) => bookedSince(balance, since)))
  );
}

async function bringRows(
  sql: Sql,
  schema: AdoptedSchema,
  tables: readonly LegacyTable[],
  among: (balance: Balance) => string,
): Promise<number> {
  const { s } = schema;
  const { table, balance } = authoritative(tables);
  const compared = comparedSql(balance, table, among(balance), schema);
  await sql.query(
    `SELECT count(${s}.open_wallet(c.owner, c.currency, c.name))
       FROM (${compared}) c WHERE c.wallet_id IS NULL AND c.minor IS NOT NULL`,
  );
  for (const one of tables)
    for (const each of one.balances)
      await refuseWrong(sql, each, comparedSql(each, one, among(each), schema));
  const [row] = await sql.query<{ changed: number }[]>(
    `SELECT count(${s}.change(c.wallet_id, ARRAY[$1::text], c.minor - c.cash, 'onebook adopt', NULL, false, true))::float8 AS changed
       FROM (${compared}) c WHERE c.minor <> c.cash`,
    [balance.name],
  );
  return row?.changed ?? 0;
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

/** Rows that a transaction wrote which had not ended at the moment. */
function writtenSince({ xmin }: Moment): string {
  // age() counts from the present, so it compares ids of transactions across their wraparound.
  return `age(r.xmin) <= age('${xmin}'::xid8::xid)`;
}

/** Rows whose wallet has entries since then. The time is for the index, and the writer decides. */
function bookedSince(balance: Balance, since: Moment): string {
  const { owner, currency, wallet } = walletNameSql(balance, 'r');
  const at = new Date(since.at.getTime() - COMMIT_MS).toISOString();
  return `(${owner}, ${currency}, ${wallet}) IN (
    SELECT w.owner_id::text, w.currency, w.name FROM entry e JOIN account a ON a.id = e.account_id JOIN wallet w ON w.id = a.wallet_id
     WHERE e.created_at >= '${at}' AND age(e.xmin) <= age('${since.xmin}'::xid8::xid))`;
}
