import type { Wallet } from '../../ledger/index.js';
import { drawCredit, repayCredit, setCreditLine } from '../../movements/index.js';
import { walletAnswer, type CreditLineAnswer } from '../payloads.js';
import type { GraphQLContext } from '../context.js';
import type { MutationResolvers } from '../generated/resolvers.js';
import { readWalletId } from '../ids.js';
import { sumIn } from '../inputs.js';
import { moving } from './transaction-mutation.js';

export const creditMutations = {
  setCreditLine: async (_, { input }, context) => {
    const { approved, limit, idempotencyKey } = input;
    const line = { walletId: readWalletId(input.walletId, 'walletId'), approved, limit };
    const result = await context.submit(setCreditLine, line, idempotencyKey);
    return walletAnswer('SetCreditLinePayload', result);
  },
  drawCredit: moving('DrawCreditPayload', drawCredit, sumIn),
  repayCredit: moving('RepayCreditPayload', repayCredit, sumIn),
} satisfies MutationResolvers;

/** `Wallet.creditLine`. */
export async function creditLine(
  { id, currency }: Wallet,
  _: unknown,
  { sight }: GraphQLContext,
): Promise<CreditLineAnswer> {
  const [terms, { owed }] = await Promise.all([sight.creditLine(id), sight.balance(id, undefined)]);
  const { approved, limit } = terms ?? { approved: false, limit: 0n };
  const left = approved && limit > owed ? limit - owed : 0n;
  const sum = (amount: bigint) => ({ amount, currency });
  return { approved, limit: sum(limit), owed: sum(owed), available: sum(left) };
}
