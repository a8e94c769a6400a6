import { z } from 'zod';
import { ConfigError } from './config-error.js';

/** What the console needs to sign staff in with an identity provider, by authorization code with PKCE. None of it is secret. */
export interface ConsoleSignIn {
  /** The provider: its metadata is at `/.well-known/openid-configuration` below it. */
  readonly issuer: string;
  /** The id of a public client that the provider knows. */
  readonly clientId: string;
  readonly scope: string;
  /** For whom the access token is meant (RFC 8707); undefined if the audience is no URI, and the provider knows by itself. */
  readonly resource: string | undefined;
  /** Origins to which the page may send requests: the provider's endpoints for its metadata and tokens. */
  readonly origins: readonly string[];
}

export const consoleVariables = {
  AUTH_CONSOLE_CLIENT_ID: z.string().min(1).max(500).optional(),
  AUTH_CONSOLE_SCOPE: z
    .string()
    .regex(
      /^openid( [\x21\x23-\x5b\x5d-\x7e]+)*$/,
      'must be scopes with a space between them, and openid first, such as "openid offline_access"',
    )
    .default('openid'),
  AUTH_CONSOLE_TOKEN_ORIGIN: z
    .string()
    .refine(
      (text) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text,
      'must be an origin such as https://tokens.example',
    )
    .optional(),
};

interface Variables {
  readonly NODE_ENV: string;
  readonly AUTH_JWKS_URL?: string | undefined;
  readonly AUTH_ISSUER?: string | undefined;
  readonly AUTH_AUDIENCE?: string | undefined;
  readonly AUTH_CONSOLE_CLIENT_ID?: string | undefined;
  readonly AUTH_CONSOLE_SCOPE: string;
  readonly AUTH_CONSOLE_TOKEN_ORIGIN?: string | undefined;
}

/** @throws ConfigError if there is a client and no provider that the gateway believes */
export function consoleSignInOf(env: Variables): ConsoleSignIn | undefined {
  const { AUTH_CONSOLE_CLIENT_ID: clientId, AUTH_ISSUER: issuer } = env;
  if (clientId === undefined) return undefined;
  if (env.AUTH_JWKS_URL === undefined)
    throw new ConfigError(
      'AUTH_JWKS_URL must be set with AUTH_CONSOLE_CLIENT_ID: the gateway believes tokens of its identity provider only',
    );
  if (issuer === undefined || !/^https?:\/\//.test(issuer) || !URL.canParse(issuer))
    throw new ConfigError(
      'AUTH_ISSUER must be the http(s) URL of the identity provider with AUTH_CONSOLE_CLIENT_ID',
    );
  if (env.NODE_ENV === 'production' && !issuer.startsWith('https://'))
    throw new ConfigError(
      'AUTH_ISSUER must begin with https:// in production with AUTH_CONSOLE_CLIENT_ID',
    );
  const { AUTH_CONSOLE_TOKEN_ORIGIN: tokenOrigin, AUTH_AUDIENCE: audience } = env;
  return {
    issuer,
    clientId,
    scope: env.AUTH_CONSOLE_SCOPE,
    resource: audience !== undefined && isUri(audience) ? audience : undefined,
    origins: [
      ...new Set([new URL(issuer).origin, ...(tokenOrigin === undefined ? [] : [tokenOrigin])]),
    ],
  };
}

/** RFC 8707: an absolute URI without a fragment. */
function isUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(text) && URL.canParse(text) && !text.includes('#');
}
