import type { EntityManager } from 'typeorm';
import type { Finding } from '../finding.js';
import { type ServerError, textOf } from './server-error.js';

/** A table, an index or a table's TOAST table, as people call it. */
const NAME_SQL = `/* damagedRelation */
  SELECT CASE WHEN i.indexrelid IS NOT NULL THEN 'index ' || c.oid::regclass || ' of table ' || i.indrelid::regclass
              WHEN main.oid IS NOT NULL THEN 'long values of table ' || main.oid::regclass
              ELSE 'table ' || c.oid::regclass END AS name
    FROM pg_class c
    LEFT JOIN pg_index i ON i.indexrelid = c.oid
    LEFT JOIN pg_class main ON main.reltoastrelid = coalesce(i.indrelid, c.oid)
   WHERE c.oid = `;

/**
 * What of the book an error of the server is about. PostgreSQL names a file (base/<database>/<file>), or an index, or a
 * TOAST table by its number.
 * @returns one finding; none if the error names nothing that is stored
 */
export async function locateDamage(manager: EntityManager, error: ServerError): Promise<Finding[]> {
  const name = await nameOf(manager, error.message);
  if (name === undefined) return [];
  const [, blocks] = /\bblocks? (\d+(?:\.\.\d+)?)/.exec(error.message) ?? [];
  return [
    {
      check: 'storage',
      subject: blocks === undefined ? name : `${name}, block ${blocks}`,
      expected: 'a page that PostgreSQL can read',
      actual: textOf(error),
    },
  ];
}

async function nameOf(manager: EntityManager, message: string): Promise<string | undefined> {
  const file = FILE.exec(message);
  const [, index] = /\bindex "([^"]+)"/.exec(message) ?? [];
  const [, toast] = /\b(pg_toast_\d+)\b/.exec(message) ?? [];
  const [row] = await (file
    ? manager.query<NameRow[]>(`${NAME_SQL} pg_filenode_relation($1, $2)`, [file[1] ?? 0, file[2]])
    : manager.query<NameRow[]>(
        `${NAME_SQL} coalesce(to_regclass(quote_ident($1)), to_regclass('pg_toast.' || $2))`,
        [index, toast],
      ));
  return row?.name ?? (file ? `file ${file[0]}` : undefined);
}

/** A path below the data directory: the tablespace, if it is not the database's own, and the number of the file. */
const FILE = /\b(?:base\/\d+|global|pg_tblspc\/(\d+)\/[^/\s]+\/\d+)\/t?(?:\d+_)?(\d+)/;

interface NameRow {
  readonly name: string;
}
