import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import {
  type BulkConnection,
  connectionOf,
  copyOut,
  DatabaseSetupError,
  Snapshot,
} from '../database/index.js';
import { ArchiveWriter } from './archive-writer.js';
import {
  migrationsOf,
  PORTABLE_TEXT,
  qualified,
  quoted,
  type SequenceValue,
  sequencesOf,
  type Table,
  tablesOf,
} from './catalog.js';
import type { ShadowRecord } from './beside.js';
import {
  type BackupHead,
  formatOf,
  HEAD,
  pieceName,
  PIECE_BYTES,
  type SchemaHead,
  SHADOW_PREFIX,
} from './format.js';

export interface BackupOptions {
  readonly book: string;
  readonly file: string;
  /** Whether a file of that name may be replaced. */
  readonly overwrite: boolean;
  /** The names of the migrations and of the tables that this program knows. */
  readonly knownMigrations: readonly string[];
  readonly knownTables: readonly string[];
  readonly shadow: ShadowRecord;
  readonly signal: AbortSignal;
  /** Receives rows written, of all rows. */
  readonly onProgress?: (rows: number, total: number) => void;
  /** Receives the names of tables in the schema that are not Onebook's, and that the backup leaves out. */
  readonly onLeftOut?: (tables: readonly string[]) => void;
}

export interface BackupReport {
  readonly file: string;
  readonly bytes: number;
  readonly head: BackupHead;
}

/**
 * Writes all of a book, as it is at one moment, to one file. Writers go on meanwhile. Needs a connection that may read
 * every table; holds one piece in memory.
 * @throws DatabaseSetupError if there is no book, or one of a newer version; BackupFileError about the file
 */
export async function backupBook(
  connection: BulkConnection,
  options: BackupOptions,
): Promise<BackupReport> {
  const tables = await knownTablesOf(connection.source, options);
  const ofShadow = await shadowTablesOf(connection.source, options);
  const archive = await ArchiveWriter.open(options.file, options);
  const snapshot = new Snapshot(connection.source);
  const cut = () => connection.cut();
  options.signal.addEventListener('abort', cut, { once: true });
  try {
    options.signal.throwIfAborted();
    const head = await snapshot.read(async (manager) => {
      const description = await begin(manager, options, tables, ofShadow);
      await archive.add(HEAD, Buffer.from(`${JSON.stringify(description, null, 2)}\n`));
      await copyAll(runnerOf(manager), archive, description, options);
      return description;
    });
    const bytes = await archive.finish();
    return { file: options.file, bytes, head };
  } catch (error) {
    cut(); // a COPY may be under way
    options.signal.throwIfAborted();
    throw error;
  } finally {
    options.signal.removeEventListener('abort', cut);
    await archive.discard();
    await snapshot.end();
  }
}

async function knownTablesOf(source: DataSource, options: BackupOptions): Promise<Table[]> {
  const { book, knownMigrations, knownTables, onLeftOut } = options;
  const migrations = await migrationsOf(source, book);
  if (migrations.length === 0)
    throw new DatabaseSetupError(
      `there is no book ${book} in this database: set BOOK, or DATABASE_URL or DATA_DIR, to where it is`,
    );
  const newer = migrations.filter((name) => !knownMigrations.includes(name));
  if (newer.length > 0)
    throw new DatabaseSetupError(
      `book ${book} has migrations that this Onebook does not know (${newer.join(', ')}): back it up with the version that made them`,
    );
  const all = await tablesOf(source, book);
  const unknown = all.filter(({ name }) => !knownTables.includes(name));
  if (unknown.length > 0) onLeftOut?.(unknown.map(({ name }) => name));
  return all.filter(({ name }) => knownTables.includes(name));
}

/** Those of the record of a shadow; undefined if the book has none. */
async function shadowTablesOf(
  source: DataSource,
  { shadow }: BackupOptions,
): Promise<Table[] | undefined> {
  return (await shadow.state(source)) === 'ours' ? tablesOf(source, shadow.schema) : undefined;
}

/** Locks the tables against DDL before the snapshot begins, which is with the first SELECT, and describes what it sees. */
async function begin(
  manager: EntityManager,
  { book, shadow }: BackupOptions,
  tables: readonly Table[],
  ofShadow: readonly Table[] | undefined,
): Promise<BackupHead> {
  const names = [
    ...tables.map(({ name }) => qualified(book, name)),
    ...(ofShadow ?? []).map(({ name }) => qualified(shadow.schema, name)),
  ];
  await manager.query(`LOCK TABLE ${names.join(', ')} IN ACCESS SHARE MODE`);
  for (const setting of PORTABLE_TEXT) await manager.query(setting);
  const [server] = await manager.query<{ at: Date; version: string }[]>(
    `SELECT now() AS at, current_setting('server_version') AS version`,
  );
  return {
    ...formatOf,
    createdAt: (server?.at ?? new Date()).toISOString(),
    book,
    postgres: server?.version ?? '',
    migrations: await migrationsOf(manager, book),
    ...(await describe(manager, book, tables)),
    ...(ofShadow && { shadow: await describe(manager, shadow.schema, ofShadow) }),
  };
}

async function describe(
  manager: EntityManager,
  schema: string,
  tables: readonly Table[],
): Promise<SchemaHead> {
  const counted = [];
  for (const { name, columns } of tables) {
    const [row] = await manager.query<{ rows: string }[]>(
      `/* rowsOf */ SELECT count(*) AS rows FROM ${qualified(schema, name)}`,
    );
    counted.push({ name, columns: [...columns], rows: Number(row?.rows) });
  }
  return { tables: counted, sequences: await sequenceValues(manager, schema) };
}

/** A sequence belongs to no snapshot. Read after it began, its value is past every row that the snapshot has. */
async function sequenceValues(manager: EntityManager, schema: string): Promise<SequenceValue[]> {
  const values = [];
  for (const name of await sequencesOf(manager, schema)) {
    const [row] = await manager.query<{ value: string; called: boolean }[]>(
      `/* sequenceValue */ SELECT last_value::text AS value, is_called AS called FROM ${qualified(schema, name)}`,
    );
    if (row) values.push({ name, ...row });
  }
  return values;
}

async function copyAll(
  runner: QueryRunner,
  archive: ArchiveWriter,
  head: BackupHead,
  { shadow, signal, onProgress }: BackupOptions,
): Promise<void> {
  const total = rowsIn(head);
  let done = 0;
  const onRows = (rows: number): void => {
    signal.throwIfAborted();
    onProgress?.((done += rows), total);
  };
  for (const table of head.tables)
    await copyTable(runner, archive, { ...table, schema: head.book, member: table.name }, onRows);
  for (const table of head.shadow?.tables ?? []) {
    const member = `${SHADOW_PREFIX}${table.name}`;
    await copyTable(runner, archive, { ...table, schema: shadow.schema, member }, onRows);
  }
}

/** The rows of all tables of a backup. */
export function rowsIn({ tables, shadow }: BackupHead): number {
  return [...tables, ...(shadow?.tables ?? [])].reduce((sum, { rows }) => sum + rows, 0);
}

async function copyTable(
  runner: QueryRunner,
  archive: ArchiveWriter,
  table: SchemaHead['tables'][number] & { readonly schema: string; readonly member: string },
  onRows: (rows: number) => void,
): Promise<void> {
  const { schema, name, columns, rows, member } = table;
  const list = columns.map(quoted).join(', ');
  const sql = `COPY ${qualified(schema, name)} (${list}) TO STDOUT`;
  let number = 0;
  let copied = 0;
  for await (const piece of piecesOf(copyOut(await connectionOf(runner), sql))) {
    await archive.add(pieceName(member, (number += 1)), piece);
    const more = countRows(piece);
    copied += more;
    onRows(more);
  }
  if (copied !== rows)
    throw new Error(`COPY gave ${copied} rows of ${member}, and the same snapshot has ${rows}`);
}

async function* piecesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, void> {
  let chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    for (let at = 0; at < chunk.length;) {
      const part = chunk.subarray(at, at + PIECE_BYTES - bytes);
      chunks.push(part);
      bytes += part.length;
      at += part.length;
      if (bytes < PIECE_BYTES) continue;
      yield Buffer.concat(chunks);
      [chunks, bytes] = [[], 0];
    }
  }
  if (bytes > 0) yield Buffer.concat(chunks);
}

/** COPY ends each row with a line feed, and writes one in a value as \\n. */
function countRows(piece: Buffer): number {
  let rows = 0;
  for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) rows += 1;
  return rows;
}

function runnerOf(manager: EntityManager): QueryRunner {
  if (!manager.queryRunner) throw new Error('the manager of a snapshot has a runner');
  return manager.queryRunner;
}
