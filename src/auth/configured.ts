import { developmentSecret } from './development-secret.js';
import { type Authenticator, type AuthenticatorOptions, createAuthenticator } from './token.js';

/** The settings of a gateway's tokens. */
export interface TokenSettings extends Pick<
  AuthenticatorOptions,
  'jwksUrl' | 'issuer' | 'audience'
> {
  readonly jwtSecret?: string | undefined;
  /** Where development keeps the secret that it makes if there is none. */
  readonly dataDir: string;
}

/** The authenticator of a gateway with these settings. */
export async function configuredAuthenticator(
  { jwtSecret, jwksUrl, issuer, audience, dataDir }: TokenSettings,
  others: Pick<AuthenticatorOptions, 'revocations' | 'onRefused'>,
): Promise<Authenticator['authenticate']> {
  const secret =
    jwtSecret ?? (jwksUrl === undefined ? await developmentSecret(dataDir) : undefined);
  const authenticator = createAuthenticator({ secret, jwksUrl, issuer, audience, ...others });
  return (header) => authenticator.authenticate(header);
}
