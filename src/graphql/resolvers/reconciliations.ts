import { dear } from '../answers/dear.js';
import { EMPTY_PAGE } from '../authorization/visibility.js';
import type { FindingResolvers, ReconciliationResolvers } from '../generated/resolvers.js';
import { findingId, reconciliationId } from '../ids.js';

export const Reconciliation: ReconciliationResolvers = {
  id: ({ id }) => reconciliationId(id),
  status: ({ result }) => result?.status ?? 'RUNNING',
  reason: ({ result }) => result?.reason ?? null,
  startedBy: ({ askedBy }) => askedBy,
  requestedAt: ({ createdAt }) => createdAt,
  startedAt: ({ result }) => result?.startedAt ?? null,
  finishedAt: ({ result }) => result?.finishedAt ?? null,
  covered: ({ result }) => result?.scopes ?? [],
  inputs: ({ result }) => result?.inputs ?? [],
  totals: ({ result }) =>
    result && {
      checkedEntries: result.totals.checkedEntries ?? null,
      checkedWallets: result.totals.checkedWallets ?? null,
      comparedWallets: result.totals.comparedWallets ?? null,
      comparedLines: result.totals.comparedLines ?? null,
      findings: result.totals.findings ?? 0,
      opened: result.totals.opened ?? 0,
      closed: result.totals.closed ?? 0,
    },
  findings: dear((lists, { result }, { filter, ...page }) => {
    if (result === null) return EMPTY_PAGE;
    const { number, scopes } = result;
    return lists.findingsPage({ number, scopes, codes: filter?.codes ?? undefined }, page);
  }),
};

export const Finding: FindingResolvers = {
  id: ({ id }) => findingId(id),
  wallet: ({ walletId }, _, { loaders }) => (walletId === null ? null : loaders.wallet(walletId)),
  transaction: ({ transactionId }, _, { loaders }) =>
    transactionId === null ? null : loaders.transaction(transactionId),
};
