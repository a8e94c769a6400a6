import {
  createRemoteJWKSet,
  customFetch,
  errors,
  type CryptoKey,
  type FetchImplementation,
  type JWTVerifyGetKey,
} from 'jose';
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

/** Bounds of a provider's answer. Providers publish two to ten keys, of one or two KB each. */
const MAX_JWKS_BYTES = 256 * 1024;
const MAX_JWKS_KEYS = 100;

/**
 * Fetches a key set of bounded size. jose bounds the time, for the body too, and follows no redirect.
 * @throws Error if the answer is too large, or no JSON
 */
const fetchBounded: FetchImplementation = async (url, options) => {
  const response = await fetch(url, options);
  if (response.status !== 200 || !response.body) return response;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body as AsyncIterable<Uint8Array>) {
    bytes += part.length;
    // Leaving the loop cancels the rest.
    if (bytes > MAX_JWKS_BYTES)
      throw new Error(`the key set has more than ${MAX_JWKS_BYTES} bytes`);
    parts.push(part);
  }
  const set = JSON.parse(Buffer.concat(parts).toString()) as { keys?: unknown } | null;
  if (Array.isArray(set?.keys) && set.keys.length > MAX_JWKS_KEYS)
    throw new Error(`the key set has more than ${MAX_JWKS_KEYS} keys`);
  return Response.json(set);
};

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
    [customFetch]: fetchBounded,
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
