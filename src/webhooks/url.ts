import { isPublicAddress, literalAddress } from './addresses.js';

const MAX_URL = 2_000;

/**
 * What is wrong with the URL of a webhook, and what to do; undefined if nothing is. Names are looked up at each delivery, so
 * what they lead to is not asked here.
 */
export function faultInUrl(
  text: string,
  { allowPrivate }: { readonly allowPrivate: boolean },
): string | undefined {
  if (text.length > MAX_URL) return `is too long: it must have at most ${MAX_URL} characters`;
  if (!URL.canParse(text)) return 'is no URL: send one such as https://app.example/hooks';
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
    return allowPrivate
      ? 'must begin with https:// or http://'
      : 'must begin with https://: events go over an encrypted connection';
  if (url.username !== '' || url.password !== '')
    return 'must have no user name and no password: the signature says who sends';
  if (url.hash !== '')
    return 'must have no fragment: it is never sent. Remove the # and what follows';
  const address = literalAddress(url);
  const isLocalName = /(^|\.)localhost$/.test(url.hostname);
  if (!allowPrivate && (isLocalName || (address !== undefined && !isPublicAddress(address))))
    return `leads to ${url.hostname}, a private address. Send an address of the internet, or let the operator set WEBHOOK_ALLOW_PRIVATE`;
  return undefined;
}
