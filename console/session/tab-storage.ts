const KEY = 'onebook-console:token';

/** Begins of the keys of what a viewer leaves in this tab: their token, and what they have typed into GraphiQL. */
const OURS = ['onebook-console:', 'onebook-playground:', 'graphiql:'];

/**
 * The token of this tab. sessionStorage keeps it over a reload and forgets it with the tab; it never reaches a cookie, an address or
 * localStorage. Without storage, a reload asks to sign in again.
 */
export const keptToken = {
  read(): string | undefined {
    return withStorage((storage) => storage.getItem(KEY)) ?? undefined;
  },
  write(token: string): void {
    withStorage((storage) => storage.setItem(KEY, token));
  },
};

/** Forgets what the viewer leaves in this tab. */
export function forgetTab(): void {
  withStorage((storage) => {
    for (const key of Object.keys(storage))
      if (OURS.some((begin) => key.startsWith(begin))) storage.removeItem(key);
  });
}

function withStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(sessionStorage);
  } catch {
    // A browser can forbid storage to a page.
    return undefined;
  }
}
