import type { Wallet } from '../../ledger/index.js';
import { drawCredit, repayCredit, setCreditLine } from '../../movements/index.js';
import { walletPayloadOf, type CreditLineModel } from '../payloads.js';
import type { GraphQLContext } from '../context.js';
import type { MutationResolvers } from '../generated/resolvers.js';
import { readWalletId } from '../ids.js';
import { walletAndAmountIn } from '../inputs.js';
import { transactionMutation } from './transaction-mutation.js';

export const creditMutations = {
  setCreditLine: async (_, { input }, context) => {
    const { approved, limit, idempotencyKey } = input;
    const line = { walletId: readWalletId(input.walletId, 'walletId'), approved, limit };
    const result = await context.submit(setCreditLine, line, idempotencyKey);
    return walletPayloadOf('SetCreditLinePayload', result);
  },
  drawCredit: transactionMutation('DrawCreditPayload', drawCredit, walletAndAmountIn),
  repayCredit: transactionMutation('RepayCreditPayload', repayCredit, walletAndAmountIn),
} satisfies MutationResolvers;

/** `Wallet.creditLine`. */
export async function creditLine(
  { id, currency }: Wallet,
  _: unknown,
  { loaders }: GraphQLContext,
): Promise<CreditLineModel> {
  const [terms, { owed }] = await Promise.all([
    loaders.creditLine(id),
    loaders.balance(id, undefined),
  ]);
  const { approved, limit } = terms ?? { approved: false, limit: 0n };
  const left = approved && limit > owed ? limit - owed : 0n;
  const sum = (amount: bigint) => ({ amount, currency });
  return { approved, limit: sum(limit), owed: sum(owed), available: sum(left) };
}
