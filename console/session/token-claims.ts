/** What the console reads in a token. It verifies nothing: the gateway does that. */
export interface TokenClaims {
  readonly sub: string;
  /** When it ends, in milliseconds since 1970; undefined if the token does not say. */
  readonly expiresAt: number | undefined;
}

/** The claims of a JWT; undefined if the text is none. */
export function claimsOf(token: string): TokenClaims | undefined {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    const { sub, exp } = claims;
    if (typeof sub !== 'string') return undefined;
    return { sub, expiresAt: typeof exp === 'number' ? exp * 1_000 : undefined };
  } catch {
    // Half of a token, or another text: the caller says so.
    return undefined;
  }
}
