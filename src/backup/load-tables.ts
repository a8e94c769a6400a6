import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import type { EntityManager, QueryRunner } from 'typeorm';
import { connectionOf, copyIn, copyOut } from '../database/index.js';
import { type Piece, readBackup } from './archive-reader.js';
import { qualified, quoted } from './catalog.js';
import { BackupFileError, type BackupHead, type SchemaHead } from './format.js';

/** Where rows come from, and go to. */
export interface LoadedSchema {
  readonly file: string;
  /** What its tables begin with in the archive. */
  readonly prefix: string;
  readonly schema: string;
}

/**
 * Loads the tables of a schema from the next pieces of a backup, and reads them back.
 * @throws BackupFileError if the file has other rows than its head says
 */
export async function loadTables(
  runner: QueryRunner,
  rest: Pieces,
  { file, prefix, schema }: LoadedSchema,
  tables: SchemaHead['tables'],
): Promise<void> {
  const connection = await connectionOf(runner);
  for (const { name, columns, rows } of tables) {
    const member = `${prefix}${name}`;
    const target = `${qualified(schema, name)} (${columns.map(quoted).join(', ')})`;
    const hash = createHash('sha256');
    const copy = copyIn(connection, `COPY ${target} FROM STDIN`);
    await pipeline(Readable.from(rest.of(member, (data) => hash.update(data))), copy);
    if (copy.rowCount !== rows)
      throw new BackupFileError(
        `${file} is damaged: ${member} has ${copy.rowCount} rows, not the ${rows} that its head says`,
      );
    await refuseIfDifferent(connection, target, hash.digest('hex'));
  }
}

/** Sets the sequences of a schema to where they were. */
export async function setSequences(
  manager: EntityManager,
  schema: string,
  sequences: SchemaHead['sequences'],
): Promise<void> {
  for (const { name, value, called } of sequences)
    await manager.query(`SELECT setval($1::regclass, $2::bigint, $3)`, [
      qualified(schema, name),
      value,
      called,
    ]);
}

/** Reads back what was loaded: it must be the same text, byte for byte. */
async function refuseIfDifferent(
  connection: PoolClient,
  target: string,
  expected: string,
): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of copyOut(connection, `COPY ${target} TO STDOUT`))
    hash.update(chunk as Buffer);
  if (hash.digest('hex') !== expected)
    throw new Error(`this server gives back other rows of ${target} than it was given`);
}

/** The pieces of a backup, table by table. */
export class Pieces {
  private constructor(
    private readonly pieces: AsyncGenerator<BackupHead | Piece, void, void>,
    private next: Piece | undefined,
  ) {}

  static async of(file: string, onProgress?: (bytes: number) => void): Promise<Pieces> {
    const rest = new Pieces(readBackup(file, onProgress), undefined);
    await rest.advance();
    return rest;
  }

  /**
   * @param table its name in the archive
   * @param onPiece receives each piece too
   */
  async *of(table: string, onPiece: (data: Buffer) => void): AsyncGenerator<Buffer, void, void> {
    while (this.next?.table === table) {
      onPiece(this.next.data);
      yield this.next.data;
      await this.advance();
    }
  }

  /** @throws BackupFileError if the file is not whole, or has more */
  async end(): Promise<void> {
    while (this.next) await this.advance();
  }

  async discard(): Promise<void> {
    await this.pieces.return();
  }

  private async advance(): Promise<void> {
    this.next = undefined;
    for (;;) {
      const { done, value } = await this.pieces.next();
      if (done) return;
      if ('data' in value) {
        this.next = value;
        return;
      }
    }
  }
}
