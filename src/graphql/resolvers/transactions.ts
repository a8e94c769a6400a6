import { KINDS, type TransactionKind } from '../../domain/index.js';
import type { Transaction as TransactionRow } from '../../ledger/index.js';
import type { TransactionOf } from '../../reader/index.js';
import { maySeeActor } from '../authorization/visibility.js';
import type { GraphQLContext } from '../context.js';
import type { DepositResolvers, TransactionResolvers } from '../generated/resolvers.js';
import { transactionId } from '../ids.js';
import { ofKind } from '../transaction-of-type.js';

export const Transaction: TransactionResolvers = {
  __resolveType: ({ kind }) => KINDS[kind].type,
};

/** The fields of every kind that need a resolver. */
export const transactionFields = {
  id: ({ id }: TransactionRow) => transactionId(id),
  amount: ({ amount, currency }: TransactionRow) => ({ amount, currency }),
  wallet: ({ walletId }: TransactionRow, _: unknown, { loaders }: GraphQLContext) =>
    walletId === null ? null : loaders.wallet(walletId),
  statusReason: (transaction: TransactionRow, _: unknown, { loaders }: GraphQLContext) =>
    loaders.reasonOf(transaction),
  initiatedBy: ({ initiatedBy }: TransactionRow, _: unknown, { caller }: GraphQLContext) =>
    maySeeActor(caller, initiatedBy) ? initiatedBy : null,
  statusChangedBy: ({ statusChangedBy }: TransactionRow, _: unknown, { caller }: GraphQLContext) =>
    maySeeActor(caller, statusChangedBy) ? statusChangedBy : null,
  effectiveAt: ({ effectiveAt, createdAt }: TransactionRow) => effectiveAt ?? createdAt,
  metadata: (transaction: TransactionRow, _: unknown, { loaders }: GraphQLContext) =>
    loaders.metadataOf(transaction),
  reversedBy: ({ id }: TransactionRow, _: unknown, { loaders }: GraphQLContext) =>
    loaders.reversalOf(id),
  splits: (transaction: TransactionRow, _: unknown, { loaders }: GraphQLContext) =>
    loaders.splitsOf(transaction),
  entries: ({ id }: TransactionRow, _: unknown, { loaders }: GraphQLContext) =>
    loaders.entriesOf(id),
} satisfies DepositResolvers;

/** A transaction that the viewer may see, because they see the row that names it. @throws Error if they may not */
export async function visibleTransaction(
  id: string,
  { loaders }: GraphQLContext,
): Promise<TransactionRow> {
  const transaction = await loaders.transaction(id);
  if (transaction === null)
    throw new Error(`the viewer sees a row that names transaction ${id}, but not the transaction`);
  return transaction;
}

/**
 * The same, where the row names a transaction of this kind.
 * @throws Error if the viewer may not see it, and if it is of another kind
 */
export async function visibleTransactionOf<K extends TransactionKind>(
  kind: K,
  id: string,
  context: GraphQLContext,
): Promise<TransactionOf<K>> {
  return ofKind(kind, await visibleTransaction(id, context));
}
