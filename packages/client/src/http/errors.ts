import type { Intent } from '../intents/intent.js';

/** Whether a mutation was executed: not at all, perhaps, or yes, and only its answer is missing. */
export type Executed = 'no' | 'unknown' | 'yes';

export interface ErrorFields {
  /** The gateway's code, or one of the client's: NO_ANSWER, WRONG_URL, ABORTED, CLOSED, INTENT_NOT_STORED, INTENT_KEY_IN_USE, OTHER_CALLER, TOKEN_UNAVAILABLE, TOKEN_MALFORMED, NO_WEBSOCKET. */
  readonly code: string;
  readonly executed: Executed;
  /** The gateway's id of the request, for its operator. */
  readonly requestId?: string | undefined;
  /** Milliseconds after which the gateway wants to see it again. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
  readonly intent?: Intent | undefined;
}

/** What kept the gateway from an answer. A refusal by the rules is no error but a result with a `code`. */
export class OnebookError extends Error {
  override readonly name = 'OnebookError';
  readonly code: string;
  readonly executed: Executed;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** The intent whose outcome is not known. It stays stored, and the client goes on to find out. */
  readonly intent: Intent | undefined;

  constructor(message: string, { cause, ...fields }: ErrorFields) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = fields.code;
    this.executed = fields.executed;
    this.requestId = fields.requestId;
    this.retryAfterMs = fields.retryAfterMs;
    this.intent = fields.intent;
  }
}

/** An error of a GraphQL response. */
export interface Problem {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** Codes that pass by themselves: nothing was executed, and the same request may succeed later. */
const PASSING = ['OVERLOADED', 'UNAVAILABLE', 'RATE_LIMITED'];
/** The other codes after which nothing was executed, also if the response has status 200. */
const NOT_EXECUTED = ['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT'];
const EXECUTED = 'ANSWER_INCOMPLETE';
/** No answer has arrived, or the answer is not the gateway's. */
export const NO_ANSWER = 'NO_ANSWER';

/** Whether the same request may succeed later without a change. */
export function isPassing({ code, executed }: OnebookError): boolean {
  if (PASSING.includes(code) || code === NO_ANSWER) return true;
  // Not what the caller has given up.
  return executed !== 'no' && code !== 'ABORTED';
}

/** Whether the mutation was executed and its payload can never be read, because it is too large. */
export function isUnreadable({ code, retryAfterMs }: OnebookError): boolean {
  return code === EXECUTED && retryAfterMs === undefined;
}

/**
 * The error of a response. An unknown code counts as executed perhaps, unless the status says that the request was refused.
 * @param status the HTTP status; 200 if the transport has none
 * @param retryAfterMs what a header says, where the error does not
 */
export function errorOf(
  problem: Problem | undefined,
  status: number,
  retryAfterMs?: number,
): OnebookError {
  const { code, requestId, retryAfterMs: own } = problem?.extensions ?? {};
  const known = typeof code === 'string' ? code : NO_ANSWER;
  return new OnebookError(problem?.message ?? 'The answer has neither data nor errors.', {
    code: known,
    executed: executedBy(known, status),
    requestId: typeof requestId === 'string' ? requestId : undefined,
    retryAfterMs: typeof own === 'number' ? own : retryAfterMs,
  });
}

function executedBy(code: string, status: number): Executed {
  if (code === EXECUTED) return 'yes';
  if (PASSING.includes(code) || NOT_EXECUTED.includes(code)) return 'no';
  // Proxies use these for requests that they have passed on.
  if ([408, 499].includes(status)) return 'unknown';
  return status >= 400 && status < 500 && code !== NO_ANSWER ? 'no' : 'unknown';
}

/** Any thrown value as an error of the client's. @param url where the gateway should be */
export function asOnebookError(thrown: unknown, url?: string): OnebookError {
  if (thrown instanceof OnebookError) return thrown;
  const where = url === undefined ? '' : ` at ${url}`;
  return new OnebookError(`The gateway${where} did not answer.`, {
    code: NO_ANSWER,
    executed: isUnreached(thrown) ? 'no' : 'unknown',
    cause: thrown,
  });
}

/** Whether there was no connection, as far as one can tell: Node says so, browsers do not. */
function isUnreached(thrown: unknown): boolean {
  const { code } = (thrown as { cause?: { code?: unknown } } | undefined)?.cause ?? {};
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND';
}
