interface Claims {
  readonly sub?: unknown;
  readonly roles?: unknown;
  readonly exp?: unknown;
}

/** The token itself, from however much of `Authorization: Bearer …` was pasted. */
export function bareToken(text: string): string {
  return text
    .trim()
    .replace(/^authorization:\s*/i, '')
    .replace(/^bearer\s+/i, '');
}

/**
 * Who a token says it is for, in a few words. Nothing is verified here, that is the gateway's
 * work; this only saves a reader from wondering why an expired token is refused.
 */
export function describeToken(token: string, now: Date): string {
  if (token === '') return 'no token; one is kept only until this page is left';
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
    // Half a token while it is being typed is no error; the reader is told that it is no JWT.
    return undefined;
  }
}

function fromBase64Url(text: string): string {
  return text.replaceAll('-', '+').replaceAll('_', '/');
}
