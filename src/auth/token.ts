import {
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyOptions,
} from 'jose';
import { faultInOwnerId } from '../domain/index.js';
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
  /** URL of an identity provider's key set. Can be combined with a secret. */
  readonly jwksUrl?: string | undefined;
  /** The `iss` that a token must have; absent accepts any. */
  readonly issuer?: string | undefined;
  /** The `aud` that a token must contain; absent accepts any. */
  readonly audience?: string | undefined;
  /** The revoked tokens, checked at every request; absent means that none is revoked. */
  readonly revocations?: Pick<Revocations, 'isRevoked'> | undefined;
  /** Receives the subjects of tokens whose signature is good and that are refused, with the message. */
  readonly onRefused?: ((subject: string, message: string) => void) | undefined;
}

export interface Authenticator {
  /**
   * The viewer behind the `Authorization` header's token; without a promise if it was verified a moment ago, which most
   * are. Never throws: it rejects.
   * @throws UnauthenticatedError if the token is missing, bad or revoked; the message says why
   * @throws IdentityUnavailableError if the issuer's keys are unavailable: the token may be good
   */
  authenticate(
    authorizationHeader: string | undefined,
  ): AuthenticatedViewer | Promise<AuthenticatedViewer>;
}

// Allows for the small difference between the clocks of two machines.
const CLOCK_TOLERANCE_SECONDS = 5;
// Far longer than any real token, and short enough to hash at no cost.
const MAX_TOKEN_LENGTH = 8_192;
const COMPACT_JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * An authenticator for tokens that are signed with a shared secret, by an identity provider, or either. Requires
 * `exp`: a leaked token without it would be good forever.
 * @throws TypeError without secret and JWKS URL, because it could accept no token
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  if (!options.secret && !options.jwksUrl)
    throw new TypeError('an authenticator needs a secret or a JWKS URL');
  const verify = createVerifier(options);
  const cache = new TokenCache();
  // Checked at every request and after every await, because a token can be revoked while the cache holds it.
  const isRevoked = (viewer: AuthenticatedViewer): boolean =>
    options.revocations?.isRevoked(viewer) ?? false;
  const verifyHeader = async (header: string | undefined): Promise<AuthenticatedViewer> => {
    const token = bearerToken(header);
    const viewer = viewerOf(await verify(token));
    if (header !== undefined) cache.set(header, viewer);
    if (isRevoked(viewer)) throw refused(viewer);
    return viewer;
  };
  const refused = ({ id }: AuthenticatedViewer): UnauthenticatedError => {
    const error = new UnauthenticatedError('the token was revoked');
    options.onRefused?.(id, error.message);
    return error;
  };
  return {
    authenticate(header) {
      // By the whole header, so that a known token costs one look-up.
      const viewer = header === undefined ? undefined : cache.get(header);
      if (viewer === undefined) return verifyHeader(header);
      return isRevoked(viewer) ? Promise.reject(refused(viewer)) : viewer;
    },
  };
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

function createVerifier(options: AuthenticatorOptions): Verify {
  const { secret, jwksUrl, issuer, audience, onRefused } = options;
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
      // The algorithm selects the kind of key, and each kind accepts only its own algorithms. So a public key can
      // never be used as an HMAC secret.
      const isSymmetric = decodeProtectedHeader(token).alg === SECRET_ALGORITHM;
      if (isSymmetric && shared) return (await jwtVerify(token, await shared, symmetric)).payload;
      if (!isSymmetric && remote) return (await jwtVerify(token, remote, asymmetric)).payload;
    } catch (error) {
      const shown = authenticationError(error);
      const subject = provenSubject(error);
      if (subject !== undefined) onRefused?.(subject, shown.message);
      throw shown;
    }
    throw new UnauthenticatedError('the token’s signature algorithm is not accepted');
  };
}

/**
 * The subject of a token that is refused for its claims: jose checks the signature first. undefined: the token proves none,
 * because it is forged, or no owner can have this `sub`.
 */
function provenSubject(error: unknown): string | undefined {
  if (!(error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed))
    return undefined;
  const { sub } = error.payload;
  return typeof sub === 'string' && faultInOwnerId(sub) === undefined ? sub : undefined;
}

/** The error that says what is wrong with a token. jose's messages can quote the token, so none of them is passed on. */
function authenticationError(error: unknown): Error {
  if (error instanceof UnauthenticatedError || error instanceof IdentityUnavailableError)
    return error;
  if (error instanceof errors.JWTExpired) return new UnauthenticatedError('the token has expired');
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return new UnauthenticatedError('the token’s signature is wrong');
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return new UnauthenticatedError('the token’s signature algorithm is not accepted');
  if (error instanceof errors.JWTClaimValidationFailed)
    return new UnauthenticatedError(claimProblem(error));
  return new UnauthenticatedError('the token is malformed');
}

function claimProblem({ claim, reason }: errors.JWTClaimValidationFailed): string {
  if (reason === 'missing') return `the token has no ${claim}`;
  if (claim === 'nbf') return 'the token is not valid yet';
  if (claim === 'iss') return 'the token is from another issuer';
  if (claim === 'aud') return 'the token is for another audience';
  return `the token’s ${claim} is wrong`;
}
