import { availableCredit } from '../../domain/index.js';
import type { Wallet as WalletRow } from '../../ledger/index.js';
import { seesStaffMatters } from '../authorization/visibility.js';
import type { GraphQLContext } from '../context.js';
import type { ViewerResolvers, WalletResolvers } from '../generated/resolvers.js';
import { walletId } from '../ids.js';
import { transactionsIn } from '../inputs.js';
import type { CreditLineModel } from '../payloads.js';

export const Viewer: ViewerResolvers = {
  wallets: ({ id }, _, { loaders }) => loaders.reader.walletsOfOwner(id),
};

export const Wallet: WalletResolvers = {
  id: ({ id }) => walletId(id),
  statusReason: ({ statusReason }, _, { caller }) =>
    seesStaffMatters(caller) ? statusReason : null,
  balance: ({ id }, { at }, { loaders }) => loaders.balance(id, at ?? undefined),
  creditLine,
  entries: ({ id }, page, { loaders }) => loaders.reader.entriesPage(id, page),
  explain: (wallet, { at }, { loaders }) => loaders.reader.explain(wallet, at ?? undefined),
  history: ({ id }, page, { loaders }) => loaders.reader.historyPage(id, page),
  transactions: ({ id }, { filter, ...page }, { loaders }) =>
    loaders.reader.transactionsPage({ ...transactionsIn(filter), walletId: id }, page),
};

async function creditLine(
  { id, currency, status }: WalletRow,
  _: unknown,
  { loaders }: GraphQLContext,
): Promise<CreditLineModel> {
  const [terms, { owed }] = await Promise.all([
    loaders.creditLine(id),
    loaders.balance(id, undefined),
  ]);
  const line = terms ?? { approved: false, limit: 0n };
  const sum = (amount: bigint) => ({ amount, currency });
  return {
    approved: line.approved,
    limit: sum(line.limit),
    owed: sum(owed),
    available: sum(availableCredit(line, owed, status)),
  };
}
