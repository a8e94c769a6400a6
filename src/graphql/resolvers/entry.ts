import type { EntryResolvers } from '../generated/resolvers.js';
import { entryId } from '../ids.js';
import { seen } from './transaction.js';

export const Entry: EntryResolvers = {
  id: entryId,
  account: ({ accountKind }) => accountKind,
  amount: ({ amount, currency }) => ({ amount, currency }),
  balance: ({ balance, currency }) => ({ amount: balance, currency }),
  transaction: ({ transactionId }, _, context) => seen(transactionId, context),
};
