import type { NodeResolvers, QueryResolvers } from '../generated/resolvers.js';
import { readNodeId } from '../ids.js';
import { TRANSACTION_TYPES } from './transaction.js';

export const nodeQueries = {
  node: (_, { id }, { loaders }) => {
    const named = readNodeId(id);
    if (named.type === 'wallet') return loaders.wallet(named.id);
    if (named.type === 'transaction') return loaders.transaction(named.id);
    if (named.type === 'quote') return loaders.quote(named.id);
    return loaders.entry(named.key);
  },
} satisfies QueryResolvers;

export const Node: NodeResolvers = {
  __resolveType: (node) => {
    if ('seq' in node) return 'Entry';
    if ('rate' in node) return 'ExchangeQuote';
    return 'kind' in node ? TRANSACTION_TYPES[node.kind] : 'Wallet';
  },
};
