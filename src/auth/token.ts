import {
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyOptions,
} from 'jose';
import type { Revocations } from './revocations.js';
import { TokenCache } from './token-cache.js';
import { viewerOf, type AuthenticatedViewer } from './token-claims.js';
import { IdentityUnavailableError, UnauthenticatedError } from './token-errors.js';
import { ASYMMETRIC_ALGORITHMS, remoteKeys, SECRET_ALGORITHM, secretKey } from './token-keys.js';

export { IdentityUnavailableError } from './token-errors.js';
export type { AuthenticatedViewer } from './token-claims.js';

export interface AuthenticatorOptions {
  /** HS256 secret. */
  readonly secret?: string | undefined;
  /** Where an identity provider publishes its keys. May be given together with a secret. */
  readonly jwksUrl?: string | undefined;
  /** `iss` that a token must have; absent: any. */
  readonly issuer?: string | undefined;
  /** `aud` that a token must hold; absent: any. */
  readonly audience?: string | undefined;
  /** Tokens that are good no more, asked for at every request; absent: none is revoked. */
  readonly revocations?: Pick<Revocations, 'isRevoked'> | undefined;
}

export interface Authenticator {
  /**
   * Who the bearer of the `Authorization` header's token is.
   * @throws UnauthenticatedError for a token that is missing, bad or revoked; the message says in what way
   * @throws IdentityUnavailableError when the issuer's keys cannot be had: nothing is known about the token
   */
  authenticate(authorizationHeader: string | undefined): Promise<AuthenticatedViewer>;
}

// Two machines' clocks differ by a little; more than that is a wrong clock.
const CLOCK_TOLERANCE_SECONDS = 5;
// Far more than any real token, and little enough that hashing it costs nothing.
const MAX_TOKEN_LENGTH = 8_192;
const COMPACT_JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * An authenticator for tokens signed with a shared secret, by an identity provider, or either.
 * `exp` is required: a token that never expires cannot be taken back.
 * @throws TypeError without secret and JWKS: nobody could ever be let in
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  if (!options.secret && !options.jwksUrl) throw new TypeError('a secret or a JWKS URL is needed');
  const verify = createVerifier(options);
  const cache = new TokenCache();
  return {
    async authenticate(header) {
      const token = bearerToken(header);
      const viewer = cache.get(token) ?? (await verified(token));
      // Each time anew, and after everything that waits: a token may be revoked while it is remembered.
      if (options.revocations?.isRevoked(viewer))
        throw new UnauthenticatedError('the token was revoked');
      return viewer;
    },
  };

  async function verified(token: string): Promise<AuthenticatedViewer> {
    const viewer = viewerOf(await verify(token));
    cache.set(token, viewer);
    return viewer;
  }
}

/** The token of `Authorization: Bearer <token>` (RFC 6750, 2.1; the scheme's case does not matter). */
function bearerToken(header: string | undefined): string {
  if (header === undefined || header.trim() === '')
    throw new UnauthenticatedError('no token: send the header "Authorization: Bearer <token>"');
  const token = /^bearer +(\S+) *$/i.exec(header)?.[1];
  if (token === undefined)
    throw new UnauthenticatedError('the Authorization header must read "Bearer <token>"');
  if (token.length > MAX_TOKEN_LENGTH || !COMPACT_JWS.test(token))
    throw new UnauthenticatedError('the token is malformed: a signed JWT has three parts');
  return token;
}

type Verify = (token: string) => Promise<JWTPayload>;

function createVerifier({ secret, jwksUrl, issuer, audience }: AuthenticatorOptions): Verify {
  const required: JWTVerifyOptions = {
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ['exp', 'sub'],
    ...(issuer !== undefined && { issuer }),
    ...(audience !== undefined && { audience }),
  };
  const shared = secret ? secretKey(secret) : undefined;
  const remote = jwksUrl ? remoteKeys(jwksUrl) : undefined;
  const symmetric = { ...required, algorithms: [SECRET_ALGORITHM] };
  const asymmetric = { ...required, algorithms: ASYMMETRIC_ALGORITHMS };
  return async (token) => {
    try {
      // The algorithm chooses between the two kinds of key and each kind admits only its own
      // algorithms: a public key can never be used as an HMAC secret.
      const symmetrically = decodeProtectedHeader(token).alg === SECRET_ALGORITHM;
      if (symmetrically && shared) return (await jwtVerify(token, await shared, symmetric)).payload;
      if (!symmetrically && remote) return (await jwtVerify(token, remote, asymmetric)).payload;
    } catch (error) {
      throw refusal(error);
    }
    throw new UnauthenticatedError('the token is signed in a way that is not accepted');
  };
}

/** In words, what is wrong with a token. jose's own messages may quote what the token holds, so they are not passed on. */
function refusal(error: unknown): Error {
  if (error instanceof UnauthenticatedError || error instanceof IdentityUnavailableError)
    return error;
  if (error instanceof errors.JWTExpired) return new UnauthenticatedError('the token has expired');
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return new UnauthenticatedError('the token’s signature is wrong');
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return new UnauthenticatedError('the token is signed in a way that is not accepted');
  if (error instanceof errors.JWTClaimValidationFailed)
    return new UnauthenticatedError(claimRefusal(error));
  return new UnauthenticatedError('the token is malformed');
}

function claimRefusal({ claim, reason }: errors.JWTClaimValidationFailed): string {
  if (reason === 'missing') return `the token has no ${claim}`;
  if (claim === 'nbf') return 'the token is not valid yet';
  if (claim === 'iss') return 'the token is from another issuer';
  if (claim === 'aud') return 'the token is for another audience';
  return `the token’s ${claim} is wrong`;
}
