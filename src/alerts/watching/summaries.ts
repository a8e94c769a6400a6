import { type Amount, formatAmount } from '../../money/index.js';
import type { RaiseAlertInput } from '../../movements/index.js';
import type { CashLine, VelocityTurn } from './crossings.js';
import type { Watched } from './watched.js';

type CurrencyOf = NonNullable<Watched['currency']>;

/** What an alert says, without the monitor. */
export type Sight = Omit<RaiseAlertInput, 'monitorId' | 'afterCommit'>;

/** An amount as text, and with its currency. */
export function textOf(amount: Amount, currency: CurrencyOf): { text: string; withCode: string } {
  const text = formatAmount(amount, currency.digits);
  return { text, withCode: `${text} ${currency.code}` };
}

/** A monitor whose kind takes an amount. */
export function boundOf({ monitorId, bound, currency }: Watched): {
  bound: Amount;
  currency: CurrencyOf;
} {
  if (bound === null || currency === null) throw new Error(`monitor ${monitorId} has no amount`);
  return { bound, currency };
}

/** The balance came to be beyond the bound. */
export function balanceSight(monitor: Watched, line: CashLine): Sight {
  const { bound, currency } = boundOf(monitor);
  const below = monitor.kind === 'BALANCE_BELOW';
  const [before, after, limit] = [line.before, line.after, bound].map((one) =>
    textOf(one, currency),
  ) as [Text, Text, Text];
  return {
    crossing: `entry·${line.seq}`,
    walletId: monitor.walletId,
    transactionId: line.transactionId,
    summary: `The available balance ${below ? 'fell' : 'rose'} from ${before.withCode} to ${after.withCode}, ${below ? 'below' : 'above'} ${limit.withCode}.`,
    data: {
      ...{ bound: limit.text, before: before.text, balance: after.text, currency: currency.code },
    },
    happenedAt: line.at.toISOString(),
  };
}

type Text = ReturnType<typeof textOf>;

/** The balance is beyond the bound as the watch begins. */
export function beginningSight(monitor: Watched, balance: Amount, at: Date): Sight {
  const { bound, currency } = boundOf(monitor);
  const side = monitor.kind === 'BALANCE_BELOW' ? 'below' : 'above';
  const now = textOf(balance, currency);
  const limit = textOf(bound, currency);
  return {
    crossing: `beginning·${monitor.afterCommit}`,
    walletId: monitor.walletId,
    transactionId: null,
    summary: `The available balance was ${now.withCode} when the monitor began to watch, ${side} ${limit.withCode}.`,
    data: { bound: limit.text, balance: now.text, currency: currency.code },
    happenedAt: at.toISOString(),
  };
}

/** Too much left the wallet within the time. */
export function velocitySight(monitor: Watched, { line, sum }: VelocityTurn): Sight {
  const { bound, currency } = boundOf(monitor);
  const total = textOf(sum, currency);
  const limit = textOf(bound, currency);
  const seconds = monitor.seconds ?? 0;
  return {
    crossing: `entry·${line.seq}`,
    walletId: monitor.walletId,
    transactionId: line.transactionId,
    summary: `${total.withCode} left the wallet within ${seconds} seconds, more than ${limit.withCode}.`,
    data: { bound: limit.text, sum: total.text, seconds, currency: currency.code },
    happenedAt: line.at.toISOString(),
  };
}
