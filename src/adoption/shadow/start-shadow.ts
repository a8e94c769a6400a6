import { type BulkConnection, inTransaction, takeBookLock } from '../../database/index.js';
import {
  lastRun,
  MAX_NAME,
  type Run,
  type ShadowSchema,
  shadowSchema,
  type Sql,
  stateOf,
} from '../../reader/index.js';
import type { Mapping } from '../mapping/mapping.js';
import {
  CAPTURED_EVENTS,
  captureSql,
  type Capturer,
  readTablesSql,
  triggerNames,
} from './capture-sql.js';
import { schemaSql } from './schema-sql.js';
import {
  findTables,
  literal,
  ShadowError,
  type ShadowedSource,
  type ShadowedTable,
} from './shadowed-table.js';
import { LOCK_TIMEOUT_MS, untilLocked } from './until-locked.js';

/** Reads the record, and follows. */
export const GATEWAY_ROLE = 'wallet_gateway';

export interface ShadowOptions {
  /** As its owner. */
  readonly connection: BulkConnection;
  readonly book: string;
  readonly mapping: Mapping;
}

export interface StartedShadow {
  readonly run: number;
  readonly tables: readonly ShadowedTable[];
  /** Owners in the authoritative source without a wallet, which the follower opens. */
  readonly missingWallets: number;
}

/** A shadow of the book runs already. */
export class ShadowRunsError extends ShadowError {}

/**
 * Installs the triggers on the mapped tables: all, or nothing. From its commit on every change is captured. A gateway, or
 * `onebook shadow start --follow`, then takes the present values over.
 * @param openMissing whether the follower may open wallets with an ADJUSTMENT: without it, owners without a wallet are a
 * reason to refuse, because `onebook import` opens them with an OPENING_BALANCE
 * @throws ShadowError if the mapping cannot be shadowed, or a shadow runs already
 */
export async function startShadow({
  connection: { source },
  book,
  mapping,
  openMissing,
}: ShadowOptions & { readonly openMissing: boolean }): Promise<StartedShadow> {
  const schema = shadowSchema(book);
  if (schema.name.length > MAX_NAME)
    throw new ShadowError(`BOOK ${book} is too long to be shadowed: use at most 48 characters`);
  await refuseWithoutBook(source, schema, book);
  const tables = await findTables(source, mapping);
  await refuseIfRunning(source, schema);
  const missingWallets = await countMissing(source, schema, tables);
  if (missingWallets > 0 && !openMissing)
    throw new ShadowError(
      `${missingWallets} owners in the authoritative source have no wallet in the book: run \`onebook import --mapping FILE\` first, ` +
        'which opens them with their balances, or pass --open-missing to open them with adjustments',
    );
  const locking = {
    ...{ sql: source, tables: () => tables.map(({ sql }) => sql), waitsForReaders: false },
  };
  const run = await untilLocked(locking, () =>
    inTransaction(source, async (manager) => {
      await takeBookLock(manager, book);
      await refuseIfRunning(manager, schema);
      await manager.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
      return install(manager, schema, tables);
    }),
  );
  return { run, tables, missingWallets };
}

async function refuseWithoutBook(sql: Sql, { book }: ShadowSchema, name: string): Promise<void> {
  const [row] = await sql.query<{ there: boolean }[]>(
    `SELECT to_regclass($1) IS NOT NULL AS there`,
    [`${book}.wallet`],
  );
  if (!row?.there)
    throw new ShadowError(`book ${name} is not in this database: run \`onebook migrate\` first`);
}

async function refuseIfRunning(sql: Sql, schema: ShadowSchema): Promise<void> {
  if ((await stateOf(sql, schema)) === 'foreign')
    throw new ShadowError(
      `schema ${schema.name} is there and is not of Onebook: drop or rename it`,
    );
  const run = await lastRun(sql, schema);
  if (run?.stoppedAt === null)
    throw new ShadowRunsError(
      `a shadow of this book runs since ${run.startedAt.toISOString()}: stop it first with \`onebook shadow stop --mapping FILE\`, with the mapping that it was started with`,
    );
}

/** Owners, by currency and wallet, whom the authoritative source has and the book has not. */
async function countMissing(
  sql: Sql,
  { book }: ShadowSchema,
  tables: readonly ShadowedTable[],
): Promise<number> {
  const table = tables.find(({ sources }) => sources.some(({ place }) => place === 0));
  const first = table?.sources.find(({ place }) => place === 0);
  if (!table || !first) return 0;
  const of = (at: number): string => table.cells[at] ?? 'NULL';
  const either = (value: ShadowedSource['currency']): string =>
    'cell' in value ? of(value.cell) : literal(value.text);
  const [row] = await sql.query<{ missing: number }[]>(
    `SELECT count(*)::float8 AS missing
       FROM (SELECT DISTINCT ${of(first.ownerCell)} AS owner_id, ${either(first.currency)} AS currency, ${either(first.wallet)} AS name
               FROM ONLY ${table.sql} r ${first.whereCell === undefined ? '' : `WHERE ${of(first.whereCell)} IS NOT NULL`}) o
      WHERE NOT EXISTS (SELECT FROM ${book}.wallet w
                         WHERE w.owner_id = o.owner_id AND w.currency = o.currency AND w.name = o.name)`,
  );
  return row?.missing ?? 0;
}

async function install(
  sql: Sql,
  schema: ShadowSchema,
  tables: readonly ShadowedTable[],
): Promise<number> {
  const s = schema.sql;
  if ((await stateOf(sql, schema)) === 'absent')
    for (const statement of schemaSql(s, schema.book, GATEWAY_ROLE)) await sql.query(statement);
  const run = ((await lastRun(sql, schema))?.number ?? 0) + 1;
  await sql.query(`INSERT INTO ${s}.run (number, started_at) VALUES ($1, clock_timestamp())`, [
    run,
  ]);
  for (const table of tables)
    for (const source of table.sources) await insertSource(sql, s, run, table, source);
  await sql.query(`DROP FUNCTION IF EXISTS ${s}.read_tables(integer)`);
  await sql.query(readTablesSql(s, tables));
  await sql.query(`REVOKE ALL ON FUNCTION ${s}.read_tables(integer) FROM PUBLIC`);
  // The locks last from here to the commit.
  for (const table of tables)
    for (const statement of captureSql(s, run, table, await insertCapturers(sql, s, run, table)))
      await sql.query(statement);
  return run;
}

function insertCapturers(
  sql: Sql,
  s: string,
  run: number,
  table: ShadowedTable,
): Promise<Capturer[]> {
  return sql.query<Capturer[]>(
    `INSERT INTO ${s}.capturer (run, table_number, operation)
     SELECT $1, $2, unnest($3::text[]) RETURNING id, operation AS event`,
    [run, table.number, CAPTURED_EVENTS],
  );
}

async function insertSource(
  sql: Sql,
  s: string,
  run: number,
  table: ShadowedTable,
  one: ShadowedSource,
): Promise<void> {
  const { source, currency, wallet } = one;
  await sql.query(
    `INSERT INTO ${s}.source (id, run, place, name, relation, relation_oid, amount_column, unit, table_number, where_cell,
                              owner_cell, amount_cell, currency_cell, currency, wallet_cell, wallet, columns)
     VALUES ((SELECT coalesce(max(id), 0) + 1 FROM ${s}.source), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      ...[run, one.place, source.name, table.sql, table.oid, source.amount, source.unit],
      ...[table.number, one.whereCell ?? null, one.ownerCell, one.amountCell],
      ...('cell' in currency ? [currency.cell, null] : [null, currency.text]),
      ...('cell' in wallet ? [wallet.cell, null] : [null, wallet.text]),
      one.columns,
    ],
  );
}

/**
 * Removes the triggers and their functions, takes in what they have captured last, and keeps all that was recorded.
 * @returns the number of the run
 * @throws ShadowError if no shadow runs
 */
export async function stopShadow({
  connection: { source },
  book,
}: Omit<ShadowOptions, 'mapping'>): Promise<number> {
  const schema = shadowSchema(book);
  const tables = () => shadowedTables(source, schema);
  return untilLocked({ sql: source, tables, waitsForReaders: true }, () =>
    inTransaction(source, async (manager) => {
      await takeBookLock(manager, book);
      await manager.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
      return removeShadow(manager, schema, await lockShadow(manager, schema));
    }),
  );
}

async function shadowedTables(sql: Sql, schema: ShadowSchema): Promise<string[]> {
  const rows = await sql.query<{ relation: string }[]>(
    `SELECT DISTINCT f.relation FROM ${schema.sql}.source f WHERE f.run = (SELECT max(r.number) FROM ${schema.sql}.run r)`,
  );
  return rows.map(({ relation }) => relation);
}

/**
 * Locks the run, which a following gateway locks too: a wait for it must not happen under the locks of the tables.
 * @throws ShadowError if no shadow runs
 */
export async function lockShadow(sql: Sql, schema: ShadowSchema): Promise<Run> {
  const run = await lastRun(sql, schema);
  if (run?.stoppedAt !== null)
    throw new ShadowError('no shadow of this book runs: there is nothing to stop');
  await sql.query(`SELECT FROM ${schema.sql}.run WHERE number = $1 FOR UPDATE`, [run.number]);
  return run;
}

/** Removes the triggers of a locked run. @returns its number */
export async function removeShadow(sql: Sql, schema: ShadowSchema, run: Run): Promise<number> {
  const s = schema.sql;
  const tables = await sql.query<{ number: number }[]>(
    `SELECT DISTINCT f.table_number AS number FROM ${s}.source f WHERE f.run = $1 ORDER BY 1`,
    [run.number],
  );
  const names = tables.flatMap(({ number }) => triggerNames(run.number, number));
  // By their functions: a table may have another name by now, and after a dump was restored another OID.
  const triggers = await sql.query<{ name: string; table: string }[]>(
    `SELECT quote_ident(t.tgname) AS name, format('%I.%I', n.nspname, c.relname) AS table
       FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
       JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE p.pronamespace = $1::regnamespace AND p.proname = ANY ($2) ORDER BY 2, 1`,
    [s, names],
  );
  for (const { name, table } of triggers) await sql.query(`DROP TRIGGER ${name} ON ${table}`);
  for (const name of names) await sql.query(`DROP FUNCTION IF EXISTS ${s}.${name}()`);
  await sql.query(`DROP FUNCTION IF EXISTS ${s}.read_tables(integer)`);
  // No writer is left, so what is captured now is all.
  await sql.query(`SELECT ${s}.digest(2147483647)`);
  await sql.query(`UPDATE ${s}.run SET stopped_at = clock_timestamp() WHERE number = $1`, [
    run.number,
  ]);
  return run.number;
}
