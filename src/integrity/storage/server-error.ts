import { QueryFailedError } from 'typeorm';

/** PostgreSQL's own error: its SQLSTATE and its message. */
export interface ServerError {
  readonly code: string;
  readonly message: string;
}

/**
 * SQLSTATE classes that say nothing about the book: the connection or the server went away (08, 57), a login that no
 * longer works (28), conflicts on a standby (40), no lock in time (55P03), no memory or disk (53), a limit on transactions
 * (25). After those the check as a whole ends, and can be run again.
 */
const PASSING = /^(08|25|28|40|53|55P03|57)/;

/** The error of the server; undefined if the error is of another origin or of a passing kind. */
export function serverErrorOf(error: unknown): ServerError | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const { code, message } = error.driverError as { code?: unknown; message: string };
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code) || PASSING.test(code))
    return undefined;
  return { code, message };
}

/** The error as a finding tells it: without paths outside the database's own directory. */
export function textOf({ message, code }: ServerError): string {
  return `${message.replace(/(?<![\w.])\/[^\s"]+/g, '…').slice(0, 500)} (${code})`;
}
