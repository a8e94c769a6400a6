import type { Viewer } from '../../domain/index.js';
import type { Transaction as TransactionRow, Wallet as WalletRow } from '../../ledger/index.js';
import type { TransactionPayloadModel } from '../payloads.js';
import type { GraphQLContext } from '../context.js';
import type {
  DepositPayloadResolvers,
  DepositResolvers,
  QueryResolvers,
  TransactionResolvers,
} from '../generated/resolvers.js';
import { readTransactionId, readWalletId, transactionId } from '../ids.js';
import { ownerIdIn, transactionsIn } from '../inputs.js';
import { pageFor, seesStaffMatters } from '../authorization/visibility.js';

export const transactionQueries = {
  transaction: (_, { id }, { loaders }) => loaders.transaction(readTransactionId(id)),
  transactions: (_, { filter, ...page }, { caller, loaders }) => {
    const walletId =
      filter?.walletId == null ? undefined : readWalletId(filter.walletId, 'walletId');
    const asked = { ...transactionsIn(filter), walletId };
    return pageFor(caller, ownerIdIn(filter), (ownerId) =>
      loaders.reader.transactionsPage({ ...asked, ownerId }, page),
    );
  },
} satisfies QueryResolvers;

/** The SDL's type for each kind. */
export const TRANSACTION_TYPES = {
  DEPOSIT: 'Deposit',
  WITHDRAWAL: 'Withdrawal',
  PURCHASE: 'Purchase',
  REFUND: 'Refund',
  TRANSFER: 'Transfer',
  EXCHANGE: 'Exchange',
  BONUS: 'Bonus',
  COMMISSION: 'Commission',
  EARNING: 'Earning',
  CREDIT_DRAW: 'CreditDraw',
  CREDIT_REPAYMENT: 'CreditRepayment',
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
  wallet: ({ walletId }: TransactionRow, _: unknown, { loaders }: GraphQLContext) =>
    loaders.wallet(walletId),
  initiatedBy: ({ initiatedBy }: TransactionRow, _: unknown, { caller }: GraphQLContext) =>
    seesWho(caller, initiatedBy) ? initiatedBy : null,
  statusChangedBy: ({ statusChangedBy }: TransactionRow, _: unknown, { caller }: GraphQLContext) =>
    seesWho(caller, statusChangedBy) ? statusChangedBy : null,
  entries: ({ id }: TransactionRow, _: unknown, { loaders }: GraphQLContext) =>
    loaders.entriesOf(id),
} satisfies DepositResolvers;

/** Who did something is shown to staff, and to whoever it is. */
function seesWho(caller: Viewer, who: string | null): boolean {
  return seesStaffMatters(caller) || who === caller.id;
}

/** The wallet that receives, where there are two. */
export function counterWallet(
  { id, kind, counterWalletId }: TransactionRow,
  _: unknown,
  { loaders }: GraphQLContext,
): Promise<WalletRow | null> {
  if (counterWalletId === null) throw new Error(`${kind} ${id} names no receiving wallet`);
  return loaders.wallet(counterWalletId);
}

/** What was reversed or refunded. It is about the same wallets, so whoever sees the one sees the other. */
export function original(
  { id, kind, originalId }: TransactionRow,
  _: unknown,
  context: GraphQLContext,
): Promise<TransactionRow> {
  if (originalId === null) throw new Error(`${kind} ${id} names no original`);
  return seen(originalId, context);
}

/** The fields of every payload that is about a transaction. */
export const transactionPayload = {
  transaction: (
    { transactionId: id }: TransactionPayloadModel,
    _: unknown,
    context: GraphQLContext,
  ) => seen(id, context),
} satisfies DepositPayloadResolvers;

/** A transaction that the viewer can only have come to through one that they see. */
export async function seen(id: string, { loaders }: GraphQLContext): Promise<TransactionRow> {
  const transaction = await loaders.transaction(id);
  if (transaction === null) throw new Error(`transaction ${id} is not seen through what names it`);
  return transaction;
}
