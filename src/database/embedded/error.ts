import { types } from 'node:util';

/**
 * The embedded PostgreSQL cannot do what was asked. The message is one line for a person: what is
 * wrong and what would be right. It never holds the password.
 */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

/** The `code` of a system or PostgreSQL error (`ENOENT`, `28P01`), if it has one. */
export function errorCode(error: unknown): string | undefined {
  // Not instanceof: Node's own errors are of another realm where code runs in a vm, as in jest.
  if (!types.isNativeError(error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The message of whatever was thrown, on one line. */
export function errorText(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  // A refused connection to a name with two addresses is an AggregateError without a message.
  const text = error.message || (errorCode(error) ?? error.name);
  return text.replaceAll(/\s*\n\s*/g, ' ');
}
