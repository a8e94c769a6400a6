// A real OpenID provider for a test: node identity-provider-child.mjs PORT CONSOLE_URL. Anyone signs in with any password, and the
// roles in the access token are the name in capitals: "cashier" is a CASHIER. It prints "ready", and ends with its parent.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [, , port, consoleUrl] = process.argv;
const issuer = `http://127.0.0.1:${port}`;
const AUDIENCE = 'https://book.example/api';
/** Short, so that a test sees a token renewed. */
const TOKEN_SECONDS = 20;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'console',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [consoleUrl],
      post_logout_redirect_uris: [consoleUrl],
    },
  ],
  cookies: { keys: ['a key for tests'] },
  pkce: { required: () => true },
  clientBasedCORS: (_, origin) => origin === new URL(consoleUrl).origin,
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
  extraTokenClaims: (_, token) => ({ roles: [token.accountId.toUpperCase()] }),
  issueRefreshToken: () => true,
  features: {
    devInteractions: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => undefined,
      useGrantedResource: () => false,
      getResourceServerInfo: () => ({
        scope: 'openid',
        audience: AUDIENCE,
        accessTokenTTL: TOKEN_SECONDS,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
});
createServer(provider.callback()).listen(Number(port), '127.0.0.1', () => console.log('ready'));
process.stdin.on('end', () => process.exit(0)).resume();
