import { GATEWAY_PREFIX } from './owner-id.js';

/** Why a request never became a command. The codes of the errors that the caller got. */
export const ATTEMPT_CODES = ['FORBIDDEN', 'UNAUTHENTICATED'] as const;
export type AttemptCode = (typeof ATTEMPT_CODES)[number];

/** With this begins the idempotency key under which an attempt is stored. No client may send one like it. */
export const ATTEMPT_KEY_PREFIX = `${GATEWAY_PREFIX}attempt:`;

/** What a subject tried and may not: a field without the role for it, or a token that proves them and is not accepted. */
export interface Attempt {
  /** The `sub` of a token with a good signature. */
  readonly subject: string;
  /** The name of the GraphQL field, or `authenticate`. */
  readonly movement: string;
  /** The field with its type, such as `Mutation.adjustBalance`; undefined: none was asked for yet. */
  readonly field: string | undefined;
  readonly code: AttemptCode;
  readonly message: string;
  /** undefined: it has none yet. */
  readonly requestId: string | undefined;
}

/** Receives attempts. It never waits, and never throws. */
export type NoteAttempt = (attempt: Attempt) => void;
