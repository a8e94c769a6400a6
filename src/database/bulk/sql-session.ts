import { Client } from 'pg';

/** Long enough for a server far away. */
const CONNECT_WITHIN_MS = 30_000;

/** What a statement returned, as PostgreSQL writes it. */
export interface SqlResult {
  /** Empty if the statement returns no rows. */
  readonly columns: readonly { readonly name: string; readonly isNumber: boolean }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** An error of PostgreSQL, and where in the statement it is, in characters from 1. */
export interface SqlFailure extends Error {
  readonly position?: string;
  readonly detail?: string;
  readonly hint?: string;
}

/** The OIDs of smallint, integer, bigint, real, double precision and numeric. */
const NUMBERS: readonly number[] = [20, 21, 23, 700, 701, 1700];

/** A session with the settings of its login, as any client of the database has it: for statements of the operator's own. */
export class SqlSession {
  private constructor(private readonly client: Client) {}

  /** @param onNotice receives each NOTICE and WARNING */
  static async open(
    url: string,
    name: string,
    onNotice: (message: string) => void,
  ): Promise<SqlSession> {
    const client = new Client({
      connectionString: url,
      application_name: name,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      keepAlive: true,
      types: { getTypeParser: () => (value: unknown) => value },
    });
    // A connection that breaks fails its query, or the next. Without a listener, it would end the process.
    client.on('error', () => undefined);
    client.on('notice', ({ severity = 'NOTICE', message = '' }) =>
      onNotice(`${severity}: ${message}`),
    );
    await client.connect();
    return new SqlSession(client);
  }

  /** @throws SqlFailure */
  async run(statement: string): Promise<SqlResult> {
    const { fields, rows } = await this.client.query<(string | null)[]>({
      text: statement,
      rowMode: 'array',
    });
    const columns = fields.map(({ name, dataTypeID }) => ({
      ...{ name, isNumber: NUMBERS.includes(dataTypeID) },
    }));
    return { columns, rows };
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
