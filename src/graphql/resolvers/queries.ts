import { KINDS, MAIN_WALLET } from '../../domain/index.js';
import { dear } from '../answers/dear.js';
import { alertQueries } from './alerts.js';
import { logQueries } from './log.js';
import { reportQueries } from './reports.js';
import { treasuryQueries } from './treasury.js';
import { EMPTY_PAGE, pageFor, seesStaffMatters } from '../authorization/visibility.js';
import type { NodeResolvers, QueryResolvers } from '../generated/resolvers.js';
import {
  readNodeId,
  readQuoteId,
  readReconciliationId,
  readTransactionId,
  readWalletId,
} from '../ids.js';
import { asIs, ifSent, ownerIdIn, walletsIn } from '../inputs/inputs.js';
import { ownerId, walletName } from '../inputs/text-inputs.js';
import { findsNothingFor, transactionsIn } from '../inputs/transaction-filter.js';

/** Required, so that a query without a resolver does not compile. */
export const Query: Required<QueryResolvers> = {
  viewer: (_, __, { caller }) => caller,
  node: (_, { id }, { loaders }) => {
    const named = readNodeId(id);
    if (named.type === 'wallet') return loaders.wallet(named.id);
    if (named.type === 'transaction') return loaders.transaction(named.id);
    if (named.type === 'quote') return loaders.quote(named.id);
    if (named.type === 'reconciliation') return loaders.reconciliation(named.id);
    if (named.type === 'schedule') return loaders.schedule(named.id);
    if (named.type === 'webhook') return loaders.webhook(named.id);
    if (named.type === 'erasure') return loaders.erasure(named.id);
    if (named.type === 'monitor') return loaders.monitor(named.id);
    if (named.type === 'alert') return loaders.alert(named.id);
    if (named.type === 'report') return loaders.report(named.id);
    return loaders.entry(named.key);
  },
  wallet: (_, { id }, { loaders }) => loaders.wallet(readWalletId(id)),
  payee: (_, { ownerId: owner, currency, name }, context) => {
    const key = {
      ownerId: ownerId(owner),
      currency,
      name: ifSent(name, walletName) ?? MAIN_WALLET,
    };
    context.takePayeeLookUp(key);
    return context.loaders.payee(key);
  },
  wallets: dear((lists, _, { filter, ...page }, { caller }) => {
    const wanted = walletsIn(filter);
    return pageFor(caller, wanted.ownerId, (ownerId) =>
      lists.walletsPage({ ...wanted, ownerId }, page),
    );
  }),
  transaction: (_, { id }, { loaders }) => loaders.transaction(readTransactionId(id)),
  transactions: dear(async (lists, _, { filter, ...page }, context) => {
    const walletId =
      filter?.walletId == null ? undefined : readWalletId(filter.walletId, 'walletId');
    const wanted = { ...(await transactionsIn(filter, context)), walletId };
    const owner = ownerIdIn(filter);
    if (findsNothingFor(context.caller, filter)) return EMPTY_PAGE;
    return pageFor(context.caller, owner, (ownerId) =>
      lists.transactionsPage({ ...wanted, ownerId }, page),
    );
  }),
  exchangeQuote: (_, { id }, { loaders }) => loaders.quote(readQuoteId(id)),
  reconciliation: (_, { id }, { loaders }) => loaders.reconciliation(readReconciliationId(id)),
  reconciliations: dear((lists, _, page) => lists.reconciliationsPage(page)),
  schedules: dear((lists, _, page, { caller }) =>
    lists.schedulesPage(seesStaffMatters(caller) ? undefined : caller.id, page),
  ),
  ...alertQueries,
  webhooks: dear((lists, _, page) => lists.webhooksPage(page)),
  drift: dear((lists, _, { filter, ...page }) =>
    lists.driftPage(
      {
        owner: ifSent(filter?.ownerId, ownerId),
        currency: ifSent(filter?.currency, asIs),
        open: ifSent(filter?.open, asIs),
      },
      page,
    ),
  ),
  ...logQueries,
  ...reportQueries,
  currencies: dear((lists) => lists.currencies()),
  currency: async (_, { code }, context) => (await context.findCurrency(code)) ?? null,
  systemAccounts: dear((lists) => lists.systemAccounts()),
  ...treasuryQueries,
  monitoring: (_, __, context) => context.figures(),
};

export const Node: NodeResolvers = {
  __resolveType: (node) => {
    if ('seq' in node) return 'Entry';
    if ('rate' in node) return 'ExchangeQuote';
    if ('origin' in node) return 'Reconciliation';
    if ('mutation' in node) return 'Schedule';
    if ('url' in node) return 'Webhook';
    if ('commands' in node) return 'OwnerErasure';
    if ('watches' in node) return 'Monitor';
    if ('crossing' in node) return 'Alert';
    if ('content' in node) return 'Report';
    return 'kind' in node ? KINDS[node.kind].type : 'Wallet';
  },
};
