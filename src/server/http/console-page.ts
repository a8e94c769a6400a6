import type { FastifyInstance } from 'fastify';
import { consolePolicy } from './security-headers.js';
import { registerPage } from './static-pages.js';

/** The identity provider of the console. All but the origins is told to the page. */
export interface ConsoleSignIn {
  readonly issuer: string;
  /** A public client, without a secret. */
  readonly clientId: string;
  readonly scope: string;
  /** For whom the access token is meant (RFC 8707). */
  readonly resource: string | undefined;
  /** Origins to which the page sends requests. */
  readonly origins: readonly string[];
}

export interface ConsoleOptions {
  /** Directory of the built console; undefined if it was not built. */
  readonly dir: string | undefined;
  readonly signIn: ConsoleSignIn | undefined;
  /** Whether the gateway hands out tokens of people of the demo. */
  readonly hasDemoTokens: boolean;
}

/** Serves the console, and beside it how viewers can sign in. */
export async function registerConsole(
  app: FastifyInstance,
  { dir, signIn, hasDemoTokens }: ConsoleOptions,
): Promise<void> {
  const { origins = [], ...provider } = signIn ?? {};
  app.get('/console/sign-in.json', () => ({ hasDemoTokens, ...(signIn && { provider }) }));
  await registerPage(app, { path: '/console', dir, policy: consolePolicy(origins) });
}
