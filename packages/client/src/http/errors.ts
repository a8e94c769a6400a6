import type { Intent } from '../intents/intent.js';

/** Whether a mutation was executed: not at all, perhaps, or yes, and only its answer is missing. */
export type Executed = 'no' | 'unknown' | 'yes';

export interface ErrorFields {
  /** The gateway's code, or one of the client's: NO_ANSWER, ABORTED, CLOSED, INTENT_NOT_STORED, OTHER_CALLER, TOKEN_MALFORMED. */
  readonly code: string;
  readonly executed: Executed;
  /** The gateway's id of the request, for its operator. */
  readonly requestId?: string | undefined;
  /** Milliseconds after which the gateway wants to see it again. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** What kept the gateway from an answer. A refusal by the rules is no error but a result with a `code`. */
export class OnebookError extends Error {
  override readonly name = 'OnebookError';
  readonly code: string;
  readonly executed: Executed;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** The intent whose outcome is not known. It stays stored, and the client goes on to find out. */
  intent: Intent | undefined;

  constructor(message: string, { code, executed, requestId, retryAfterMs, cause }: ErrorFields) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.executed = executed;
    this.requestId = requestId;
    this.retryAfterMs = retryAfterMs;
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
  return PASSING.includes(code) || code === NO_ANSWER || isInDoubt(code, executed);
}

// Not what the client itself gave up.
const isInDoubt = (code: string, executed: Executed) =>
  executed !== 'no' && !['ABORTED', 'CLOSED'].includes(code);

/**
 * The error of a response. An unknown code counts as executed perhaps, unless the status says that the request was refused.
 * @param status the HTTP status; 200 if the transport has none
 */
export function errorOf(problem: Problem | undefined, status: number): OnebookError {
  const { code, requestId, retryAfterMs } = problem?.extensions ?? {};
  const known = typeof code === 'string' ? code : NO_ANSWER;
  return new OnebookError(problem?.message ?? 'The answer has neither data nor errors.', {
    code: known,
    executed: executedBy(known, status),
    requestId: typeof requestId === 'string' ? requestId : undefined,
    retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : undefined,
  });
}

function executedBy(code: string, status: number): Executed {
  if (code === EXECUTED) return 'yes';
  if (PASSING.includes(code) || NOT_EXECUTED.includes(code)) return 'no';
  return status >= 400 && status < 500 && code !== NO_ANSWER ? 'no' : 'unknown';
}

/** Any thrown value as an error of the client's. */
export function asOnebookError(thrown: unknown): OnebookError {
  if (thrown instanceof OnebookError) return thrown;
  return new OnebookError('The gateway did not answer.', {
    code: NO_ANSWER,
    executed: 'unknown',
    cause: thrown,
  });
}
