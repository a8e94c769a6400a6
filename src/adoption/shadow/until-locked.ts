import { setTimeout as delay } from 'node:timers/promises';
import { faultOf, sqlState } from '../../database/index.js';
import type { Sql } from '../../reader/index.js';
import { ShadowError } from './shadowed-table.js';

/** How long a statement of ours may wait for a lock: statements of the legacy system queue behind it meanwhile. */
export const LOCK_TIMEOUT_MS = 200;
export const LOCK_ATTEMPTS = 50;
const PAUSE_MS = 300;
/** SQLSTATEs after which the same is tried again, besides that of a lock that others hold: a row that a gateway has just written. */
const TRY_AGAIN = ['40P01', '40001', '23505'];

/** What the commands that lock mapped tables say of it, for --help. */
export const LOCKING_HELP =
  `It waits ${LOCK_TIMEOUT_MS / 1000} s at most for the lock of a mapped table, so that the old system goes on, and tries up to ` +
  `${LOCK_ATTEMPTS} times, which takes about ${Math.ceil((LOCK_ATTEMPTS * (LOCK_TIMEOUT_MS + PAUSE_MS)) / 1000)} s. Then it names the sessions that hold it, and has done nothing.`;

export interface Locking {
  readonly sql: Sql;
  /** The tables that `work` locks, quoted; known once it has begun. */
  readonly tables: () => readonly string[] | Promise<readonly string[]>;
  /** Whether it has to wait for sessions that only read them. */
  readonly waitsForReaders: boolean;
  readonly attempts?: number | undefined;
}

/**
 * Tries again, with pauses in which the legacy system goes on, until the locks were free in time.
 * @throws ShadowError that names the sessions that hold the tables
 */
export async function untilLocked<T>(locking: Locking, work: () => Promise<T>): Promise<T> {
  const { attempts = LOCK_ATTEMPTS } = locking;
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const isLocked = faultOf(error).cause === 'lock_timeout';
      if (!isLocked && !TRY_AGAIN.includes(sqlState(error) ?? '')) throw error;
      if (attempt >= attempts)
        throw new ShadowError(await tellHolders(locking, attempts), { cause: error });
      await delay(PAUSE_MS * (0.5 + Math.random()));
    }
  }
}

async function tellHolders(locking: Locking, attempts: number): Promise<string> {
  const tried = `Nothing was done, after ${attempts} attempts of ${LOCK_TIMEOUT_MS} ms each`;
  const holders = await findHolders(locking);
  const [oldest] = holders;
  if (!oldest)
    return `others hold what this has to lock. ${tried}: try again, or end the transactions that stay open`;
  return (
    `${holders.map(holderText).join('; ')}. ${tried}: try again when that transaction is over, ` +
    `or end it with SELECT pg_terminate_backend(${oldest.pid})`
  );
}

interface Holder {
  readonly table: string;
  readonly pid: number;
  readonly application: string;
  readonly login: string;
  /** Null for a login that may not see it of another. */
  readonly since: Date | null;
}

function holderText({ table, pid, application, login, since }: Holder): string {
  const name = application === '' ? 'without an application_name' : application;
  const began = since ? `, in a transaction since ${since.toISOString()}` : '';
  return `${table} is locked by session ${pid} (${name}, login ${login}${began})`;
}

/** The sessions with locks on the tables, the oldest transaction first. */
async function findHolders({ sql, tables, waitsForReaders }: Locking): Promise<Holder[]> {
  return sql.query<Holder[]>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS table, l.pid, max(a.application_name) AS application,
            max(a.usename)::text AS login, max(a.xact_start) AS since
       FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'relation' AND l.granted AND l.pid <> pg_backend_pid() AND a.datname = current_database()
        AND l.relation IN (SELECT to_regclass(t.name) FROM unnest($1::text[]) AS t (name))
        AND (l.mode NOT IN ('AccessShareLock', 'RowShareLock') OR $2)
      GROUP BY 1, 2 ORDER BY since NULLS LAST, 2 LIMIT 5`,
    [await tables(), waitsForReaders],
  );
}
