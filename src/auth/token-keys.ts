import { createRemoteJWKSet, errors, type CryptoKey, type JWTVerifyGetKey } from 'jose';
import { IdentityUnavailableError, UnauthenticatedError } from './token-errors.js';

/** What a JWKS's keys may sign with: asymmetric only, by name, so that no public key is ever taken for a shared secret. */
export const ASYMMETRIC_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** The one thing that a shared secret may sign with. */
export const SECRET_ALGORITHM = 'HS256';

/** Key of the shared secret, prepared once: importing it for each token costs as much as the check itself. */
export function secretKey(secret: string): Promise<CryptoKey> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), hmac, false, ['verify']);
}

/**
 * Keys of an identity provider: fetched when first needed, kept for ten minutes, and looked at again
 * for an unknown key id, though at most every half minute, so that forged ids cannot make us
 * hammer the provider.
 * @throws (when called) IdentityUnavailableError when the provider does not answer with a key set
 */
export function remoteKeys(url: string): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(url), {
    timeoutDuration: 3_000,
    cooldownDuration: 30_000,
    cacheMaxAge: 600_000,
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      throw keyError(error);
    }
  };
}

function keyError(error: unknown): Error {
  if (error instanceof errors.JWKSNoMatchingKey)
    return new UnauthenticatedError('the token is signed with a key that is not the issuer’s');
  if (error instanceof errors.JWKSMultipleMatchingKeys)
    return new UnauthenticatedError('the token must name its key (kid): several could be meant');
  if (error instanceof errors.JOSENotSupported)
    return new UnauthenticatedError('the token is signed in a way that is not accepted');
  return new IdentityUnavailableError('the issuer’s keys cannot be reached at the moment', {
    cause: error,
  });
}
