import { cannotWrite, isConnectionError, sqlState, UnfitDatabaseError } from './errors.js';

/** Why the database did not do something: a closed list, so that a metric can count by it. */
export type FaultCause =
  | 'disk_full'
  | 'storage'
  | 'out_of_memory'
  | 'too_many_connections'
  | 'out_of_resources'
  | 'read_only'
  | 'damaged'
  | 'login_refused'
  | 'lock_timeout'
  | 'statement_timeout'
  | 'unreachable'
  | 'other';

/** Why the database did not do something, for logs, metrics and the readiness probe. */
export interface Fault {
  readonly cause: FaultCause;
  /** What is wrong, in words that name no data, with the SQLSTATE if there is one. */
  readonly words: string;
}

const WORDS: Readonly<Record<FaultCause, string>> = {
  disk_full: 'the disk of the database is full',
  storage: 'the database cannot write its files',
  out_of_memory: 'the database is out of memory',
  too_many_connections: 'the database has no free connection',
  out_of_resources: 'the database has reached a limit of its configuration',
  read_only: 'the database takes no writes',
  damaged: 'the database reports damaged data',
  login_refused: 'the database refuses the login',
  lock_timeout: 'a lock was not free in time',
  statement_timeout: 'a statement took too long',
  unreachable: 'the database cannot be reached',
  other: 'a statement failed',
};

/** By SQLSTATE, the first that fits. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const BY_STATE: readonly (readonly [state: RegExp, cause: FaultCause])[] = [
  [/^53100/, 'disk_full'],
  [/^53200/, 'out_of_memory'],
  [/^53300/, 'too_many_connections'],
  [/^53/, 'out_of_resources'],
  [/^58/, 'storage'],
  [/^25006/, 'read_only'],
  [/^XX00[12]/, 'damaged'],
  [/^28/, 'login_refused'],
  [/^55P03/, 'lock_timeout'],
  [/^57014/, 'statement_timeout'],
];

/** How the system names a full disk if it has no SQLSTATE for it. */
const QUOTA = /No space left|Disk quota exceeded/;

/** Why the database did not do something. Looks through the errors that wrap PostgreSQL's own. */
export function faultOf(error: unknown): Fault {
  const innermost = innermostOf(error);
  const state = sqlState(innermost);
  const cause = causeOf(innermost, state);
  return { cause, words: state === undefined ? WORDS[cause] : `${WORDS[cause]} (${state})` };
}

function causeOf(error: unknown, state: string | undefined): FaultCause {
  if (error instanceof UnfitDatabaseError) return 'read_only';
  const { message } = error as { message?: string };
  if (state !== undefined) {
    if (cannotWrite(error)) return QUOTA.test(message ?? '') ? 'disk_full' : 'storage';
    const known = BY_STATE.find(([pattern]) => pattern.test(state));
    if (known) return known[1];
  }
  return isConnectionError(error) ? 'unreachable' : 'other';
}

/** PostgreSQL's error, or the error of the connection. */
function innermostOf(error: unknown): unknown {
  let innermost = error;
  while (sqlState(innermost) === undefined) {
    const { cause } = innermost as { cause?: unknown };
    if (!(cause instanceof Error)) break;
    innermost = cause;
  }
  return innermost;
}
