import type { JWTPayload } from 'jose';
import { UnauthenticatedError } from './token-errors.js';
import { ROLES, type Role, type Viewer } from '../domain/index.js';

/** A viewer, and since and until when the token says so. */
export interface AuthenticatedViewer extends Viewer {
  /** When the token was issued, as it says itself; of some it is not known. */
  readonly issuedAt?: Date | undefined;
  readonly expiresAt?: Date;
}

const MAX_SUBJECT = 255;
// Owner ids end up in logs, terminals and CSV files, where control characters can forge lines.
// A lone surrogate (Cs) cannot be stored as UTF-8.
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;
/** What the gateway itself does, it does under such names. */
const RESERVED = 'onebook:';

/**
 * Who a verified token says its bearer is. Roles that this gateway does not know are ignored, so
 * that an identity provider may serve other programs with the same token; no roles, no rights.
 * @throws UnauthenticatedError that names the claim which is wrong
 */
export function viewerOf(payload: JWTPayload): AuthenticatedViewer {
  const id = subject(payload.sub);
  const roles = knownRoles(payload['roles']);
  // `exp` is required by the verification that came before; its absence here would be our mistake.
  if (payload.exp === undefined) throw new UnauthenticatedError('the token has no exp');
  return Object.freeze({
    ...{ id, roles, expiresAt: moment('exp', payload.exp) },
    issuedAt: payload.iat === undefined ? undefined : moment('iat', payload.iat),
  });
}

/**
 * A claim's seconds since 1970 (RFC 7519, 2: NumericDate, which may have a fraction). What is beyond every
 * calendar would be neither before nor after anything, and so neither expired nor revoked.
 */
function moment(claim: 'exp' | 'iat', seconds: number): Date {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime()))
    throw new UnauthenticatedError(`the token’s ${claim} must be a moment in seconds since 1970`);
  return date;
}

function subject(sub: unknown): string {
  if (typeof sub !== 'string' || sub === '')
    throw new UnauthenticatedError('the token’s sub must be a non-empty string');
  if (sub.length > MAX_SUBJECT)
    throw new UnauthenticatedError(`the token’s sub must have at most ${MAX_SUBJECT} characters`);
  if (sub.startsWith(RESERVED))
    throw new UnauthenticatedError(`the token’s sub must not begin with "${RESERVED}"`);
  if (UNPRINTABLE.test(sub))
    throw new UnauthenticatedError('the token’s sub must not hold control characters');
  return sub;
}

function knownRoles(roles: unknown): readonly Role[] {
  if (roles === undefined) return [];
  if (!Array.isArray(roles))
    throw new UnauthenticatedError('the token’s roles must be a list, such as ["MEMBER"]');
  return ROLES.filter((role) => roles.includes(role));
}
