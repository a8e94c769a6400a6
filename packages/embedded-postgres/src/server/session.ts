import { chown, open, rm, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import path from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { ownerName } from '../cluster/credentials.js';
import { errorCode } from '../errors.js';
import { uniqueSuffix } from '../system/files.js';
import type { DataDirectory } from '../cluster/data-directory.js';

/** The supervisor's own connection. As long as it is open, it counts as a user of the server. */
export interface Session {
  readonly client: Client;
  /** Resolves when the connection has ended, from either side. */
  readonly ended: Promise<void>;
  /** The connection's socket: unref() lets the process end while it is open. */
  readonly socket: Socket;
}

/** Logs in as the owner. The PG variables of the environment have no effect. */
export async function openSession(port: number, password: string): Promise<Session> {
  const socket = new Socket();
  const client = new Client({
    stream: () => socket,
    host: '127.0.0.1',
    port,
    user: ownerName,
    password,
    // Not the caller's database: the caller can drop that one, or use it as a template.
    database: 'postgres',
    ssl: false,
    options: '-c client_min_messages=warning',
    application_name: 'onebook supervisor',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
  // `ended` reports a lost connection. Without a listener the event would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return { client, ended, socket };
}

/**
 * Proves that the server behind a session works on our cluster, under whatever path it knows it: the
 * server reads back a random text that this process puts there.
 */
export async function servesCluster(
  session: Session,
  { cluster }: DataDirectory,
): Promise<boolean> {
  const name = `onebook-proof-${uniqueSuffix()}`;
  const file = path.join(cluster, name);
  const proof = uniqueSuffix();
  const owner = await stat(cluster);
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(proof);
    await handle.close();
    if (process.getuid?.() === 0) await chown(file, owner.uid, owner.gid);
    const { rows } = await session.client.query<{ text: string | null }>(
      '/* embedded: proof of the cluster */ SELECT pg_read_file($1, true) AS text',
      [name],
    );
    return rows[0]?.text === proof;
  } finally {
    await rm(file, { force: true });
  }
}

/** Creates the database if it is missing. */
export async function ensureDatabase(session: Session, name: string): Promise<void> {
  const { rows } = await session.client.query(
    '/* embedded: does the database exist */ SELECT 1 FROM pg_database WHERE datname = $1',
    [name],
  );
  if (rows.length > 0) return;
  try {
    await session.client.query(
      `/* embedded: create the database */ CREATE DATABASE ${escapeIdentifier(name)}`,
    );
  } catch (error) {
    // Another client with the URL was faster, perhaps by a moment: duplicate_database or unique_violation.
    if (!['42P04', '23505'].includes(errorCode(error) ?? '')) throw error;
  }
}

/** How many other clients are connected to the server, other supervisors among them. */
export async function countOthers(session: Session): Promise<number> {
  const { rows } = await session.client.query<{ others: string }>(
    `/* embedded: other clients */ SELECT count(*) AS others FROM pg_stat_activity
     WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
  return Number(rows[0]?.others);
}
