import { GraphQLError } from 'graphql';
import {
  LockedError,
  type NamedByCommand,
  OutcomeUnknownError,
  OverloadedError,
  UnavailableError,
} from '../ledger/index.js';
import { SubscriptionError } from '../live/index.js';
import { DecimalError } from '../money/index.js';
import { InputError, ReadUnavailableError } from '../reader/index.js';
import { quoteId, transactionId, walletId } from './ids.js';

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
  const message = error instanceof LockedError ? error.messageWith(idOf) : error.message;
  return withCode(error, known.code, message);
}

function withCode(error: Error, code: string, message = error.message): GraphQLError {
  return new GraphQLError(message, { originalError: error, extensions: { code } });
}

function idOf(type: NamedByCommand['type'], uuid: string): string {
  if (type === 'transaction') return transactionId(uuid);
  return type === 'quote' ? quoteId(uuid) : walletId(uuid);
}
