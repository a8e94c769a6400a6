import { developmentSecret } from '../auth/index.js';
import type { Config } from '../config/index.js';

/**
 * The secret that tokens are signed with here: AUTH_JWT_SECRET or, in development, the one in DATA_DIR.
 * @throws Error where tokens are not made with a secret of ours
 */
export async function signingSecret(config: Config): Promise<string> {
  if (config.jwtSecret !== undefined) return config.jwtSecret;
  if (config.production || config.jwksUrl !== undefined)
    throw new Error(
      'AUTH_JWT_SECRET must be set: tokens of AUTH_JWKS_URL are made by the identity provider',
    );
  return developmentSecret(config.dataDir);
}
