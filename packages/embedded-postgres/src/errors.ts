import { types } from 'node:util';
import { errorCode } from './lock/error-code.mjs';

export { errorCode };

/**
 * The embedded PostgreSQL cannot do what the caller asked. The message is one line for a person: what
 * is wrong, then what to do. It never contains the password.
 */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

/** The message of any thrown value, on one line. */
export function errorText(error: unknown): string {
  // Not instanceof: code that runs in a vm, as in jest, meets errors of another realm.
  if (!types.isNativeError(error)) return String(error);
  // A refused connection to a name with two addresses is an AggregateError without a message.
  const text = error.message || (errorCode(error) ?? error.name);
  return text.replaceAll(/\s*\n\s*/g, ' ');
}
