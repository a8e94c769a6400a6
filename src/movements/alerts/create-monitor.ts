import {
  type AlertChannel,
  isRefusal,
  type MonitorKind,
  type Refusal,
} from '../../domain/index.js';
import type { LockedState } from '../../ledger/index.js';
import type { Amount } from '../../money/index.js';
import { movement } from '../movement.js';
import { amountIn, type MoneyInput } from '../rules/amounts.js';
import { findWallet, refuseIfClosed } from '../rules/wallets.js';
import { findWebhook } from '../webhooks/change-webhook.js';

export interface CreateMonitorInput {
  readonly name: string;
  readonly watches: MonitorKind;
  /** These three are there if the kind takes them: `MONITOR_FIELDS`. */
  readonly walletId: string | undefined;
  readonly amount: MoneyInput | undefined;
  readonly seconds: number | undefined;
  readonly channels: readonly AlertChannel[];
}

/**
 * Makes a monitor. PostgreSQL notes where its watch begins. It moves no money, and whose the wallet is does not matter: staff
 * watch any.
 */
export const createMonitor = movement<CreateMonitorInput>({
  name: 'createMonitor',
  act: 'anyone',
  locks: ({ walletId, amount, channels }) => ({
    webhooks: webhooksOf(channels),
    ...(walletId !== undefined && { wallets: [walletId] }),
    ...(amount && { currencies: [amount.currency] }),
  }),
  decide(input, by, state) {
    const watched = watchedBy(input, state);
    if (isRefusal(watched)) return watched;
    if (!state.settings.sendsMail && input.channels.some((channel) => 'email' in channel))
      return {
        code: 'EMAIL_NOT_CONFIGURED',
        message:
          'This gateway sends no e-mail. Set SMTP_URL and MAIL_FROM for it, or use a webhook as the channel.',
      };
    for (const id of webhooksOf(input.channels)) {
      const webhook = findWebhook(state, id);
      if (isRefusal(webhook)) return webhook;
    }
    const { name, watches, channels, seconds = null } = input;
    return {
      newMonitor: {
        ...{ id: state.newId(), name, watches, channels, seconds, ...watched },
        ...{ createdBy: by.id, createdAt: state.now, status: 'ACTIVE' },
        ...{ changedBy: null, changedAt: null, alerts: 0, currentAlert: null, afterCommit: 0 },
      },
    };
  },
});

function webhooksOf(channels: readonly AlertChannel[]): readonly string[] {
  return channels.flatMap((channel) => ('webhookId' in channel ? [channel.webhookId] : []));
}

interface Watched {
  readonly walletId: string | null;
  readonly currency: string | null;
  readonly amount: Amount | null;
}

/** The wallet, and the amount in its currency. An amount of zero is a bound too. */
function watchedBy(
  { walletId, amount }: CreateMonitorInput,
  state: LockedState,
): Watched | Refusal {
  const wallet = walletId === undefined ? undefined : findWallet(state, walletId);
  if (wallet && isRefusal(wallet)) return wallet;
  const refusal = wallet && refuseIfClosed(wallet);
  if (refusal) return refusal;
  if (!amount) return { walletId: walletId ?? null, currency: null, amount: null };
  const { currency } = wallet ?? amount;
  const converted = amountIn(state, { currency }, amount);
  if (isRefusal(converted)) return converted;
  return { walletId: walletId ?? null, currency, amount: converted.minor };
}
