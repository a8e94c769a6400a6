import { developmentSecret } from '../auth/index.js';
import type { Config } from '../config/index.js';

/**
 * The secret that signs tokens: AUTH_JWT_SECRET or, in development, the one in DATA_DIR.
 * @throws Error if the gateway does not accept tokens of its own
 */
export async function signingSecret(config: Config): Promise<string> {
  if (config.jwtSecret !== undefined) return config.jwtSecret;
  if (config.production || config.jwksUrl !== undefined)
    throw new Error(
      'AUTH_JWT_SECRET must be set to sign tokens here. With AUTH_JWKS_URL alone, ask the identity provider for a token',
    );
  return developmentSecret(config.dataDir);
}
