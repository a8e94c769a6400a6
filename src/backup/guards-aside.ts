import type { EntityManager } from 'typeorm';
import { DatabaseSetupError } from '../database/index.js';
import { findWrongReference } from '../integrity/index.js';
import { qualified, quoted } from './catalog.js';
import { BackupFileError } from './format.js';

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** A trigger or a constraint, with all that PostgreSQL says about it. */
interface Guard {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
  /** Of a trigger: O is enabled, D disabled. */
  readonly state: string;
}

/**
 * Runs `load` while the triggers of the tables are off and their foreign keys away, and proves afterwards that all are
 * back as they were. Everything is in the transaction of the manager, so no other session ever sees the tables without
 * them. The triggers judge new movements, not old rows: they would refuse a transaction that is born FAILED. A foreign
 * key that is made again checks all rows with one join, where one that is in force looks each row up, and keeps a note
 * of it in the server's memory until the COPY ends. Triggers do not look at rows that are there, so what some of them
 * check in place of a foreign key is checked at the end. CHECK, UNIQUE and NOT NULL stay in force.
 * @param file the backup, for errors
 * @throws DatabaseSetupError if a trigger is disabled before; PostgreSQL's error if a row breaks a foreign key;
 * BackupFileError if a row breaks what triggers check in place of one
 */
export async function withGuardsAside(
  manager: EntityManager,
  { book, file }: { readonly book: string; readonly file: string },
  tables: readonly string[],
  load: () => Promise<void>,
): Promise<void> {
  const before = await guardsOf(manager, book, tables);
  const off = before.find(({ state }) => state === 'D' || state === 'R');
  if (off)
    throw new DatabaseSetupError(
      `trigger ${off.name} of ${off.table} is disabled: enable it, or restore into a new book`,
    );
  const keys = await foreignKeysOf(manager, book, tables);
  for (const key of keys)
    await manager.query(
      `ALTER TABLE ${qualified(book, key.table)} DROP CONSTRAINT ${quoted(key.name)}`,
    );
  for (const table of tables)
    await manager.query(`ALTER TABLE ${qualified(book, table)} DISABLE TRIGGER USER`);
  await load();
  for (const table of tables)
    await manager.query(`ALTER TABLE ${qualified(book, table)} ENABLE TRIGGER USER`);
  for (const key of keys)
    await manager.query(
      `ALTER TABLE ${qualified(book, key.table)} ADD CONSTRAINT ${quoted(key.name)} ${key.definition}`,
    );
  const after = await guardsOf(manager, book, tables);
  const lost = before.find((guard) => !after.some((other) => isEqual(guard, other)));
  if (lost ?? after.length !== before.length)
    throw new Error(`${lost?.name ?? 'a guard'} of ${lost?.table ?? book} is not as it was before`);
  await refuseWrongReference(manager, file);
}

async function refuseWrongReference(manager: EntityManager, file: string): Promise<void> {
  const wrong = await findWrongReference(manager);
  if (wrong)
    throw new BackupFileError(
      `${file} has a row that no book can have: ${wrong.subject}: expected ${wrong.expected}, found ${wrong.actual}. ` +
        'Restore an older backup, or correct the row where the backup was made (`onebook verify` names all such rows) and back it up again',
    );
}

function isEqual(one: Guard, other: Guard): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Every trigger and constraint of the tables, those behind foreign keys included. */
function guardsOf(
  manager: EntityManager,
  book: string,
  tables: readonly string[],
): Promise<Guard[]> {
  return manager.query<Guard[]>(
    `/* guardsOf */
     SELECT c.relname AS table, CASE WHEN t.tgisinternal THEN f.conname || ' by ' || p.proname ELSE t.tgname END AS name,
            CASE WHEN t.tgisinternal THEN pg_get_constraintdef(f.oid) ELSE pg_get_triggerdef(t.oid) END AS definition,
            t.tgenabled::text AS state
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
       LEFT JOIN pg_constraint f ON f.oid = t.tgconstraint
      WHERE c.relnamespace = $1::regnamespace AND c.relname = ANY ($2::text[])
     UNION ALL
     SELECT c.relname, f.conname, pg_get_constraintdef(f.oid), f.convalidated::text
       FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
      WHERE c.relnamespace = $1::regnamespace AND c.relname = ANY ($2::text[])
      ORDER BY 1, 2, 3`,
    [book, tables],
  );
}

function foreignKeysOf(
  manager: EntityManager,
  book: string,
  tables: readonly string[],
): Promise<ForeignKey[]> {
  return manager.query<ForeignKey[]>(
    `/* foreignKeysOf */
     SELECT c.relname AS table, f.conname AS name, pg_get_constraintdef(f.oid) AS definition
       FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
      WHERE c.relnamespace = $1::regnamespace AND c.relname = ANY ($2::text[]) AND f.contype = 'f'
        AND f.conparentid = 0
      ORDER BY 1, 2`,
    [book, tables],
  );
}
