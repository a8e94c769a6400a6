import * as oauth from 'oauth4webapi';
import { type Grant, keptLogin } from '../tab-storage.js';
import type { Answer } from './answer.js';
import type { Provider } from './provider.js';

/** The address of the console without route and search, which the provider must know. */
const HOME = new URL('.', document.baseURI).href;

/**
 * Goes to the provider's page to sign in. What its answer must match is kept in the tab.
 * @param isOther asks for a login also if the provider knows the viewer, who needs another account
 */
export async function goToProvider(provider: Provider, isOther: boolean): Promise<void> {
  const server = await discover(provider);
  const { authorization_endpoint: endpoint } = server;
  if (endpoint === undefined) throw new Error('it has no page to sign in.');
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  keptLogin.write({ state, nonce, verifier, route: location.hash });
  const url = new URL(endpoint);
  const wanted = {
    client_id: provider.clientId,
    response_type: 'code',
    redirect_uri: HOME,
    scope: provider.scope,
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    // In the fragment, the code reaches no server on its way back.
    ...(server.response_modes_supported?.includes('fragment') && { response_mode: 'fragment' }),
    ...(isOther && { prompt: 'login' }),
    ...resourceOf(provider),
  };
  for (const [name, value] of Object.entries(wanted)) url.searchParams.set(name, value);
  location.assign(url);
}

/** Exchanges the answer of the provider for tokens. @throws Error whose words `wordsOf` has */
export async function exchange(provider: Provider, { parameters, login }: Answer): Promise<Grant> {
  if (login === undefined) throw new Error('this tab has not asked for its answer.');
  const server = await discover(provider);
  const client = { client_id: provider.clientId };
  // It compares state and issuer, and throws if the provider has refused.
  const valid = oauth.validateAuthResponse(server, client, parameters, login.state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    valid,
    HOME,
    login.verifier,
    { ...insecure(provider), additionalParameters: resourceOf(provider) },
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: login.nonce,
    requireIdToken: true,
  });
  return grantOf(tokens);
}

/** Tokens in the place of those that end. @throws Error whose words `wordsOf` has */
export async function renew(provider: Provider, grant: Grant): Promise<Grant> {
  const { refreshToken } = grant;
  if (refreshToken === undefined) throw new Error('it has given no refresh token.');
  const server = await discover(provider);
  const client = { client_id: provider.clientId };
  const response = await oauth.refreshTokenGrantRequest(
    server,
    client,
    oauth.None(),
    refreshToken,
    { ...insecure(provider), additionalParameters: resourceOf(provider) },
  );
  const tokens = await oauth.processRefreshTokenResponse(server, client, response);
  // A provider that leaves out one of them means that the old one stays.
  return { ...grant, ...grantOf(tokens) };
}

/** The address at which the provider ends its own session; undefined if it has none. */
export async function logoutUrl(provider: Provider, grant: Grant): Promise<string | undefined> {
  const { end_session_endpoint: endpoint } = await discover(provider);
  if (endpoint === undefined) return undefined;
  const url = new URL(endpoint);
  url.searchParams.set('client_id', provider.clientId);
  url.searchParams.set('post_logout_redirect_uri', HOME);
  if (grant.idToken !== undefined) url.searchParams.set('id_token_hint', grant.idToken);
  return url.href;
}

/** Whether the provider has refused, and not merely could not be asked. */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError
  );
}

/** What an error of the provider says, in words. */
export function wordsOf(error: unknown): string {
  const refused =
    error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError;
  if (!refused) return error instanceof Error ? error.message : String(error);
  const { error: code, error_description: description } = error;
  return `it refused (${code}${description === undefined ? '' : `: ${description}`}).`;
}

async function discover(provider: Provider): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(provider.issuer);
  const response = await oauth.discoveryRequest(issuer, insecure(provider));
  return oauth.processDiscoveryResponse(issuer, response);
}

/** The gateway allows a provider without TLS in development only. */
function insecure({ issuer }: Provider) {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out
  return { [oauth.allowInsecureRequests]: issuer.startsWith('http:') };
}

function resourceOf({ resource }: Provider): Record<string, string> {
  return resource === undefined ? {} : { resource };
}

function grantOf(tokens: oauth.TokenEndpointResponse): Grant {
  const { access_token: accessToken, refresh_token: refreshToken, id_token: idToken } = tokens;
  return {
    accessToken,
    isProviders: true,
    ...(refreshToken !== undefined && { refreshToken }),
    ...(idToken !== undefined && { idToken }),
  };
}
