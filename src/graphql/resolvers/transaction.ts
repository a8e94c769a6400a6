import type { Transaction as TransactionRow } from '../../ledger/index.js';
import type { TransactionAnswer } from '../answers.js';
import type { GraphQLContext } from '../context.js';
import type {
  DepositPayloadResolvers,
  DepositResolvers,
  QueryResolvers,
  TransactionResolvers,
} from '../generated/resolvers.js';
import { readTransactionId, readWalletId, transactionId } from '../ids.js';
import { ownerIdIn, transactionsIn } from '../inputs.js';
import { pageFor, seesStaffMatters } from '../visibility.js';

export const transactionQueries = {
  transaction: (_, { id }, { sight }) => sight.transaction(readTransactionId(id)),
  transactions: (_, { filter, ...page }, { caller, sight }) => {
    const walletId =
      filter?.walletId == null ? undefined : readWalletId(filter.walletId, 'walletId');
    const asked = { ...transactionsIn(filter), walletId };
    return pageFor(caller, ownerIdIn(filter), (ownerId) =>
      sight.reader.transactionsPage({ ...asked, ownerId }, page),
    );
  },
} satisfies QueryResolvers;

/** The SDL's type for each kind. */
export const TRANSACTION_TYPES = {
  DEPOSIT: 'Deposit',
  TRANSFER: 'Transfer',
  ADJUSTMENT: 'Adjustment',
  REVERSAL: 'Reversal',
} as const satisfies Record<TransactionRow['kind'], string>;

export const Transaction: TransactionResolvers = {
  __resolveType: ({ kind }) => TRANSACTION_TYPES[kind],
};

/** The fields of every kind that are not columns as they are. */
export const transactionFields = {
  id: ({ id }: TransactionRow) => transactionId(id),
  amount: ({ amount, currency }: TransactionRow) => ({ amount, currency }),
  wallet: ({ walletId }: TransactionRow, _: unknown, { sight }: GraphQLContext) =>
    sight.wallet(walletId),
  initiatedBy: ({ initiatedBy }: TransactionRow, _: unknown, { caller }: GraphQLContext) =>
    seesStaffMatters(caller) || initiatedBy === caller.id ? initiatedBy : null,
  entries: ({ id }: TransactionRow, _: unknown, { sight }: GraphQLContext) => sight.entriesOf(id),
} satisfies DepositResolvers;

/** The fields of every payload that is about a transaction. */
export const transactionPayload = {
  transaction: ({ transactionId: id }: TransactionAnswer, _: unknown, context: GraphQLContext) =>
    seen(id, context),
} satisfies DepositPayloadResolvers;

/** A transaction that the viewer can only have come to through one that they see. */
export async function seen(id: string, { sight }: GraphQLContext): Promise<TransactionRow> {
  const transaction = await sight.transaction(id);
  if (transaction === null) throw new Error(`transaction ${id} is not seen through what names it`);
  return transaction;
}
