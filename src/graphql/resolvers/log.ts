import {
  eventCursor,
  isTransactionEvent,
  type LogEvent,
  transactionIdsIn,
} from '../../reader/index.js';
import { GATEWAY_PREFIX } from '../../domain/index.js';
import { maySeeActor } from '../authorization/visibility.js';
import type { GraphQLContext } from '../context.js';
import { ofLog } from '../answers/of-log.js';
import type {
  AuditEntryResolvers,
  CurrencyEventResolvers,
  EventResolvers,
  OwnerEventResolvers,
  QueryResolvers,
  TransactionEventResolvers,
  WalletEventResolvers,
} from '../generated/resolvers.js';
import { alertId, erasureId, eventId, monitorId, transactionId, walletId } from '../ids.js';
import { auditIn, eventsIn } from '../inputs/log-filters.js';
import { shownInput } from '../shown-input.js';

/** The queries of the log. */
export const logQueries = {
  events: ofLog((lists, _, { filter, ...page }) => lists.eventsPage(eventsIn(filter), page)),
  auditLog: ofLog((lists, _, { filter, ...page }) => lists.auditPage(auditIn(filter), page)),
} satisfies Pick<Required<QueryResolvers>, 'events' | 'auditLog'>;

export const Event: EventResolvers = {
  __resolveType: ({ type }) => {
    if (isTransactionEvent(type)) return 'TransactionEvent';
    if (type === 'owner.erased') return 'OwnerEvent';
    if (type === 'alert.raised') return 'AlertEvent';
    return type === 'currency.created' ? 'CurrencyEvent' : 'WalletEvent';
  },
};

/** Stands for an actor whom the viewer may not see. No token has this `sub`. */
const HIDDEN_ACTOR = `${GATEWAY_PREFIX}other`;

/** The ids of what an event is about. */
export function eventData({
  walletId: wallet,
  transactionId: transaction,
  currencyCode,
  ...of
}: LogEvent): Record<string, unknown> {
  return {
    ...(wallet !== null && { walletId: walletId(wallet) }),
    ...(transaction !== null && { transactionId: transactionId(transaction) }),
    ...(currencyCode !== null && { currency: currencyCode }),
    ...(of.erasure && { ownerId: of.erasure.ownerId, erasureId: erasureId(of.erasure.id) }),
    ...(of.alertId !== null && { alertId: alertId(of.alertId) }),
    ...(of.monitorId !== null && { monitorId: monitorId(of.monitorId) }),
  };
}

/** The fields of every event. */
export const eventFields = {
  id: ({ commandId, index }: LogEvent) => eventId(commandId, index),
  cursor: eventCursor,
  actor: ({ actor }: LogEvent, _: unknown, { caller }: GraphQLContext) =>
    maySeeActor(caller, actor) ? actor : HIDDEN_ACTOR,
  data: eventData,
} as const;

const wallet: WalletEventResolvers['wallet'] = (event, _, { loaders }) =>
  event.walletId === null ? null : loaders.wallet(event.walletId);

export const TransactionEvent: TransactionEventResolvers = {
  ...eventFields,
  wallet,
  transaction: (event, _, { loaders }) =>
    event.transactionId === null ? null : loaders.transaction(event.transactionId),
};

export const WalletEvent: WalletEventResolvers = {
  ...eventFields,
  wallet,
  transaction: () => null,
};

export const CurrencyEvent: CurrencyEventResolvers = {
  ...eventFields,
  wallet: () => null,
  transaction: () => null,
};

export const OwnerEvent: OwnerEventResolvers = {
  ...eventFields,
  wallet: () => null,
  transaction: () => null,
};

export const AuditEntry: AuditEntryResolvers = {
  at: ({ createdAt }) => createdAt,
  actor: ({ caller }) => caller,
  input: ({ input }) => shownInput(input),
  outcome: ({ outcome }) => {
    if ('done' in outcome) return 'DONE';
    if ('refused' in outcome) return outcome.refused.code;
    const { done, refused } = outcome.many;
    const [first] = refused;
    if (!first) return 'DONE';
    return done.length > 0 ? 'PARTLY_DONE' : first.refused.code;
  },
  message: ({ outcome }) => {
    if ('refused' in outcome) return outcome.refused.message;
    if ('done' in outcome || outcome.many.done.length > 0) return null;
    return outcome.many.refused[0]?.refused.message ?? null;
  },
  idempotencyKey: ({ key }) => key,
  wallet: ({ outcome }, _, { loaders }) => {
    const id = 'done' in outcome ? outcome.done.walletId : undefined;
    return id === undefined ? null : loaders.wallet(id);
  },
  transaction: ({ outcome }, _, { loaders }) => {
    const id = 'done' in outcome ? outcome.done.transactionId : undefined;
    return id === undefined ? null : loaders.transaction(id);
  },
  transactionIds: ({ outcome }) => transactionIdsIn(outcome).map(transactionId),
};
