import type { Store } from '../parts/use-store.js';
import { useStore } from '../parts/use-store.js';

/** Where the viewer is: the part of the address behind the #, which reaches no server and no log. */
export interface Route {
  /** `/wallets/wal_1` */
  readonly path: string;
  /** What is behind the `?` in it. */
  readonly search: URLSearchParams;
}

let text: string | undefined;
let route: Route = { path: '/', search: new URLSearchParams() };

const routes: Store<Route> = {
  get: () => {
    if (text === location.hash) return route;
    text = location.hash;
    const [path = '', search = ''] = text.slice(1).split(/\?(.*)/s);
    route = { path: path === '' ? '/' : path, search: new URLSearchParams(search) };
    return route;
  },
  subscribe: (listener) => {
    addEventListener('hashchange', listener);
    return () => removeEventListener('hashchange', listener);
  },
};

/** The present route. */
export function useRoute(): Route {
  return useStore(routes);
}

/** A link to a route. @param path such as `/wallets` @param search values that are empty are left out */
export function hrefOf(path: string, search: Readonly<Record<string, string>> = {}): string {
  const filled = Object.entries(search).filter(([, value]) => value !== '');
  const query = new URLSearchParams(filled).toString();
  return `#${path}${query === '' ? '' : `?${query}`}`;
}

/** Goes to a route. `replace`: the back button skips the present one, as for a filter that changes. */
export function goTo(
  path: string,
  search: Readonly<Record<string, string>> = {},
  { replace = false }: { readonly replace?: boolean } = {},
): void {
  const href = hrefOf(path, search);
  if (!replace) location.hash = href;
  else location.replace(href);
}

/**
 * The parameters of a path in a pattern, decoded: `/wallets/:id` has `id` for `/wallets/wal_1`. Undefined if it does not match.
 */
export function matchPath(
  pattern: string,
  path: string,
): Readonly<Record<string, string>> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':') && value !== '') params[part.slice(1)] = decoded(value);
    else if (part !== value) return undefined;
  }
  return params;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A typed address can hold a single "%".
    return text;
  }
}
