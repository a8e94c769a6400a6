import { createRemoteJWKSet, errors, type CryptoKey, type JWTVerifyGetKey } from 'jose';
import { IdentityUnavailableError, UnauthenticatedError } from './token-errors.js';

/** Algorithms for keys of a JWKS. Asymmetric only, so that no public key is ever used as a shared secret. */
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

/** The only algorithm for a shared secret. */
export const SECRET_ALGORITHM = 'HS256';

/** Imports the shared secret as a key. Do it once: an import costs as much as verifying a token. */
export function secretKey(secret: string): Promise<CryptoKey> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), hmac, false, ['verify']);
}

/**
 * The keys of an identity provider. Fetches them on first use and keeps them for ten minutes. Fetches again for an
 * unknown key id, but at most every 30 seconds, so that forged ids cannot flood the provider with requests.
 * @throws (on use) UnauthenticatedError if no key fits the token; IdentityUnavailableError if the provider does not
 * answer with a key set
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
    return new UnauthenticatedError(
      'the token’s key is not the issuer’s: get a new token from the issuer',
    );
  if (error instanceof errors.JWKSMultipleMatchingKeys)
    return new UnauthenticatedError('the token must name its key (kid), because several keys fit');
  if (error instanceof errors.JOSENotSupported)
    return new UnauthenticatedError('the token’s signature algorithm is not accepted');
  return new IdentityUnavailableError(
    'the issuer’s keys are unavailable: retry later with the same token',
    {
      cause: error,
    },
  );
}
