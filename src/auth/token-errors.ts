/** The token is missing, malformed, expired, revoked, or signed with a key that is not trusted. Never holds the token. */
export class UnauthenticatedError extends Error {
  override readonly name = 'UnauthenticatedError';
  readonly code = 'UNAUTHENTICATED';
}

/**
 * The keys that verify the token are unavailable. The token may be good, so a client should retry with the same one
 * and not log its user out.
 */
export class IdentityUnavailableError extends Error {
  override readonly name = 'IdentityUnavailableError';
  readonly code = 'UNAVAILABLE';
}
