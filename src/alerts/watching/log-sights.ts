import { scheduledMomentOf } from '../../domain/index.js';
import type { CommandRow } from '../../reader/index.js';
import type { LargeTransaction } from './amounts.js';
import { boundOf, type Sight, textOf } from './summaries.js';
import type { Watched } from './watched.js';

/** The transactions above the bound of a monitor, each once: one that was pending and is completed is one crossing. */
export function amountSights(monitor: Watched, transactions: readonly LargeTransaction[]): Sight[] {
  const { bound, currency } = boundOf(monitor);
  const { walletId } = monitor;
  const limit = textOf(bound, currency);
  const found = transactions.filter(
    (one) =>
      one.currency === currency.code &&
      one.amount > bound &&
      (walletId === null || one.walletIds.includes(walletId)),
  );
  const first = new Map(found.reverse().map((one) => [one.id, one]));
  return [...first.values()].map((one) => {
    const amount = textOf(one.amount, currency);
    return {
      crossing: `transaction·${one.id}`,
      walletId: walletId ?? one.walletId,
      transactionId: one.id,
      summary: `A ${one.kind.toLowerCase().replaceAll('_', ' ')} is of ${amount.withCode}, more than ${limit.withCode}.`,
      data: { bound: limit.text, amount: amount.text, currency: currency.code, kind: one.kind },
      happenedAt: one.createdAt.toISOString(),
    };
  });
}

/** A run of a schedule that was refused, or a line of it. */
export function refusedRunSight({
  key,
  outcome,
  createdAt,
  movement,
}: CommandRow): Sight | undefined {
  const moment = scheduledMomentOf(key);
  if (!moment || 'done' in outcome) return undefined;
  const lines = 'many' in outcome ? outcome.many.refused : [];
  const refusal = 'refused' in outcome ? outcome.refused : lines[0]?.refused;
  if (!refusal) return undefined;
  const { scheduleId, due } = moment;
  const what =
    lines.length > 0
      ? `Of the run of a schedule that was due at ${due.toISOString()} (${movement}), ${lines.length} lines were refused, the first`
      : `The run of a schedule that was due at ${due.toISOString()} (${movement}) was refused`;
  return {
    crossing: `run·${scheduleId}·${due.toISOString()}`,
    ...{ walletId: null, transactionId: null },
    summary: `${what} with ${refusal.code}: ${refusal.message}`.slice(0, 2_000),
    data: {
      ...{ scheduleId, due: due.toISOString(), mutation: movement, code: refusal.code },
      ...(lines.length > 0 && { refusedLines: lines.length }),
    },
    happenedAt: createdAt.toISOString(),
  };
}

/** A delivery of a webhook that was given up. Its command says which. */
export function deadWebhookSight(command: CommandRow): Sight | undefined {
  if (command.movement !== 'webhookDied' || 'refused' in command.outcome) return undefined;
  const input = command.input as Readonly<Record<string, unknown>> & { readonly reason?: string };
  const what =
    'eventId' in input
      ? 'A delivery of a webhook was given up. replayWebhook sends it again.'
      : 'The endpoint of a webhook is gone, and the webhook is paused.';
  return {
    crossing: `command·${command.position}`,
    ...{ walletId: null, transactionId: null },
    summary: `${what} The last attempt: ${input.reason ?? 'unknown'}`.slice(0, 2_000),
    data: input,
    happenedAt: command.createdAt.toISOString(),
  };
}
