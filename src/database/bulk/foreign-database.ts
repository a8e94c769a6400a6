import type { Readable } from 'node:stream';
import { Client, escapeLiteral } from 'pg';
import { copyOut } from './copy.js';

/** Long enough for a server far away. */
const CONNECT_WITHIN_MS = 30_000;

/** The OID of boolean, in every PostgreSQL. */
const BOOLEAN = 16;

/**
 * One transaction that reads one consistent state of any PostgreSQL database, and can write nothing. Its session gives
 * texts that depend on no setting of the server, and reads a table in the same order each time.
 */
export class ForeignSnapshot {
  private constructor(private readonly client: Client) {}

  /** @param name its purpose, as `pg_stat_activity` shows it */
  static async open(url: string, name: string): Promise<ForeignSnapshot> {
    const client = new Client({
      connectionString: url,
      application_name: name,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      keepAlive: true,
    });
    // A connection that breaks fails its query, or the next. Without a listener, it would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await client.query(SESSION);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    return new ForeignSnapshot(client);
  }

  /** The columns of a query, without reading its rows. */
  async columnsOf(
    query: string,
  ): Promise<readonly { readonly name: string; readonly boolean: boolean }[]> {
    const { fields } = await this.client.query({
      text: `SELECT * FROM (${query}\n) AS relation LIMIT 0`,
      rowMode: 'array',
    });
    return fields.map(({ name, dataTypeID }) => ({ name, boolean: dataTypeID === BOOLEAN }));
  }

  /**
   * The columns of the primary key of a table, in its order, and whether each is a text. None: it has no key, or tables
   * that inherit from it have rows that its key does not cover.
   *
   * @param table its name, quoted
   */
  async primaryKeyOf(
    table: string,
  ): Promise<readonly { readonly name: string; readonly text: boolean }[]> {
    const { rows } = await this.client.query<{ name: string; text: boolean }>(
      `SELECT a.attname AS name, a.attcollation <> 0 AS text
         FROM pg_catalog.pg_index i
         JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
         JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
        WHERE i.indrelid = pg_catalog.to_regclass($1) AND i.indisprimary
          AND NOT (c.relkind = 'r' AND c.relhassubclass)
          AND pg_catalog.array_position(i.indkey::int2[], a.attnum) < i.indnkeyatts
        ORDER BY pg_catalog.array_position(i.indkey::int2[], a.attnum)`,
      [table],
    );
    return rows;
  }

  async count(query: string): Promise<number> {
    const { rows } = await this.client.query<{ count: string }>(
      `SELECT count(*) AS count FROM (${query}\n) AS relation`,
    );
    return Number(rows[0]?.count);
  }

  /** The rows of a query in the text format of COPY, in UTF-8. */
  copy(query: string): Readable {
    return copyOut(this.client as Parameters<typeof copyOut>[0], `COPY (${query}\n) TO STDOUT`);
  }

  /** Ends the connection, also in the middle of a COPY. The server rolls back. */
  async close(): Promise<void> {
    const { stream } = (this.client as unknown as { connection: { stream: { destroy(): void } } })
      .connection;
    const ended = this.client.end().catch(() => undefined);
    stream.destroy();
    await ended;
  }
}

const SESSION = `
  SET LOCAL client_encoding = 'UTF8';
  SET LOCAL DateStyle = 'ISO, YMD';
  SET LOCAL TimeZone = 'UTC';
  SET LOCAL IntervalStyle = 'postgres';
  SET LOCAL bytea_output = 'hex';
  SET LOCAL extra_float_digits = 3;
  SET LOCAL statement_timeout = 0;
  SET LOCAL idle_in_transaction_session_timeout = 0;
  SET LOCAL synchronize_seqscans = off;
  SET LOCAL max_parallel_workers_per_gather = 0;
`;

/** A text as a literal of SQL. COPY takes no parameters. */
export function escapeText(text: string): string {
  return escapeLiteral(text);
}
