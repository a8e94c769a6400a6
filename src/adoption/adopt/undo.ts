import { type BulkConnection, inTransaction, takeBookLock } from '../../database/index.js';
import { quoted, type Sql } from '../../reader/index.js';
import { findViews, refuseBound } from './dependents.js';
import { moveRights } from './rights.js';
import { LOCK_TIMEOUT_MS, untilLocked } from '../shadow/until-locked.js';
import { AdoptError } from './adopt-error.js';
import {
  type Adoption,
  type AdoptedSchema,
  adoptedSchema,
  lastAdoption,
} from './adopted-schema.js';

/** A table that is behind a view. */
interface Relation {
  readonly number: number;
  readonly schema: string;
  readonly name: string;
  /** Of the view. */
  readonly oid: number;
  readonly base: string;
  readonly columns: readonly string[];
  /** Its key columns. */
  readonly key: readonly string[];
}

export interface Undone {
  readonly adoption: Adoption;
  readonly tables: readonly string[];
  /** Rows whose columns got another number than they had when the table went behind its view. */
  readonly changed: number;
  /** What the adoption had taken away and this brought back, by name. */
  readonly restored: readonly string[];
  readonly blockedMs: number;
}

/**
 * The adoption that `undoAdoption` would undo, and its tables.
 * @throws AdoptError if nothing is adopted
 */
export async function findAdoption(
  sql: Sql,
  book: string,
): Promise<{ adoption: Adoption; tables: string[] }> {
  const schema = adoptedSchema(book);
  const adoption = await lastAdoption(sql, schema);
  if (adoption?.undoneAt !== null)
    throw new AdoptError('nothing is adopted: there is nothing to undo');
  const relations = await relationsOf(sql, schema, adoption.number);
  return { adoption, tables: relations.map(viewOf) };
}

/**
 * Takes each table out from behind its view, with the numbers that the view shows, in one transaction. What the book has
 * stays: from then on the old system is in charge again, and the book stands still unless a shadow follows.
 * @throws AdoptError: nothing was changed
 */
export async function undoAdoption({ source }: BulkConnection, book: string): Promise<Undone> {
  const schema = adoptedSchema(book);
  let tables: readonly string[] = [];
  const locking = { sql: source, tables: () => tables, waitsForReaders: true };
  return untilLocked(locking, () =>
    inTransaction(source, async (sql) => {
      await takeBookLock(sql, book);
      await sql.query(`SET LOCAL search_path = ${schema.b}, pg_temp`);
      await sql.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
      const { adoption } = await findAdoption(sql, book);
      const relations = await relationsOf(sql, schema, adoption.number);
      tables = relations.flatMap((relation) => [viewOf(relation), baseOf(relation)]);
      const began = performance.now();
      // Statements that wait for the view then find the table.
      await sql.query(`LOCK TABLE ${relations.map(viewOf).join(', ')} IN ACCESS EXCLUSIVE MODE`);
      const views = await findViews(
        sql,
        relations.map(({ oid }) => oid),
      );
      let changed = 0;
      for (const relation of relations) changed += await takeOut(sql, relation);
      for (const view of views) await sql.query(view.sql);
      const restored = await restore(sql, schema, adoption.number);
      for (const relation of relations) await refuseBound(sql, relation.oid, viewOf(relation));
      await removeMachinery(sql, schema, relations);
      await sql.query(
        `UPDATE ${schema.s}.adoption SET undone_at = clock_timestamp() WHERE number = $1`,
        [adoption.number],
      );
      const blockedMs = performance.now() - began;
      return { adoption, tables: relations.map(viewOf), changed, restored, blockedMs };
    }),
  );
}

function viewOf({ schema, name }: Relation): string {
  return `${quoted(schema)}.${quoted(name)}`;
}

function baseOf({ schema, base }: Relation): string {
  return `${quoted(schema)}.${quoted(base)}`;
}

/** The name of the view while the table takes its own again. */
function asideName({ base }: Relation): string {
  return `${base.slice(0, 55)}_view`;
}

async function relationsOf(sql: Sql, { s }: AdoptedSchema, adoption: number): Promise<Relation[]> {
  return sql.query<Relation[]>(
    `SELECT r.number, r.schema, r.name, r.base, r.columns, format('%I.%I', r.schema, r.name)::regclass::oid::int8::float8 AS oid,
            ARRAY(SELECT a.attname::text FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k (attnum, at)
                    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                   WHERE i.indrelid = to_regclass(format('%I.%I', r.schema, r.base)) AND i.indisprimary ORDER BY k.at) AS key
       FROM ${s}.relation r WHERE r.adoption = $1 ORDER BY r.number`,
    [adoption],
  );
}

/** @returns how many rows got another number */
async function takeOut(sql: Sql, relation: Relation): Promise<number> {
  const view = viewOf(relation);
  const base = baseOf(relation);
  const aside = quoted(asideName(relation));
  // Its triggers are about what the old system does, and this is not it.
  for (const trigger of ['zzz_onebook_guard', 'zzz_onebook_guard_truncate'])
    await sql.query(`DROP TRIGGER ${trigger} ON ${base}`);
  const triggers = await sql.query<{ name: string; mode: string }[]>(
    `SELECT quote_ident(t.tgname) AS name, CASE t.tgenabled WHEN 'A' THEN 'ALWAYS ' WHEN 'R' THEN 'REPLICA ' ELSE '' END AS mode
       FROM pg_trigger t WHERE t.tgrelid = to_regclass($1) AND NOT t.tgisinternal AND t.tgenabled <> 'D'`,
    [base],
  );
  for (const { name } of triggers) await sql.query(`ALTER TABLE ${base} DISABLE TRIGGER ${name}`);
  const differs = relation.columns
    .map((column) => `b.${quoted(column)}::text IS DISTINCT FROM (${shownSql(column)})::text`)
    .join(' OR ');
  const [row] = await sql.query<{ changed: number }[]>(
    `WITH written AS (
       UPDATE ${base} b SET ${relation.columns.map((column) => `${quoted(column)} = ${shownSql(column)}`).join(', ')}
         FROM ${view} v
        WHERE ${relation.key.map((key) => `b.${quoted(key)} = v.${quoted(key)}`).join(' AND ')} AND (${differs})
       RETURNING 1)
     SELECT count(*)::float8 AS changed FROM written`,
  );
  for (const { name, mode } of triggers)
    await sql.query(`ALTER TABLE ${base} ENABLE ${mode}TRIGGER ${name}`);
  await moveRights(sql, view, base);
  await sql.query(`ALTER VIEW ${view} RENAME TO ${aside}`);
  await sql.query(`ALTER TABLE ${base} RENAME TO ${quoted(relation.name)}`);
  return row?.changed ?? 0;
}

/** The number of the book. A balance that was never given stays so as long as there is nothing. */
function shownSql(column: string): string {
  const name = quoted(column);
  return `CASE WHEN b.${name} IS NULL AND v.${name}::numeric = 0 THEN b.${name} ELSE v.${name} END`;
}

/** Brings back what the adoption took away. */
async function restore(sql: Sql, { s }: AdoptedSchema, adoption: number): Promise<string[]> {
  const removed = await sql.query<{ name: string; restore: string }[]>(
    `SELECT name, restore FROM ${s}.removed WHERE adoption = $1 ORDER BY place`,
    [adoption],
  );
  await sql.query('SET LOCAL check_function_bodies = off');
  for (const { restore: statement } of removed) await sql.query(statement);
  return removed.map(({ name }) => name);
}

/** Everything but the record. */
async function removeMachinery(
  sql: Sql,
  schema: AdoptedSchema,
  relations: readonly Relation[],
): Promise<void> {
  for (const relation of relations)
    await sql.query(`DROP VIEW ${quoted(relation.schema)}.${quoted(asideName(relation))}`);
  await sql.query(`DROP SCHEMA ${schema.rows} CASCADE`);
  await sql.query(
    `DROP TABLE ${['posting', 'moved', 'reached', 'secret'].map((one) => `${schema.s}.${one}`).join(', ')}`,
  );
  const routines = await sql.query<{ name: string }[]>(
    `SELECT p.oid::regprocedure::text AS name FROM pg_proc p WHERE p.pronamespace = $1::regnamespace`,
    [schema.name],
  );
  for (const { name } of routines) await sql.query(`DROP ROUTINE ${name}`);
}
