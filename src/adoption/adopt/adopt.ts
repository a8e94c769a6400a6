import { type BulkConnection, inTransaction, takeBookLock } from '../../database/index.js';
import { adoptedTablesSql, changeFunctionsSql, postFunctionsSql } from '../../ledger/index.js';
import { quoted, type Sql, shadowSchema } from '../../reader/index.js';
import type { Mapping } from '../mapping/mapping.js';
import { AdoptError } from './adopt-error.js';
import type { Named } from './dependents.js';
import { lockShadow, removeShadow } from '../shadow/start-shadow.js';
import { LOCK_TIMEOUT_MS, untilLocked } from '../shadow/until-locked.js';
import { normalisedSql } from '../statement-text.js';
import {
  adoptedSchema,
  type AdoptedSchema,
  createSchemaSql,
  lastAdoption,
  adoptedState,
} from './adopted-schema.js';
import { countFollowed, follow, followSince, readMoment } from './follow.js';
import { guardSql } from './sql/guard.js';
import type { LegacyTable } from './legacy-table.js';
import { type AdoptionPlan, planAdoption } from './plan.js';
import { amountFunctionsSql } from './sql/amount-functions.js';
import { rowTriggersSql } from './sql/row-triggers.js';
import { statementFunctionsSql } from './sql/statement-functions.js';
import { lockModeFunctionsSql } from './sql/lock-mode.js';
import { passFunctionsSql } from './sql/rows.js';
import { viewSql } from './sql/view.js';
import { closeSchemas, makeRows, openView } from './rights.js';

export interface AdoptOptions {
  /** As the owner of the book and of the mapped tables. */
  readonly connection: BulkConnection;
  readonly book: string;
  readonly mapping: Mapping;
  /** How often it tries to lock the tables. */
  readonly lockAttempts?: number;
}

export interface Adopted {
  readonly number: number;
  readonly plan: AdoptionPlan;
  /** Wallets that were brought to the balance of the first source as the old system stopped writing to its column. */
  readonly adjusted: number;
  /** How long statements of the old system had to wait for it, in milliseconds. */
  readonly blockedMs: number;
}

/**
 * Puts each mapped table behind a view of its name, in one transaction. From its commit on, the balance columns read the
 * book, and writes to them are ADJUSTMENTs in the transaction of the statement. Statements that were waiting go on, on the view.
 * @throws ShadowError, AdoptError: nothing was changed
 */
export async function adopt({
  connection: { source },
  book,
  mapping,
  lockAttempts,
}: AdoptOptions): Promise<Adopted> {
  const schema = adoptedSchema(book);
  let tables: readonly string[] = [];
  const locking = {
    ...{ sql: source, tables: () => tables, waitsForReaders: true, attempts: lockAttempts },
  };
  return untilLocked(locking, () =>
    inTransaction(source, async (sql) => {
      await takeBookLock(sql, book);
      await sql.query(`SET LOCAL search_path = ${schema.b}, pg_temp`);
      const planned = await readMoment(sql);
      const plan = await planAdoption(sql, schema, book, mapping);
      tables = plan.tables.map(({ sql: name }) => name);
      await sql.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
      const number = await prepare(sql, schema, plan, mapping);
      const shadow = shadowSchema(book);
      const run = plan.endsShadow ? await lockShadow(sql, shadow) : undefined;
      // The old system does not wait for the long comparison, nor for what changed during that one.
      await follow(sql, schema, plan.tables);
      const compared = await readMoment(sql);
      await followSince(sql, schema, plan.tables, planned);
      const began = performance.now();
      await sql.query(`LOCK TABLE ${tables.join(', ')} IN ACCESS EXCLUSIVE MODE`);
      if (run) await removeShadow(sql, shadow, run);
      await followSince(sql, schema, plan.tables, compared);
      const adjusted = await countFollowed(sql, schema);
      const { drop, rebind, restore } = plan.surroundings;
      // A body is checked when it is called, as it was before.
      await sql.query('SET LOCAL check_function_bodies = off');
      for (const statement of drop) await sql.query(statement);
      for (const { sql: table, base } of plan.tables)
        await sql.query(`ALTER TABLE ${table} RENAME TO ${quoted(base)}`);
      await makeRows(sql, schema, plan.tables);
      for (const table of plan.tables) await putBehindView(sql, schema, table);
      for (const one of rebind) await makeAgain(sql, one);
      for (const [place, { name, sql: statement }] of restore.entries())
        await sql.query(
          `INSERT INTO ${schema.s}.removed (adoption, place, name, restore) VALUES ($1, $2, $3, $4)`,
          [number, place, name, statement],
        );
      await closeSchemas(sql, schema, plan.tables);
      return { number, plan, adjusted, blockedMs: performance.now() - began };
    }),
  );
}

/** Everything that needs no lock on the old tables. @returns the number of the adoption */
async function prepare(
  sql: Sql,
  schema: AdoptedSchema,
  plan: AdoptionPlan,
  mapping: Mapping,
): Promise<number> {
  const { s } = schema;
  const number = ((await lastAdoption(sql, schema))?.number ?? 0) + 1;
  if ((await adoptedState(sql, schema)) === 'absent')
    for (const statement of createSchemaSql(schema)) await sql.query(statement);
  for (const statement of [
    ...adoptedTablesSql(s),
    normalisedSql(s),
    ...postFunctionsSql(schema),
    ...changeFunctionsSql(schema),
    ...amountFunctionsSql(schema),
    ...statementFunctionsSql(schema),
    ...lockModeFunctionsSql(schema),
    ...passFunctionsSql(schema),
  ])
    await sql.query(statement);
  await sql.query(
    `INSERT INTO ${s}.adoption (number, sources, adopted_at) VALUES ($1, $2, clock_timestamp())`,
    [number, mapping.sources.map(({ name }) => name)],
  );
  for (const table of plan.tables)
    await sql.query(
      `INSERT INTO ${s}.relation (adoption, number, schema, name, base, columns) VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        number,
        table.number,
        table.schema,
        table.name,
        table.base,
        table.balances.map(({ column }) => column.name),
      ],
    );
  return number;
}

async function putBehindView(sql: Sql, schema: AdoptedSchema, table: LegacyTable): Promise<void> {
  for (const statement of [
    ...viewSql(schema, table),
    ...rowTriggersSql(schema, table),
    ...guardSql(schema, table),
  ])
    await sql.query(statement);
  await openView(sql, table);
}

async function makeAgain(sql: Sql, { name, sql: statement }: Named): Promise<void> {
  try {
    await sql.query(statement);
  } catch (error) {
    throw new AdoptError(
      `${name} cannot be made again over the view of the adopted table: ${(error as Error).message}. Drop it first, and make it again after the adoption`,
      { cause: error },
    );
  }
}
