import { z } from 'zod';

/*
 * A backup is a gzipped tar archive, so that standard tools open it without Onebook:
 *
 *   onebook-backup.json      the head: what the backup is of, and what follows
 *   <table>/000001.copy …    the rows of a table, as COPY writes them in text format, cut into pieces of bounded size
 *   shadow.<table>/…         the same of the tables in which the shadow of the book keeps its record, if there is one
 *   SHA256SUMS               the SHA-256 of every member before it, as `sha256sum -c` reads them
 *
 * The tables stand in an order in which each comes after those that it refers to. docs/decisions/24-backup.md says why.
 */

export const HEAD = 'onebook-backup.json';
export const SUMS = 'SHA256SUMS';

/** Size of a piece in bytes: what backup and restore hold in memory of a table. */
export const PIECE_BYTES = 4 * 1024 * 1024;

/** The head and the sums are read whole. The sums have about 90 bytes for each piece of four megabytes. */
export const MAX_TEXT_BYTES = 64 * 1024 * 1024;

const FORMAT = 'onebook-backup';
const VERSION = 1;

const count = z.int().min(0);
/** Beyond 2^53 too, so as text. */
const wholeNumber = z.string().regex(/^-?\d{1,19}$/);

const tables = z.array(
  z.object({ name: z.string(), columns: z.array(z.string()).min(1), rows: count }),
);
/** `value`: the last one drawn, or the first to draw if none was (`called` is false). */
const sequences = z.array(z.object({ name: z.string(), value: wholeNumber, called: z.boolean() }));

const headSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  /** The moment of the snapshot, ISO 8601. */
  createdAt: z.iso.datetime(),
  /** The schema. A restore may use another name. */
  book: z.string(),
  /** Version of the PostgreSQL server. */
  postgres: z.string(),
  /** Names of the migrations that the book had, oldest first. */
  migrations: z.array(z.string()).min(1),
  tables,
  sequences,
  /** The schema beside the book with the record of its shadow. Missing if the book was never shadowed. */
  shadow: z.object({ tables, sequences }).optional(),
});

/** The first member of a backup. */
export type BackupHead = z.infer<typeof headSchema>;

/** The tables and sequences of one schema. */
export type SchemaHead = Pick<BackupHead, 'tables' | 'sequences'>;

/** What members of the archive with tables of the shadow begin with. No table of a book has a dot in its name. */
export const SHADOW_PREFIX = 'shadow.';

/** The names of all tables as members of the archive, in their order. */
export function memberTables({ tables: ofBook, shadow }: BackupHead): string[] {
  return [
    ...ofBook.map(({ name }) => name),
    ...(shadow?.tables ?? []).map(({ name }) => `${SHADOW_PREFIX}${name}`),
  ];
}

export const formatOf = { format: FORMAT, version: VERSION } as const;

/** A file that is not a backup, or not a whole one. The message is one line that begins with the file's name. */
export class BackupFileError extends Error {
  override readonly name = 'BackupFileError';
}

/** @throws BackupFileError if it is not the head of a backup that this program reads */
export function parseHead(file: string, text: string): BackupHead {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new BackupFileError(`${file} is not a backup of Onebook: its ${HEAD} is no JSON`, {
      cause,
    });
  }
  const version = (json as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > VERSION)
    throw new BackupFileError(
      `${file} is a backup of format ${version}, and this Onebook reads format ${VERSION}: use the newer Onebook that made it`,
    );
  const parsed = headSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new BackupFileError(`${file} is not a backup of Onebook: ${where} in its ${HEAD} is wrong`);
}

/** The name of a piece of a table, counted from one. */
export function pieceName(table: string, number: number): string {
  return `${table}/${String(number).padStart(6, '0')}.copy`;
}
