import { takeBackSlowly, total } from '../support/largest-remainder.js';
import {
  change,
  type Dividing,
  type Effect,
  minorUnits,
  type ModelState,
  type ModelTransaction,
  type ModelWallet,
  type Need,
  needCash,
  refuseAmount,
  refuseIfClosed,
  type SplitLine,
} from './commands-and-state.js';

/*
 * Amounts in parts: splits of a transaction, what they pay, and what is taken back of them.
 */

/**
 * The refusal codes of the splits of an amount: those of the first that is wrong, or of all together.
 * @param own the transaction's own wallets, first the one that decides about the currency
 */
export function refuseSplits(
  state: ModelState,
  { splits = [] }: Dividing,
  amount: bigint,
  own: readonly [ModelWallet, ...ModelWallet[]],
): string[] {
  for (const split of splits) {
    const codes = refuseSplit(state, split, own);
    if (codes.length > 0) return codes;
  }
  const parts = splits.map((split) => minorUnits(split.amount, split.currency));
  return total(parts) > amount ? ['SPLITS_EXCEED_AMOUNT'] : [];
}

function refuseSplit(
  state: ModelState,
  split: SplitLine,
  own: readonly [ModelWallet, ...ModelWallet[]],
): string[] {
  const { currency } = own[0];
  const amount = refuseAmount(split, currency);
  if ('systemAccount' in split.to) {
    const isOwn = state.accounts.has(split.to.systemAccount);
    return [...amount, ...(isOwn ? [] : ['UNKNOWN_SYSTEM_ACCOUNT'])];
  }
  const receiver = state.wallets.get(split.to.walletId);
  if (!receiver) return [...amount, 'WALLET_NOT_FOUND'];
  return [
    ...amount,
    ...(own.includes(receiver) ? ['SAME_WALLET'] : []),
    ...(receiver.currency === currency ? [] : ['CURRENCY_MISMATCH']),
    ...refuseIfClosed(receiver),
  ];
}

type Divided = Pick<ModelTransaction, 'splits' | 'received'>;

/** The terms of a new transaction's splits, and its further wallets. */
export function division(
  { splits = [] }: Dividing,
  amount: bigint,
): Divided & { readonly others: readonly string[] } {
  const terms = splits.map((split) => ({
    to: split.to,
    amount: minorUnits(split.amount, split.currency),
  }));
  const parts = terms.map((split) => split.amount);
  const wallets = terms.flatMap(({ to }) => ('walletId' in to ? [to.walletId] : []));
  return {
    splits: terms,
    received: [...parts, amount - total(parts)],
    others: [...new Set(wallets)],
  };
}

/** What of an amount that is taken back each receiver gives, the one of the rest last. */
export function sharesOf({ received }: Divided, amount: bigint): bigint[] {
  return takeBackSlowly(received, amount);
}

/** What the receivers have after they gave these shares. */
export function less({ received }: Divided, shares: readonly bigint[]): bigint[] {
  return received.map((one, index) => one - shares[index]!);
}

export const restOf = (shares: readonly bigint[]): bigint => shares.at(-1) ?? 0n;

/** The changes of the receivers of splits that get these shares: one for each receiver. */
export function effectsOf(
  { splits }: Divided,
  shares: readonly bigint[],
  currency: string,
): Effect[] {
  const wallets = new Map<string, bigint>();
  const accounts = new Map<string, bigint>();
  for (const [index, { to }] of splits.entries()) {
    const [sums, name] = 'walletId' in to ? [wallets, to.walletId] : [accounts, to.systemAccount];
    sums.set(name, (sums.get(name) ?? 0n) + shares[index]!);
  }
  return [
    ...[...wallets].filter(([, sum]) => sum !== 0n),
    ...[...accounts].map(([systemAccount, sum]) => ({ systemAccount, currency, change: sum })),
  ];
}

/** The same changes in the other direction. */
export function opposite(effects: readonly Effect[]): Effect[] {
  return effects.map((effect) =>
    'change' in effect ? { ...effect, change: -effect.change } : [effect[0], -effect[1]],
  );
}

/** Carries changes out. */
export function apply(state: ModelState, effects: readonly Effect[]): void {
  for (const effect of effects)
    if ('change' in effect) {
      const name = `${effect.systemAccount} ${effect.currency}`;
      state.system.set(name, (state.system.get(name) ?? 0n) + effect.change);
    } else change(walletOf(state, effect[0]), { cash: effect[1] });
}

/** The wallets among the changes. */
export function walletsIn(state: ModelState, effects: readonly Effect[]): ModelWallet[] {
  return effects.flatMap((effect) => ('change' in effect ? [] : [walletOf(state, effect[0])]));
}

/** What the wallets that give must have. */
export function needsOf(state: ModelState, effects: readonly Effect[]): Need[] {
  return effects.flatMap((effect) =>
    'change' in effect ? [] : [needCash(walletOf(state, effect[0]), -effect[1])],
  );
}

/** WALLET_NOT_ACTIVE if a wallet that gives is closed. */
export function refuseClosedReceivers(state: ModelState, given: readonly Effect[]): string[] {
  const closed = walletsIn(state, given).some(({ status }) => status === 'CLOSED');
  return closed ? ['WALLET_NOT_ACTIVE'] : [];
}

/** For each split, what its receiver gave back or never gets. */
export function takenBack({ splits, received, status, reversed }: ModelTransaction): bigint[] {
  const all = status === 'FAILED' || status === 'CANCELLED' || reversed;
  return splits.map(({ amount }, index) => (all ? amount : amount - received[index]!));
}

function walletOf(state: ModelState, id: string): ModelWallet {
  const wallet = state.wallets.get(id);
  if (!wallet) throw new Error(`the model has no wallet ${id}`);
  return wallet;
}
