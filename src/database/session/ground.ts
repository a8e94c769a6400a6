import { randomUUID } from 'node:crypto';
import { describeUrl, oneLine } from './describe.js';
import { DatabaseSetupError, sqlState, UnfitDatabaseError } from '../errors.js';
import { PROBLEMS, SessionClient, type SessionConfig } from './session-client.js';

/** The oldest PostgreSQL that the migrations are written for. */
const OLDEST_POSTGRES = 150_000;
/** Maximum time for an answer, and for a notification to arrive. */
const ANSWER_TIMEOUT_MS = 5_000;

/**
 * Examines what a gateway is about to stand on, with two sessions of its own: the server's version and encoding,
 * whether it takes writes, whether each session keeps one backend and its settings, and whether LISTEN hears NOTIFY.
 * Each of these can be wrong without any error until money moves.
 * @param url for messages
 * @returns warnings: lines about settings that make a crash of the server lose what was acknowledged
 * @throws DatabaseSetupError that says what to change, or the error of a connection that cannot be opened
 */
export async function examineGround(url: string, config: SessionConfig): Promise<string[]> {
  return withTwoSessions(url, config, async (a, b) => {
    await refuseOldPostgres(a);
    await refuseSharedBackends(a, b, { takesWrites: true });
    await refuseUnlessRepeatable(a);
    await refuseUnlessHeard(a, b);
    return warningsOf(a);
  });
}

/**
 * Examines only what a migration stands on: it holds a lock for as long as its session lives. A server that takes no
 * writes is fine as long as nothing is missing.
 * @throws as `examineGround`
 */
export async function examineForMigration(url: string, config: SessionConfig): Promise<void> {
  return withTwoSessions(url, config, async (a, b) => {
    await refuseOldPostgres(a);
    await refuseSharedBackends(a, b, { takesWrites: false });
  });
}

async function withTwoSessions<T>(
  url: string,
  config: SessionConfig,
  work: (a: SessionClient, b: SessionClient) => Promise<T>,
): Promise<T> {
  const opened: SessionClient[] = [];
  const open = async (): Promise<SessionClient> => {
    const client = new SessionClient({ ...config, query_timeout: ANSWER_TIMEOUT_MS });
    client.on('error', () => undefined); // the next statement fails with it
    opened.push(client);
    await client.connect();
    return client;
  };
  try {
    return await work(await open(), await open());
  } catch (error) {
    if (error instanceof DatabaseSetupError)
      throw new DatabaseSetupError(`${describeUrl(url)}: ${error.message}`, { cause: error });
    throw error;
  } finally {
    await Promise.all(opened.map((client) => client.close()));
  }
}

interface Server {
  version_num: number;
  encoding: string;
  fsync: string;
  full_page_writes: string;
}

const SERVER = `SELECT current_setting('server_version_num')::int AS version_num,
  current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync,
  current_setting('full_page_writes') AS full_page_writes`;

async function refuseOldPostgres(client: SessionClient): Promise<void> {
  const { version_num: version, encoding } = await serverOf(client);
  if (version < OLDEST_POSTGRES)
    throw new UnfitDatabaseError(
      `it is PostgreSQL ${Math.floor(version / 10_000)}: use version 15 or newer`,
    );
  if (encoding !== 'UTF8')
    throw new UnfitDatabaseError(
      `its encoding is ${encoding}, which cannot hold every text: use a database that was created with ENCODING 'UTF8'`,
    );
}

async function serverOf(client: SessionClient): Promise<Server> {
  const [server] = (await client.query<Server>(SERVER)).rows;
  if (!server) throw new Error('the database returned no row for its settings');
  return server;
}

/**
 * Two open sessions take turns, irregularly. A pooler that shares backends gives both the same one, or one of them
 * another one than before, however it chooses.
 */
async function refuseSharedBackends(
  a: SessionClient,
  b: SessionClient,
  needs: { takesWrites: boolean },
): Promise<void> {
  const seen = new Map<SessionClient, number>();
  for (const client of [a, b, a, a, b, b, a]) {
    const problem = await client.problem(needs);
    if (problem) throw new UnfitDatabaseError(problem);
    seen.set(client, client.backendPid);
  }
  if (seen.get(a) === seen.get(b)) throw new UnfitDatabaseError(PROBLEMS.pooling);
}

/** A response is of one moment only if the server keeps a snapshot for as long as its transaction lasts. */
async function refuseUnlessRepeatable(client: SessionClient): Promise<void> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const { rows } = await client.query<{ level: string }>(
    `SELECT current_setting('transaction_isolation') AS level`,
  );
  await client.query('ROLLBACK');
  if (rows[0]?.level !== 'repeatable read')
    throw new UnfitDatabaseError(
      `it does not keep the isolation level REPEATABLE READ of a transaction: connect to PostgreSQL itself`,
    );
}

async function refuseUnlessHeard(ear: SessionClient, mouth: SessionClient): Promise<void> {
  const channel = `onebook:start:${randomUUID()}`;
  let timer: NodeJS.Timeout | undefined;
  const heard = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ANSWER_TIMEOUT_MS, false);
    ear.on('notification', (message) => {
      if (message.channel === channel) resolve(true);
    });
  });
  try {
    await ear.query(`LISTEN ${ear.escapeIdentifier(channel)}`);
    await mouth.query(`SELECT pg_notify('${channel}', '')`);
    if (await heard) return;
  } finally {
    clearTimeout(timer);
  }
  throw new UnfitDatabaseError(
    `a NOTIFY did not reach a LISTEN within ${ANSWER_TIMEOUT_MS / 1_000} s: connect to PostgreSQL itself, or through a pooler that relays notifications`,
  );
}

async function warningsOf(client: SessionClient): Promise<string[]> {
  const server = await serverOf(client);
  const off = (['fsync', 'full_page_writes'] as const).filter((name) => server[name] === 'off');
  return off.map(
    (name) =>
      `${name} is off: a crash of the server can lose commits that were acknowledged, and damage the book: set it to on`,
  );
}

/** SQLSTATE prefixes of refusals that an operator can mend, and how. */
const HINTS: readonly (readonly [state: RegExp, hint: string])[] = [
  [/^28/, 'correct the login or its password in the URL, or allow it in pg_hba.conf'],
  [/^3D000/, 'create the database, or correct its name in the URL'],
  [
    /^53300/,
    'raise max_connections or the limit of the login, or lower DATABASE_READERS and LEDGER_WRITERS',
  ],
];

/** The one line about a database that cannot be used: which one, what it said, and what to change. */
export function startFailure(url: string, error: unknown, waitedMs?: number): DatabaseSetupError {
  const said = oneLine(error);
  const code = sqlState(error) ?? '';
  const hint =
    HINTS.find(([state]) => state.test(code))?.[1] ??
    'start PostgreSQL, or correct the URL; behind a pooler, see that it has a free server connection for this login and database';
  const waited = waitedMs === undefined ? '' : ` (tried for ${Math.round(waitedMs / 1_000)} s)`;
  return new DatabaseSetupError(`${describeUrl(url)} cannot be used: ${said}${waited}: ${hint}`, {
    cause: error,
  });
}
