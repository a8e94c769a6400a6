const KEY = 'onebook-console:token';

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
  forget(): void {
    withStorage((storage) => storage.removeItem(KEY));
  },
};

function withStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(sessionStorage);
  } catch {
    // A browser can forbid storage to a page.
    return undefined;
  }
}
