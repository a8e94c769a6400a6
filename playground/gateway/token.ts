interface Claims {
  readonly sub?: unknown;
  readonly roles?: unknown;
  readonly exp?: unknown;
}

/** The token alone, from pasted text with or without `Authorization: Bearer`. */
export function bareToken(text: string): string {
  return text
    .trim()
    .replace(/^authorization:\s*/i, '')
    .replace(/^bearer\s+/i, '');
}

/**
 * Summary of a token's claims for the user, who can see for example that the token has expired. It verifies
 * nothing: the gateway does that.
 */
export function describeToken(token: string, now: Date): string {
  if (token === '') return 'no token; this page forgets it when you leave';
  const claims = readClaims(token);
  if (claims === undefined) return 'this is not a JWT';
  const roles = Array.isArray(claims.roles) ? claims.roles.join(', ') : '';
  return `${String(claims.sub)} · ${roles || 'no roles'} · ${describeExpiry(claims.exp, now)}`;
}

function describeExpiry(exp: unknown, now: Date): string {
  if (typeof exp !== 'number') return 'no expiry';
  const at = new Date(exp * 1000);
  return `${at > now ? 'until' : 'EXPIRED at'} ${at.toLocaleString()}`;
}

function readClaims(token: string): Claims | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(fromBase64Url(payload)), (c) => c.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === 'object' && claims !== null ? claims : undefined;
  } catch {
    // A half-typed token is not an error: the page shows that it is not a JWT yet.
    return undefined;
  }
}

function fromBase64Url(text: string): string {
  return text.replaceAll('-', '+').replaceAll('_', '/');
}
