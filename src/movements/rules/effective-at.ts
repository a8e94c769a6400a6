import type { Refusal } from '../../domain/index.js';
import type { LockedState, Transaction, Wallet } from '../../ledger/index.js';

/** The part of an input that says when a transaction took effect by the caller's own books. */
export interface Dated {
  /** Absent: when the book learns of it. */
  readonly effectiveAt?: Date | undefined;
}

/**
 * Refuses a moment in the future, and one before one of the wallets was opened. Both bounds are facts of the book that are known
 * only under the lock, so this is a refusal, stored with the key, and not malformed input.
 */
export function refuseIfOutOfRange(
  state: LockedState,
  wallets: readonly Wallet[],
  { effectiveAt }: Dated,
): Refusal | undefined {
  if (effectiveAt === undefined) return undefined;
  const opened = wallets.map(({ createdAt }) => createdAt.getTime());
  const start = opened.length === 0 ? undefined : new Date(Math.max(...opened));
  if ((start === undefined || effectiveAt >= start) && effectiveAt <= state.now) return undefined;
  const which = wallets.length > 1 ? 'the last of its wallets' : 'the wallet';
  const from = start && ` from ${start.toISOString()}, when ${which} was opened,`;
  return {
    code: 'EFFECTIVE_AT_OUT_OF_RANGE',
    message: `effectiveAt is ${effectiveAt.toISOString()}. Send a moment${from ?? ''} to ${state.now.toISOString()}, the present time of the book.`,
  };
}

/** The moment as a column: null if the caller named none. */
export function effect({ effectiveAt }: Dated): Pick<Transaction, 'effectiveAt'> {
  return { effectiveAt: effectiveAt ?? null };
}
