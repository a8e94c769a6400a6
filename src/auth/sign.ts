import { SignJWT } from 'jose';
import { SECRET_ALGORITHM } from './token-keys.js';
import type { Role } from '../domain/index.js';

export interface TokenRequest {
  /** HS256 secret. */
  readonly secret: string;
  /** The owner's id. */
  readonly sub: string;
  readonly roles: readonly Role[];
  /** Lifetime in whole seconds, at least 1. */
  readonly ttlSeconds: number;
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
}

/**
 * Signs a token like an identity provider's, for the command line and for tests.
 * @throws RangeError if `ttlSeconds` is not a whole number from 1
 */
export async function signToken(request: TokenRequest): Promise<string> {
  if (!Number.isSafeInteger(request.ttlSeconds) || request.ttlSeconds < 1)
    throw new RangeError('ttlSeconds must be a whole number of seconds, at least 1');
  const now = Math.floor(Date.now() / 1000);
  const jwt = new SignJWT({ roles: [...request.roles] })
    .setProtectedHeader({ alg: SECRET_ALGORITHM, typ: 'JWT' })
    .setSubject(request.sub)
    .setIssuedAt(now)
    .setExpirationTime(now + request.ttlSeconds);
  if (request.issuer !== undefined) jwt.setIssuer(request.issuer);
  if (request.audience !== undefined) jwt.setAudience(request.audience);
  return jwt.sign(new TextEncoder().encode(request.secret));
}
