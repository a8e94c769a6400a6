import { availableCredit } from '../../domain/index.js';
import type { Wallet as WalletRow } from '../../ledger/index.js';
import { EMPTY_PAGE, maySeeActor, seesStaffMatters } from '../authorization/visibility.js';
import { dear, dearWith } from '../answers/dear.js';
import type { GraphQLContext } from '../context.js';
import type {
  PayeeResolvers,
  ViewerResolvers,
  WalletBalanceArgs,
  WalletResolvers,
} from '../generated/resolvers.js';
import { walletId } from '../ids.js';
import { zoneName } from '../inputs/text-inputs.js';
import { findsNothingFor, transactionsIn } from '../inputs/transaction-filter.js';
import type { CreditLineModel } from '../payloads.js';

export const Payee: PayeeResolvers = { walletId: ({ walletId: id }) => walletId(id) };

export const Viewer: ViewerResolvers = {
  wallets: (_, __, { loaders }) => loaders.ownWallets(),
};

export const Wallet: WalletResolvers = {
  id: ({ id }) => walletId(id),
  statusReason: ({ statusReason }, _, { caller }) =>
    seesStaffMatters(caller) ? statusReason : null,
  metadataChangedBy: ({ metadataChangedBy: by }, _, { caller }) =>
    maySeeActor(caller, by) ? by : null,
  balance: dearWith(
    'at',
    ({ id }: WalletRow, { at }: Partial<WalletBalanceArgs>, { loaders }: GraphQLContext) =>
      loaders.balance(id, at ?? undefined),
  ),
  creditLine,
  entries: dear((lists, { id }, page) => lists.entriesPage(id, page)),
  explain: dear((lists, wallet, { at }) => lists.explain(wallet, at ?? undefined)),
  findings: dear((lists, { id }, page) => lists.findingsPage({ walletId: id }, page)),
  history: dear((lists, { id }, { orderBy, ...page }) => lists.historyPage(id, page, orderBy)),
  statement: dear((lists, wallet, { from, to, timeZone }) =>
    lists.statement(wallet, { from, to, timeZone: zoneName(timeZone) }),
  ),
  transactions: dear(async (lists, { id, currency }, { filter, ...page }, context) => {
    const wanted = { ...(await transactionsIn(filter, context, currency)), walletId: id };
    if (findsNothingFor(context.caller, filter)) return EMPTY_PAGE;
    return lists.transactionsPage(wanted, page);
  }),
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
