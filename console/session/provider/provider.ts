import { messageOf } from '../../parts/message-of.js';

/** The identity provider, as the gateway names it. */
export interface Provider {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  readonly resource?: string;
}

/** The ways to sign in that this gateway has besides a token. */
export interface SignInWays {
  readonly provider?: Provider;
  /** Whether it hands out tokens of people of the demo. */
  readonly hasDemoTokens: boolean;
}

const url = new URL('sign-in.json', document.baseURI);

/** @throws Error in words for the viewer */
export async function readSignIn(): Promise<SignInWays> {
  try {
    const response = await fetch(url);
    return (await response.json()) as SignInWays;
  } catch (error) {
    throw new Error(`The gateway did not say how viewers sign in: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
