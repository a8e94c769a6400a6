import { dear } from '../answers/dear.js';
import type {
  AlertChannelResolvers,
  AlertEventResolvers,
  AlertNotificationResolvers,
  AlertResolvers,
  MonitorResolvers,
  QueryResolvers,
} from '../generated/resolvers.js';
import { alertId, monitorId, webhookId } from '../ids.js';
import { alertsIn } from '../inputs/alert-inputs.js';
import { shownInput } from '../shown-input.js';
import { eventFields } from './log.js';

/** The queries of monitors and alerts. */
export const alertQueries = {
  monitors: dear((lists, _, page) => lists.monitorsPage(page)),
  alerts: dear((lists, _, { filter, ...page }) => lists.alertsPage(alertsIn(filter), page)),
} satisfies Pick<Required<QueryResolvers>, 'monitors' | 'alerts'>;

export const Monitor: MonitorResolvers = {
  id: ({ id }) => monitorId(id),
  on: ({ watches }) => watches,
  wallet: ({ walletId }, _, { loaders }) => (walletId === null ? null : loaders.wallet(walletId)),
  amount: ({ amount, currency }) =>
    amount === null || currency === null ? null : { amount, currency },
  alertCount: ({ alerts }) => alerts,
  currentAlert: ({ currentAlert }, _, { loaders }) =>
    currentAlert === null ? null : loaders.alert(currentAlert),
};

export const AlertChannel: AlertChannelResolvers = {
  email: (channel) => ('email' in channel ? channel.email : null),
  webhookId: (channel) => ('webhookId' in channel ? webhookId(channel.webhookId) : null),
};

export const Alert: AlertResolvers = {
  id: ({ id }) => alertId(id),
  status: ({ acknowledgedAt }) => (acknowledgedAt === null ? 'OPEN' : 'ACKNOWLEDGED'),
  monitor: async ({ id, monitorId: of }, _, { loaders }) => {
    const monitor = await loaders.monitor(of);
    if (monitor === null) throw new Error(`alert ${id} has no monitor`);
    return monitor;
  },
  wallet: ({ walletId }, _, { loaders }) => (walletId === null ? null : loaders.wallet(walletId)),
  transaction: ({ transactionId }, _, { loaders }) =>
    transactionId === null ? null : loaders.transaction(transactionId),
  data: ({ data }) => shownInput(data),
  notifications: ({ id }, _, { loaders }) => loaders.notificationsOf(id),
};

export const AlertNotification: AlertNotificationResolvers = {
  webhookId: (of) => (of.webhookId === null ? null : webhookId(of.webhookId)),
  status: ({ sentAt, givenUpAt, acknowledged }) => {
    if (sentAt !== null) return 'SENT';
    if (acknowledged) return 'CANCELLED';
    return givenUpAt === null ? 'WAITING' : 'FAILED';
  },
};

export const AlertEvent: AlertEventResolvers = {
  ...eventFields,
  wallet: ({ walletId }, _, { loaders }) => (walletId === null ? null : loaders.wallet(walletId)),
  transaction: ({ transactionId }, _, { loaders }) =>
    transactionId === null ? null : loaders.transaction(transactionId),
};
