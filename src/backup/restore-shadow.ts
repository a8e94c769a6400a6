import type { EntityManager } from 'typeorm';
import { DatabaseSetupError } from '../database/index.js';
import type { Beside, RestoredShadow } from './beside.js';
import { tablesOf } from './catalog.js';
import { BackupFileError, type BackupHead, type SchemaHead, SHADOW_PREFIX } from './format.js';
import { loadTables, type Pieces, setSequences } from './load-tables.js';

interface ShadowOptions {
  readonly file: string;
  readonly head: BackupHead;
  readonly beside: Beside;
}

/** @throws DatabaseSetupError if the schema for the record of the shadow is another program's */
export async function refuseForeignShadow(
  manager: EntityManager,
  { head, beside: { shadow } }: ShadowOptions,
): Promise<void> {
  if (head.shadow && (await shadow.state(manager)) === 'foreign')
    throw new DatabaseSetupError(
      `schema ${shadow.schema} is there and is not of Onebook, and the backup has the record of a shadow: drop or rename it, or set BOOK to a new name`,
    );
}

/**
 * Restores the record of the book's shadow, whose tables are elsewhere: it is over. A record that the database has already
 * is that of the tables beside it, so it stays. If its shadow runs, gateways bring the restored book to those tables.
 * @throws BackupFileError if the file has tables or columns that this program does not know
 */
export async function restoreShadow(
  manager: EntityManager,
  rest: Pieces,
  { file, head, beside: { shadow } }: ShadowOptions,
): Promise<RestoredShadow> {
  if ((await shadow.state(manager)) === 'ours')
    return (await shadow.followAgain(manager)) ? 'follows' : 'kept';
  if (!head.shadow || !manager.queryRunner) return 'none';
  await shadow.make(manager);
  await refuseUnknown(manager, shadow.schema, file, head.shadow.tables);
  const target = { file, prefix: SHADOW_PREFIX, schema: shadow.schema };
  await loadTables(manager.queryRunner, rest, target, head.shadow.tables);
  await setSequences(manager, shadow.schema, head.shadow.sequences);
  await shadow.end(manager, new Date(head.createdAt));
  return 'restored';
}

async function refuseUnknown(
  manager: EntityManager,
  schema: string,
  file: string,
  stored: SchemaHead['tables'],
): Promise<void> {
  const there = await tablesOf(manager, schema);
  const unknown = stored.find(({ name, columns }) => {
    const table = there.find((one) => one.name === name);
    return !table || columns.some((column) => !table.columns.includes(column));
  });
  if (unknown)
    throw new BackupFileError(
      `${file} has the record of a shadow with a table or column that this Onebook does not know (${unknown.name}): restore it with the version that made it`,
    );
}
