import { DatabaseSetupError, NoAnswerError, UnfitDatabaseError } from './session/setup-errors.js';
import { isReleasedRunnerError } from './typeorm-workarounds.js';

export { DatabaseSetupError, NoAnswerError, UnfitDatabaseError };

interface PostgresError {
  readonly code?: string;
  readonly severity?: string;
  readonly constraint?: string;
}

/** PostgreSQL's own error. TypeORM wraps it in an error of its own. */
function postgresError(error: unknown): PostgresError {
  const driver = (error as { driverError?: unknown } | undefined)?.driverError;
  return driver ?? error ?? {};
}

/** The five-character SQLSTATE; undefined if the error did not come from the server. */
export function sqlState(error: unknown): string | undefined {
  const { code } = postgresError(error);
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** The name of the violated constraint, without the `_` and digits that a sharded table appends. */
export function constraintName(error: unknown): string | undefined {
  return postgresError(error).constraint?.replace(/_\d+$/, '');
}

/**
 * Whether the server refused the statement and the session goes on. A COMMIT that ends like this did not happen.
 * FATAL and PANIC end the session, perhaps after the commit.
 */
export function isRefusedByServer(error: unknown): boolean {
  const state = sqlState(error);
  if (state === undefined) return false;
  const { severity } = postgresError(error);
  // An error of the socket has a code too (EPIPE), and no severity.
  if (severity === undefined) return false;
  if (['ERROR', 'FATAL', 'PANIC'].includes(severity)) return severity === 'ERROR';
  // The driver has the severity only in the language of the server (lc_messages).
  return !MAY_END_SESSION.test(state);
}

/** States of connections, resources, shutdowns and internal errors, with which a session can end. */
const MAY_END_SESSION = /^(08|25P0[34]|28|3D|53|57P|58|F0|XX)/;

/**
 * Whether the server could not write a file, for a reason that has no SQLSTATE: a quota, or the largest size of a file.
 * PostgreSQL then says XX000, internal error.
 */
export function cannotWrite(error: unknown): boolean {
  const { message = '' } = (error ?? {}) as { message?: string };
  return sqlState(error) === 'XX000' && CANNOT_WRITE.test(message);
}

const CANNOT_WRITE = /could not (extend|write|create|open|fsync|allocate)\b/;

/** Whether two transactions got in each other's way (40001 serialization, 40P01 deadlock). A retry succeeds. */
export function isTransient(error: unknown): boolean {
  return ['40001', '40P01'].includes(sqlState(error) ?? '');
}

export function isUniqueViolation(error: unknown): boolean {
  return sqlState(error) === '23505';
}

/** Whether the server ended the session because it was idle in a transaction for too long. It rolled back. */
export function endedWhileIdle(error: unknown): boolean {
  return sqlState(error) === '25P03';
}

/** SQLSTATE prefixes of a server that is down, going down, or out of connections. */
const UNREACHABLE = /^(08|57P0|53300|25P0[34])/;

/**
 * SQLSTATE prefixes of a passing condition, which says nothing against the statement: class 53, out of disk, memory
 * or connections; class 58, the system refuses to read or write; class 28, the login no longer works; 25006, the server
 * is a standby; 55P03, a lock was not free in time; 57014, the statement took too long.
 */
const PASSING = /^(53|58|28|25006|55P03|57014)/;

/** Node's codes for a connection that cannot be opened or was lost. */
const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/;

/** Messages of `pg` for a lost connection. These errors have no code. */
const LOST =
  /Connection terminated|connection timeout|timeout expired|Query read timeout|not queryable|timeout exceeded when trying to connect|Client was closed|Connection ended/i;

/** Whether the same statement may succeed later: nothing is wrong with it. */
export function isUnavailable(error: unknown): boolean {
  return (
    isConnectionError(error) ||
    error instanceof UnfitDatabaseError ||
    PASSING.test(sqlState(error) ?? '') ||
    cannotWrite(error)
  );
}

/**
 * Whether the connection could not be opened or was lost. False if the server refused a statement.
 * A connection that breaks between two statements shows up as a released runner.
 */
export function isConnectionError(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return UNREACHABLE.test(state);
  if (isReleasedRunnerError(error) || error instanceof NoAnswerError) return true;
  if (error instanceof DatabaseSetupError) return isConnectionError(error.cause);
  const { code } = postgresError(error);
  return (
    (code !== undefined && NETWORK.test(code)) ||
    LOST.test(String((error as Error | undefined)?.message))
  );
}
