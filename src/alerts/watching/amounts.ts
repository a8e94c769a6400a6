import type { EntityManager } from 'typeorm';
import type { Amount } from '../../money/index.js';
import type { CommandRow } from '../../reader/index.js';
import type { Watched } from './watched.js';

/** A transaction that a command made or completed, large enough for some monitor. */
export interface LargeTransaction {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly amount: Amount;
  readonly currency: string;
  /** The wallet that it is about; null for a posting between system accounts. */
  readonly walletId: string | null;
  /** All its wallets. */
  readonly walletIds: readonly string[];
  readonly createdAt: Date;
  /** The place of the command in the log. */
  readonly position: bigint;
}

/** Those of the commands' transactions whose amount is above the lowest bound in its currency. */
export async function readAmounts(
  manager: EntityManager,
  commands: readonly CommandRow[],
  monitors: readonly Watched[],
): Promise<LargeTransaction[]> {
  const named = commands.flatMap(({ outcome, eventTypes, position }) => {
    if (!eventTypes.some((type) => type.startsWith('transaction.'))) return [];
    if ('refused' in outcome) return [];
    const things = 'many' in outcome ? outcome.many.done : [outcome.done];
    return things.flatMap(({ transactionId: id }) => (id === undefined ? [] : [{ id, position }]));
  });
  if (named.length === 0) return [];
  const bounds = new Map<string, Amount>();
  for (const { bound, currency } of monitors) {
    if (bound === null || currency === null) continue;
    const lowest = bounds.get(currency.code);
    if (lowest === undefined || bound < lowest) bounds.set(currency.code, bound);
  }
  const rows = await manager.query<
    (Omit<LargeTransaction, 'amount' | 'position'> & { amount: string; position: string })[]
  >(
    `/* largeTransactions */
     SELECT t.id, t.kind, t.status, t.amount, t.currency, t.wallet_id AS "walletId", t.created_at AS "createdAt", named.position,
            array_remove(ARRAY[t.wallet_id, t.counter_wallet_id] || t.further_wallet_ids, NULL) AS "walletIds"
       FROM unnest($1::uuid[], $2::bigint[]) AS named (id, position)
       JOIN transaction t ON t.id = named.id
       JOIN unnest($3::text[], $4::numeric[]) AS least (currency, bound) ON least.currency = t.currency
      WHERE t.amount > least.bound ORDER BY named.position`,
    [
      named.map(({ id }) => id),
      named.map(({ position }) => position.toString()),
      [...bounds.keys()],
      [...bounds.values()].map(String),
    ],
  );
  return rows.map((row) => ({
    ...row,
    amount: BigInt(row.amount),
    position: BigInt(row.position),
  }));
}
