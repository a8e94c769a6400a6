import type { Amount } from '../money/amount.js';
import type { WalletAccount } from './vocabulary.js';

/** Where an account's chain stands. An account without entries stands at seq 0 and balance 0. */
export interface ChainHead {
  readonly seq: number;
  readonly balance: Amount;
}

/** Minor units throughout. What each figure means stands in the SDL, type `Balance`. */
export interface Balance {
  readonly currency: string;
  readonly available: Amount;
  readonly spendable: Amount;
  readonly held: Amount;
  readonly cash: Amount;
  readonly credit: Amount;
  readonly total: Amount;
  readonly version: number;
}

/**
 * The one place that turns chain heads into a balance: for queries, pushes, payloads and the checks
 * that refuse a withdrawal alike. `version` is the number of entries behind the figures, so it grows
 * with each change and never falls.
 */
export function balanceOf(
  currency: string,
  heads: Partial<Record<WalletAccount, ChainHead>>,
): Balance {
  const balance = (kind: WalletAccount): Amount => heads[kind]?.balance ?? 0n;
  const held = balance('HELD');
  const heldCredit = balance('HELD_CREDIT');
  const cash = balance('CASH') + held;
  const credit = balance('CREDIT') + heldCredit;
  return {
    currency,
    available: balance('CASH'),
    spendable: balance('CASH') + balance('CREDIT'),
    held: held + heldCredit,
    cash,
    credit,
    total: cash + credit,
    version: Object.values(heads).reduce((sum, head) => sum + head.seq, 0),
  };
}
