import { cashSql, lastRun, type Sql, shadowSchema } from '../../reader/index.js';
import type { Mapping } from '../mapping/mapping.js';
import { refuseUnknownCurrenciesIn } from '../shadow/known-currencies.js';
import { AdoptError } from './adopt-error.js';
import { type AdoptedSchema, lastAdoption, adoptedState } from './adopted-schema.js';
import { authoritative, comparedSql } from './sql/compare.js';
import { findSurroundings, type Surroundings } from './surroundings.js';
import { type Replaced, replacedNumbers } from './replaced-numbers.js';
import { type Balance, findLegacyTables, type LegacyTable, walletNameSql } from './legacy-table.js';

/** What an adoption does. */
export interface AdoptionPlan {
  readonly tables: readonly LegacyTable[];
  readonly wallets: number;
  /** By how much the first source and the book differ, by currency: these become ADJUSTMENTs of the adoption. */
  readonly differences: readonly Difference[];
  /** What columns beside the first source show after it instead of their own numbers. */
  readonly replaced: readonly Replaced[];
  /** Cash of wallets as the first source names them, whose owners have no row there, by currency. */
  readonly withoutRow: readonly (Difference & { readonly owners: readonly string[] })[];
  /** Whether a shadow of the book runs, which the adoption ends. */
  readonly endsShadow: boolean;
  readonly surroundings: Surroundings;
}

export interface Difference {
  readonly currency: string;
  readonly wallets: number;
  /** Decimal text in major units: the sum of the amounts, each without its sign. */
  readonly sum: string;
}

/**
 * Finds out what an adoption would do, and refuses what cannot be adopted as it is. Changes nothing.
 * @throws ShadowError, AdoptError
 */
export async function planAdoption(
  sql: Sql,
  schema: AdoptedSchema,
  book: string,
  mapping: Mapping,
): Promise<AdoptionPlan> {
  await refuseIfAdopted(sql, schema);
  await refuseUnknownCurrenciesIn(sql, mapping);
  const tables = await findLegacyTables(sql, mapping);
  for (const table of tables)
    for (const balance of table.balances) {
      await refuseColumn(sql, table, balance);
      await refuseDuplicates(sql, table, balance);
      await refuseValues(sql, table, balance);
    }
  const { table, balance } = authoritative(tables);
  const [counted] = await sql.query<{ wallets: number }[]>(
    `SELECT count(*)::float8 AS wallets FROM ONLY ${table.sql}`,
  );
  const shadow = shadowSchema(book);
  const run = await lastRun(sql, shadow);
  return {
    tables,
    wallets: counted?.wallets ?? 0,
    differences: await differencesOf(sql, table, balance),
    replaced: await replacedNumbers(sql, tables),
    withoutRow: await withoutRow(sql, table, balance),
    endsShadow: run?.stoppedAt === null,
    surroundings: await findSurroundings(sql, book, tables, mapping),
  };
}

async function refuseIfAdopted(sql: Sql, schema: AdoptedSchema): Promise<void> {
  if ((await adoptedState(sql, schema)) === 'foreign')
    throw new AdoptError(`schema ${schema.name} is there and is not of Onebook: drop or rename it`);
  const last = await lastAdoption(sql, schema);
  if (last?.undoneAt === null)
    throw new AdoptError(
      `${last.sources.join(', ')} is adopted since ${last.adoptedAt.toISOString()}: undo it first with \`onebook adopt --undo --yes --mapping FILE\`, with the mapping of that adoption`,
    );
}

/** A column that cannot show every balance of its currency would show a wrong one. */
async function refuseColumn(sql: Sql, table: LegacyTable, balance: Balance): Promise<void> {
  const { column, unit, name } = balance;
  const code = walletNameSql(balance, 'r').currency;
  const codes = await sql.query<{ code: string; digits: number | null }[]>(
    `SELECT DISTINCT ${code} AS code, (SELECT c.digits FROM currency c WHERE c.code = ${code}) AS digits FROM ONLY ${table.sql} r`,
  );
  const unknown = codes.find(({ digits }) => digits === null);
  if (unknown)
    throw new AdoptError(
      `source ${name} has balances in ${unknown.code}, which is not a currency of the book`,
    );
  if (unit === 'minor') return;
  const digits = Math.max(0, ...codes.map((one) => one.digits ?? 0));
  const scale = column.typeName.startsWith('int') ? 0 : column.scale;
  if (scale !== null && scale < digits)
    throw new AdoptError(
      `source ${name} is of type ${column.type}, which cannot show the ${digits} digits of its currency: widen the column first, ` +
        `such as ALTER TABLE ${table.sql} ALTER COLUMN "${column.name}" TYPE numeric(38, ${digits})`,
    );
}

async function refuseDuplicates(sql: Sql, table: LegacyTable, balance: Balance): Promise<void> {
  const { owner, currency, wallet } = walletNameSql(balance, 'r');
  const [twice] = await sql.query<{ owner: string | null; rows: number }[]>(
    `SELECT n.owner, count(*)::float8 AS rows
       FROM (SELECT ${owner} AS owner, ${currency} AS currency, ${wallet} AS wallet FROM ONLY ${table.sql} r) n
      GROUP BY n.owner, n.currency, n.wallet HAVING count(*) > 1 OR n.owner IS NULL ORDER BY 1 LIMIT 1`,
  );
  if (twice)
    throw new AdoptError(
      twice.owner === null
        ? `source ${balance.name} has a row without an owner: delete it or give it one`
        : `source ${balance.name} has ${twice.rows} rows of ${twice.owner}, and each would show the whole balance: leave one`,
    );
}

async function refuseValues(sql: Sql, table: LegacyTable, balance: Balance): Promise<void> {
  const [wrong] = await sql.query<
    { owner: string; value: string; count: number; missing: boolean }[]
  >(
    `SELECT x.owner, x.value, x.missing, count(*) OVER ()::float8 AS count
       FROM (SELECT c.owner, c.value, c.wallet_id IS NULL AS missing FROM (${comparedSql(balance, table)}) c
              WHERE c.wallet_id IS NULL ${balance.isAuthoritative ? 'OR c.minor IS NULL' : ''}) x
      ORDER BY x.missing DESC, x.owner LIMIT 1`,
  );
  if (!wrong) return;
  const others = wrong.count > 1 ? ` and ${wrong.count - 1} others` : '';
  throw new AdoptError(
    wrong.missing
      ? `source ${balance.name}: ${wrong.owner}${others} have no wallet in the book: run \`onebook import\` first` +
          (balance.isAuthoritative ? '' : ', and give them a row in the first source')
      : `source ${balance.name}: ${wrong.owner}${others} have a balance that the book cannot hold (${wrong.value}): mend it first`,
  );
}

async function differencesOf(
  sql: Sql,
  table: LegacyTable,
  balance: Balance,
): Promise<Difference[]> {
  return sql.query<Difference[]>(
    `SELECT d.currency, count(*)::float8 AS wallets,
            round(sum(abs(d.minor - d.cash)) / power(10::numeric, c.digits), c.digits)::text AS sum
       FROM (${comparedSql(balance, table)}) d JOIN currency c ON c.code = d.currency
      WHERE d.minor <> d.cash GROUP BY d.currency, c.digits ORDER BY 1`,
  );
}

/** The owners with the most money. */
const OWNERS_SHOWN = 5;

/** Rows that were deleted after the import, or money that the book has had of its own. */
function withoutRow(
  sql: Sql,
  table: LegacyTable,
  balance: Balance,
): Promise<AdoptionPlan['withoutRow']> {
  const { owner, currency, wallet } = walletNameSql(balance, 'r');
  const isFixed = 'constant' in balance.currency && 'constant' in balance.wallet;
  const named = `SELECT ${currency}::text AS currency, ${wallet}::text AS name`;
  return sql.query<(Difference & { owners: string[] })[]>(
    `SELECT w.currency, count(*)::float8 AS wallets, (array_agg(w.owner_id::text ORDER BY abs(h.cash) DESC, w.owner_id))[1:${OWNERS_SHOWN}] AS owners,
            round(sum(abs(h.cash)) / power(10::numeric, c.digits), c.digits)::text AS sum
       FROM (${isFixed ? named : `${named} FROM ONLY ${table.sql} r GROUP BY 1, 2`}) k
       JOIN wallet w ON w.currency = k.currency AND w.name = k.name
       JOIN currency c ON c.code = w.currency
      CROSS JOIN LATERAL (SELECT coalesce(${cashSql('w.id')}, 0) AS cash) h
      WHERE h.cash <> 0 AND NOT EXISTS (
            SELECT FROM ONLY ${table.sql} r WHERE ${owner} = w.owner_id AND ${currency} = w.currency AND ${wallet} = w.name)
      GROUP BY w.currency, c.digits ORDER BY 1`,
  );
}
