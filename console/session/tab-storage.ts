/** What an identity provider has given, or a viewer has pasted. */
export interface Grant {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Names the session of the provider that ends when the viewer signs out. */
  readonly idToken?: string;
  /** Whether it came from the identity provider. */
  readonly isProviders?: boolean;
}

/** What the answer of the provider must match, and where the viewer was. */
export interface Login {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The part of the address behind the #, with it. */
  readonly route: string;
}

/** Begins of the keys of what a viewer leaves in this tab: their tokens, and what they have typed into GraphiQL. */
const OURS = ['onebook-console:', 'onebook-playground:', 'graphiql:'];

/**
 * The tokens of this tab. sessionStorage keeps them over a reload and forgets them with the tab; they never reach a cookie or
 * localStorage, and no address but for the ID token, which the logout at the identity provider is given as OpenID Connect has it. Without storage, a reload asks to sign in again.
 */
export const keptGrant = kept<Grant>('onebook-console:grant');

/** A login that has gone to the identity provider. Its answer comes to a new page. */
export const keptLogin = kept<Login>('onebook-console:login');

/** Whether the last viewer was not staff. The identity provider knows them, so the next login must ask for another account. It stays until one is signed in. */
export const keptRefusal = kept<true>('onebook-other-account');

/** Forgets what the viewer leaves in this tab. */
export function forgetTab(): void {
  withStorage((storage) => {
    for (const key of Object.keys(storage))
      if (OURS.some((begin) => key.startsWith(begin))) storage.removeItem(key);
  });
}

function kept<Value>(key: string) {
  return {
    read(): Value | undefined {
      // Also without one that is no JSON: it is as if nothing was kept.
      return withStorage((storage) => {
        const text = storage.getItem(key);
        return text === null ? undefined : (JSON.parse(text) as Value);
      });
    },
    write(value: Value): void {
      withStorage((storage) => storage.setItem(key, JSON.stringify(value)));
    },
    forget(): void {
      withStorage((storage) => storage.removeItem(key));
    },
  };
}

function withStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(sessionStorage);
  } catch {
    // A browser can forbid storage to a page.
    return undefined;
  }
}
