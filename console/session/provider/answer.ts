import { keptLogin, type Login } from '../tab-storage.js';

/** What the provider has put into the address of the console. */
export interface Answer {
  readonly parameters: URLSearchParams;
  /** The login of this tab that it answers; undefined if there is none. */
  readonly login: Login | undefined;
}

/**
 * Takes the provider's answer out of the address at once, so that no history and no screen shows the code, and puts back the route that the
 * viewer had. Undefined if there is no answer.
 */
export function takeAnswer(): Answer | undefined {
  for (const text of [location.hash.slice(1), location.search.slice(1)]) {
    const parameters = new URLSearchParams(text);
    if (!parameters.has('state') || !(parameters.has('code') || parameters.has('error'))) continue;
    const login = keptLogin.read();
    const own = login?.state === parameters.get('state') ? login : undefined;
    if (own) keptLogin.forget();
    history.replaceState(null, '', location.pathname + (own?.route ?? ''));
    return { parameters, login: own };
  }
  return undefined;
}
