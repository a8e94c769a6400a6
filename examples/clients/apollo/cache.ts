import { InMemoryCache, type FieldMergeFunction } from '@apollo/client';
import type { FiguresFragment } from '../typescript/generated/graphql.js';

/** A balance never goes back: an answer or a push that is older than what the cache has changes nothing. */
const newestBalance: FieldMergeFunction<FiguresFragment> = (known, incoming, { mergeObjects }) => {
  if (known === undefined || incoming.version > known.version) return incoming;
  if (incoming.version < known.version) return known;
  return mergeObjects(known, incoming);
};

export function createCache(): InMemoryCache {
  return new InMemoryCache({
    typePolicies: { Wallet: { fields: { balance: { merge: newestBalance } } } },
  });
}
