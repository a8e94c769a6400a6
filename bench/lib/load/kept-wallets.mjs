import { requestsFor } from './requests.mjs';

/** Lists of wallets by name: too long to send with each request for load. */
const kept = new Map();

/** Keeps a list of wallets under a name, which `asked.wallets` can use. */
export function keep({ name, wallets }) {
  kept.set(name, wallets);
}

/** The requests of `requestsFor`. @param asked kind and parameters; `wallets` is a list, or the name of a kept one */
export function requestsAbout(asked) {
  const { wallets } = asked;
  return requestsFor({
    ...asked,
    wallets: typeof wallets === 'string' ? kept.get(wallets) : wallets,
  });
}
