import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';

/** Something about the database is not as the gateway needs it. The message is one line. */
export class DatabaseSetupError extends Error {
  override readonly name = 'DatabaseSetupError';
}

interface PostgresError {
  readonly code?: string;
  readonly severity?: string;
  readonly constraint?: string;
}

/** What PostgreSQL said, wherever TypeORM wrapped it. */
function postgresError(error: unknown): PostgresError {
  const driver = (error as { driverError?: unknown } | undefined)?.driverError;
  return driver ?? error ?? {};
}

/** The five-character SQLSTATE, or undefined where the error did not come from the server. */
export function sqlState(error: unknown): string | undefined {
  const { code } = postgresError(error);
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/**
 * The violated constraint's name, without the `_` and digits that a sharded table appends.
 */
export function constraintName(error: unknown): string | undefined {
  return postgresError(error).constraint?.replace(/_\d+$/, '');
}

/**
 * True where the server refused the statement and the session goes on, so that a COMMIT that ended
 * like this is known not to have happened. FATAL and PANIC end the session, perhaps after the commit.
 */
export function isRefusedByServer(error: unknown): boolean {
  return sqlState(error) !== undefined && postgresError(error).severity === 'ERROR';
}

/** Two transactions were in each other's way (40001 serialization, 40P01 deadlock): again, it works. */
export function isTransient(error: unknown): boolean {
  return ['40001', '40P01'].includes(sqlState(error) ?? '');
}

export function isUniqueViolation(error: unknown): boolean {
  return sqlState(error) === '23505';
}

/** SQLSTATE classes of a server that is not there, going down, or out of connections. */
const UNREACHABLE = /^(08|57P0|53300|25P0[34])/;

/**
 * What says that a statement could not be carried out now, whatever it was: class 53, out of disk,
 * memory or connections; class 28, no login any more; 25006, a standby; 55P03, a lock that was not
 * had in time; 57014, a statement that took too long.
 */
const NOT_NOW = /^(53|28|25006|55P03|57014)/;

/** Node's codes for a connection that cannot be had or was lost. */
const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/;

/** What `pg` says where it has no code to give. */
const LOST =
  /Connection terminated|connection timeout|Query read timeout|not queryable|timeout exceeded when trying to connect|Client was closed|Connection ended/i;

/** True where the same statement may well succeed later: nothing is wrong with it. */
export function isUnavailable(error: unknown): boolean {
  return isConnectionError(error) || NOT_NOW.test(sqlState(error) ?? '');
}

/**
 * True where the connection could not be had or was lost, rather than a statement refused. TypeORM lets go
 * of one that broke between two statements, and then says so in one of two ways, by who asks.
 */
export function isConnectionError(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return UNREACHABLE.test(state);
  if (error instanceof QueryRunnerAlreadyReleasedError) return true;
  if (error instanceof QueryRunnerProviderAlreadyReleasedError) return true;
  const { code } = postgresError(error);
  return (
    (code !== undefined && NETWORK.test(code)) ||
    LOST.test(String((error as Error | undefined)?.message))
  );
}
