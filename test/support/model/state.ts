/**
 * What the model knows: plain rows, so that all of it can be copied. It has no accounts and no
 * entries: a figure of a wallet is a number.
 */

/** Minor units. `cash` and `credit` are what is not held; `owed` is not negative. */
export interface Figures {
  cash: bigint;
  held: bigint;
  credit: bigint;
  heldCredit: bigint;
  owed: bigint;
}

export interface ModelWallet extends Figures {
  readonly id: string;
  readonly ownerId: string;
  readonly currency: string;
  status: 'ACTIVE' | 'FROZEN' | 'CLOSED';
  /** How often one of the figures has changed. */
  changes: number;
  line: { approved: boolean; limit: bigint };
  /** The UTC days on which a bonus was claimed. */
  readonly bonusDays: Set<string>;
}

export type Kind =
  | 'DEPOSIT'
  | 'WITHDRAWAL'
  | 'PURCHASE'
  | 'REFUND'
  | 'TRANSFER'
  | 'EXCHANGE'
  | 'BONUS'
  | 'COMMISSION'
  | 'EARNING'
  | 'CREDIT_DRAW'
  | 'CREDIT_REPAYMENT'
  | 'ADJUSTMENT'
  | 'REVERSAL';

export interface ModelTransaction {
  readonly kind: Kind;
  readonly walletId: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly by: string;
  status: 'PENDING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';
  reversed: boolean;
  /** What a reversal takes back: by how much it changed the cash of which wallets. */
  readonly effects: readonly (readonly [walletId: string, change: bigint])[];
  /** What a PENDING one reserved. */
  readonly hold: { readonly cash: bigint; readonly credit: bigint };
  /** Of a purchase: what was captured, the cash in it, and what was refunded of it. */
  captured: bigint;
  capturedCash: bigint;
  refunded: bigint;
  /** Expires so soon that whoever asks about it waits until it has. */
  readonly soon: boolean;
  /** The wallets that were paid a commission for it. */
  readonly commissions: Set<string>;
}

export interface ModelQuote {
  readonly fromWalletId: string;
  readonly toWalletId: string;
  readonly fromAmount: bigint;
  readonly toAmount: bigint;
  readonly soon: boolean;
  used: boolean;
}

export interface ModelState {
  readonly wallets: Map<string, ModelWallet>;
  readonly transactions: Map<string, ModelTransaction>;
  readonly quotes: Map<string, ModelQuote>;
}

/** What expires within so many seconds is waited for. */
export const SOON = 5;

export function emptyState(): ModelState {
  return { wallets: new Map(), transactions: new Map(), quotes: new Map() };
}

export function newWallet(id: string, ownerId: string, currency: string): ModelWallet {
  return {
    ...{ id, ownerId, currency, status: 'ACTIVE', changes: 0 },
    ...{ cash: 0n, held: 0n, credit: 0n, heldCredit: 0n, owed: 0n },
    line: { approved: false, limit: 0n },
    bonusDays: new Set(),
  };
}

export function newTransaction(
  what: Pick<ModelTransaction, 'kind' | 'walletId' | 'currency' | 'amount' | 'by'> &
    Partial<ModelTransaction>,
): ModelTransaction {
  return {
    status: 'COMPLETED',
    reversed: false,
    effects: [],
    hold: { cash: 0n, credit: 0n },
    ...{ captured: 0n, capturedCash: 0n, refunded: 0n, soon: false },
    commissions: new Set(),
    ...what,
  };
}

/** Changes figures as one step does: each that moves is one change. */
export function change(wallet: ModelWallet, by: Partial<Figures>): void {
  for (const [name, amount] of Object.entries(by) as [keyof Figures, bigint][]) {
    if (amount === 0n) continue;
    wallet[name] += amount;
    wallet.changes += 1;
    if (wallet[name] < 0n) throw new Error(`the model itself takes ${name} below zero`);
  }
}

/** Credit comes back as credit while it is still owed; what has been paid for comes back as cash. */
export function comingBack(
  { owed, credit }: ModelWallet,
  back: { cash: bigint; credit: bigint },
): Pick<Figures, 'cash' | 'credit'> {
  const room = owed > credit ? owed - credit : 0n;
  const asCredit = back.credit < room ? back.credit : room;
  return { cash: back.cash + back.credit - asCredit, credit: asCredit };
}
