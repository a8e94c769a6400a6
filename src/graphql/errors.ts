import { GraphQLError } from 'graphql';
import { OutcomeUnknownError, OverloadedError, UnavailableError } from '../ledger/index.js';
import { SubscriptionError } from '../live/index.js';
import { DecimalError } from '../money/index.js';
import { InputError, ReadUnavailableError } from '../reader/index.js';

/** The top-level error for input that cannot be read. @param message says what is wrong and what is right */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** The top-level error for a request without a valid token. */
export function unauthenticated(): GraphQLError {
  return new GraphQLError('No valid token was sent. Send "Authorization: Bearer …".', {
    extensions: { code: 'UNAUTHENTICATED' },
  });
}

/** The top-level error for a viewer without permission. @param message says who has it */
export function forbidden(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } });
}

/** The errors that clients see, with their codes. A client sees the message, never the cause. */
const CLIENT_ERRORS = [
  { error: InputError, code: 'BAD_USER_INPUT' },
  { error: DecimalError, code: 'BAD_USER_INPUT' },
  { error: OverloadedError, code: 'OVERLOADED' },
  { error: UnavailableError, code: 'UNAVAILABLE' },
  { error: ReadUnavailableError, code: 'UNAVAILABLE' },
  { error: OutcomeUnknownError, code: 'OUTCOME_UNKNOWN' },
] as const;

/**
 * Turns an error into what a client may see. {@link CLIENT_ERRORS} and errors of subscriptions become a GraphQLError with
 * a code, which keeps the original for the log. Any other error stays as it is, and the server masks it.
 */
export function asClientError(error: unknown): unknown {
  if (error instanceof SubscriptionError) return withCode(error, error.code);
  const known = CLIENT_ERRORS.find((one) => error instanceof one.error);
  if (known === undefined || !(error instanceof Error)) return error;
  return withCode(error, known.code);
}

function withCode(error: Error, code: string): GraphQLError {
  return new GraphQLError(error.message, { originalError: error, extensions: { code } });
}
