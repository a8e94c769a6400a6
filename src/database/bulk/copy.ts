import type { Readable, Writable } from 'node:stream';
import { from, to } from 'pg-copy-streams';
import type { PoolClient } from 'pg';
import type { QueryRunner } from 'typeorm';

/** The connection of a runner. TypeORM types it as any, and has no way to COPY. */
export async function connectionOf(runner: QueryRunner): Promise<PoolClient> {
  return (await runner.connect()) as PoolClient;
}

/**
 * The bytes of a COPY … TO STDOUT, as fast as they are read. Read them all, or destroy the connection: nothing else
 * goes through it meanwhile.
 */
export function copyOut(connection: PoolClient, sql: string): Readable {
  return connection.query(to(sql));
}

/** Takes the bytes of a COPY … FROM STDIN. `rowCount` is right once the stream has finished. */
export function copyIn(
  connection: PoolClient,
  sql: string,
): Writable & { readonly rowCount: number } {
  return connection.query(from(sql));
}
