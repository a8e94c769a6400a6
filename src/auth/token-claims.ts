import type { JWTPayload } from 'jose';
import { UnauthenticatedError } from './token-errors.js';
import { faultInOwnerId, ROLES, type Role, type Viewer } from '../domain/index.js';

/** A viewer, with the times at which their token was issued and expires. */
export interface AuthenticatedViewer extends Viewer {
  /** The token's `iat` claim; undefined if it has none. */
  readonly issuedAt?: Date | undefined;
  readonly expiresAt?: Date;
}

/**
 * The viewer that a verified token describes. Ignores unknown roles, because an identity provider may serve other
 * programs with the same token. A viewer without roles has no rights.
 * @throws UnauthenticatedError that names the wrong claim
 */
export function viewerOf(payload: JWTPayload): AuthenticatedViewer {
  const id = subject(payload.sub);
  const roles = knownRoles(payload['roles']);
  // The verification before this already requires `exp`. This check is for the type.
  if (payload.exp === undefined) throw new UnauthenticatedError('the token has no exp');
  return Object.freeze({
    id,
    roles,
    expiresAt: dateOf('exp', payload.exp),
    issuedAt: payload.iat === undefined ? undefined : dateOf('iat', payload.iat),
  });
}

/**
 * A claim's date: seconds since 1970, possibly with a fraction (RFC 7519, section 2, NumericDate). A value beyond the
 * range of Date must be refused: it compares false with every date, so such a token would never expire.
 */
function dateOf(claim: 'exp' | 'iat', seconds: number): Date {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime()))
    throw new UnauthenticatedError(`the token’s ${claim} must be a time in seconds since 1970`);
  return date;
}

function subject(sub: unknown): string {
  if (typeof sub !== 'string') throw new UnauthenticatedError('the token’s sub must be a string');
  const fault = faultInOwnerId(sub);
  if (fault !== undefined) throw new UnauthenticatedError(`the token’s sub ${fault}`);
  return sub;
}

function knownRoles(roles: unknown): readonly Role[] {
  if (roles === undefined) return [];
  if (!Array.isArray(roles))
    throw new UnauthenticatedError('the token’s roles must be a list, such as ["MEMBER"]');
  return ROLES.filter((role) => roles.includes(role));
}
