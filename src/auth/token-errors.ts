/** The token is missing, malformed, expired, or not signed by whom we trust. Never holds the token. */
export class UnauthenticatedError extends Error {
  override readonly name = 'UnauthenticatedError';
  readonly code = 'UNAUTHENTICATED';
}

/**
 * The keys that would tell whether the token is good cannot be had at the moment. The token may be
 * good: a client should try again with the same one, not log its user out.
 */
export class IdentityUnavailableError extends Error {
  override readonly name = 'IdentityUnavailableError';
  readonly code = 'UNAVAILABLE';
}
