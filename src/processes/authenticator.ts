import { createAuthenticator, developmentSecret, type Revocations } from '../auth/index.js';
import type { Config } from '../config/index.js';

/** What turns the Authorization header of a request into its viewer, by the configuration. */
export async function authenticatorOf(config: Config, revocations: Revocations) {
  const { jwtSecret, jwksUrl, issuer, audience } = config;
  const secret =
    jwtSecret ?? (jwksUrl === undefined ? await developmentSecret(config.dataDir) : undefined);
  const authenticator = createAuthenticator({ secret, jwksUrl, issuer, audience, revocations });
  return (header: string | undefined) => authenticator.authenticate(header);
}
