import { GraphQLError } from 'graphql';
import { OutcomeUnknownError, OverloadedError, UnavailableError } from '../ledger/index.js';
import { SubscriptionError } from '../live/index.js';
import { DecimalError } from '../money/index.js';
import { InputError, ReadUnavailableError } from '../reader/index.js';

/** The top-level error for input that cannot be read. `message` names what is wrong and what would be right. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** The top-level error for a request that needs a valid token and came without. */
export function unauthenticated(): GraphQLError {
  return new GraphQLError('This needs a valid token: send "Authorization: Bearer …".', {
    extensions: { code: 'UNAUTHENTICATED' },
  });
}

/** The top-level error for a viewer who may not. `message` says who may. */
export function forbidden(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } });
}

/** The errors that are clients' to know. Only the message is shown, never the cause. */
const TOLD = [
  { error: InputError, code: 'BAD_USER_INPUT' },
  { error: DecimalError, code: 'BAD_USER_INPUT' },
  { error: OverloadedError, code: 'OVERLOADED' },
  { error: UnavailableError, code: 'UNAVAILABLE' },
  { error: ReadUnavailableError, code: 'UNAVAILABLE' },
  { error: OutcomeUnknownError, code: 'OUTCOME_UNKNOWN' },
] as const;

/**
 * An error as a client may see it: those of {@link TOLD} and of subscriptions as a GraphQLError with a code, the original
 * kept for the log; everything else as it is, which the server masks.
 */
export function asClientError(error: unknown): unknown {
  if (error instanceof SubscriptionError) return coded(error, error.code);
  const told = TOLD.find((one) => error instanceof one.error);
  if (told === undefined || !(error instanceof Error)) return error;
  return coded(error, told.code);
}

function coded(error: Error, code: string): GraphQLError {
  return new GraphQLError(error.message, { originalError: error, extensions: { code } });
}
