import { OnebookError } from './errors.js';

/**
 * The token of the caller, or a function that returns it. The function is called before each request; after the gateway has
 * refused a token, it is called with that token, to get a new one.
 */
export type TokenSource = string | ((refused?: string) => string | Promise<string>);

/** The token now. @param refused the token that the gateway has refused */
export async function tokenOf(source: TokenSource, refused?: string): Promise<string> {
  return typeof source === 'function' ? source(refused) : source;
}

/** The `sub` of a token: keys and intents belong to it. @throws OnebookError TOKEN_MALFORMED */
export function callerOf(token: string): string {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0));
    const { sub } = JSON.parse(new TextDecoder().decode(bytes)) as { sub?: unknown };
    if (typeof sub === 'string') return sub;
  } catch {
    // Reported below, without the token.
  }
  throw new OnebookError(
    'The token is not a JWT with a "sub". Pass one that the gateway accepts.',
    {
      code: 'TOKEN_MALFORMED',
      executed: 'no',
    },
  );
}
