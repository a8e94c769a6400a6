import { developmentSecret, signToken } from '../auth/index.js';
import type { Config } from '../config/index.js';
import type { Role, Viewer } from '../domain/index.js';

/** One caller for each role. Only alice owns wallets, so that no one else meets SELF_APPROVAL. */
const PEOPLE: readonly Viewer[] = [
  person('alice', 'MEMBER'),
  person('cashier', 'CASHIER'),
  person('admin', 'ADMIN'),
  person('auditor', 'AUDITOR'),
  person('service', 'SERVICE'),
];

/** Lifetime of a token. A page that is still open then asks for another. */
const TTL_SECONDS = 3_600;

/**
 * Tokens that the playground hands out at a click, each for a person of the demo. Undefined unless they open nothing but
 * this gateway and its demo: in development, with the demo loaded, and with the secret that this gateway made for
 * itself. A secret that the operator set may open other gateways as well.
 */
export function demoTokens(config: Config) {
  const { production, demo, jwtSecret, jwksUrl, dataDir, issuer, audience } = config;
  if (production || !demo || jwtSecret !== undefined || jwksUrl !== undefined) return undefined;
  const sign = async ({ id: sub, roles }: Viewer): Promise<string> => {
    const secret = await developmentSecret(dataDir);
    return signToken({ secret, sub, roles, ttlSeconds: TTL_SECONDS, issuer, audience });
  };
  return { people: PEOPLE, sign };
}

function person(id: string, role: Role): Viewer {
  return { id, roles: [role] };
}
