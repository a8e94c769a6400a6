import { KINDS, type Viewer } from '../../domain/index.js';
import type { Transaction as TransactionRow } from '../../ledger/index.js';
import { seesStaffMatters } from '../authorization/visibility.js';
import type { GraphQLContext } from '../context.js';
import type { DepositResolvers, TransactionResolvers } from '../generated/resolvers.js';
import { transactionId } from '../ids.js';

export const Transaction: TransactionResolvers = {
  __resolveType: ({ kind }) => KINDS[kind].type,
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

/** A transaction that the viewer can only have come to through one that they see. */
export async function seen(id: string, { loaders }: GraphQLContext): Promise<TransactionRow> {
  const transaction = await loaders.transaction(id);
  if (transaction === null) throw new Error(`transaction ${id} is not seen through what names it`);
  return transaction;
}
