import {
  isRefusal,
  type Refusal,
  type Split,
  stillReceived,
  takeBack,
} from '../../domain/index.js';
import type { LockedState, Posting, Transaction, Wallet } from '../../ledger/index.js';
import type { Amount } from '../../money/index.js';
import { moneyText, positiveAmountIn, refuseIfAvailableShort, type MoneyInput } from './amounts.js';
import { findEach, type Named, walletsAmong } from './receivers.js';
import { systemPosting, walletPosting } from './records.js';
import { isNonZero } from './spending.js';
import { findOwnAccount } from './system-accounts.js';
import { differentCurrenciesRefusal, notActiveRefusal, sameWalletRefusal } from './wallets.js';

// A transaction's amount can be divided: each split is a part of it that goes to a receiver of its own, and the rest goes
// where the whole amount would go. What is taken back later comes from all receivers, from each its share.

/** A part of a transaction as a client sent it. */
export interface SplitInput {
  readonly to: Named;
  readonly amount: MoneyInput;
  readonly label: string;
}

/** The part of an input that divides its amount. */
export interface Dividing {
  readonly amount: MoneyInput;
  /** Absent: the whole amount goes where it goes without splits. */
  readonly splits?: readonly SplitInput[] | undefined;
}

/** The wallets of the receivers, to be locked with the others. */
export function walletsOfSplits({ splits = [] }: Dividing): string[] {
  return walletsAmong(splits.map(({ to }) => to));
}

/** The system accounts of the receivers, each in the currency of its split. */
export function accountsOfSplits({
  splits = [],
}: Dividing): { readonly name: string; readonly currency: string }[] {
  return splits.flatMap(({ to, amount: { currency } }) =>
    'systemAccount' in to ? [{ name: to.systemAccount, currency }] : [],
  );
}

/**
 * The splits of a new transaction of a wallet.
 * @param amount what they are parts of, in minor units of the wallet's currency
 * @param others the transaction's other wallet, if it has one
 */
export function findSplits(
  state: LockedState,
  { splits = [] }: Dividing,
  { wallet, amount, others = [] }: { wallet: Wallet; amount: Amount; others?: readonly Wallet[] },
): { splits: readonly Split[] } | Refusal {
  const found = findEach('splits', splits, (split) => findSplit(state, split, [wallet, ...others]));
  if (isRefusal(found)) return found;
  const sum = found.reduce((total, split) => total + split.amount, 0n);
  if (sum <= amount) return { splits: found };
  return {
    code: 'SPLITS_EXCEED_AMOUNT',
    message: `The splits add up to ${moneyText(state, sum, wallet.currency)}. They can be at most the amount, ${moneyText(state, amount, wallet.currency)}.`,
  };
}

function findSplit(
  state: LockedState,
  { to, amount: sent, label }: SplitInput,
  own: readonly [Wallet, ...Wallet[]],
): Split | Refusal {
  const [wallet] = own;
  const amount = positiveAmountIn(state, wallet, sent);
  if (isRefusal(amount)) return amount;
  if ('systemAccount' in to) {
    const account = findOwnAccount(state, to.systemAccount);
    if (isRefusal(account)) return account;
    return { systemAccount: account.name, amount: amount.minor, label };
  }
  const receiver = state.wallet(to.walletId);
  if (!receiver) return walletOfSplitNotFoundRefusal();
  if (own.some(({ id }) => id === receiver.id))
    return sameWalletRefusal(
      'It names a wallet of the transaction itself. The rest goes there anyway: name another receiver.',
    );
  if (receiver.currency !== wallet.currency)
    return differentCurrenciesRefusal('split', wallet.currency, receiver.currency);
  return (
    refuseClosedReceiver(receiver, { label }) ?? {
      walletId: receiver.id,
      amount: amount.minor,
      label,
    }
  );
}

/** A wallet of any owner can receive a split, so this does not say that the caller may not use it. */
function walletOfSplitNotFoundRefusal(): Refusal {
  return { code: 'WALLET_NOT_FOUND', message: 'There is no such wallet. Check toWalletId.' };
}

/** The entry of the receiver of the rest, or none. @param amount signed */
type RestPosting = (amount: Amount) => Posting;

type Divided = Pick<Transaction, 'amount' | 'currency' | 'splits'>;

/**
 * The entries that pay a transaction's amount to its receivers. None of them is closed: a wallet with something pending
 * stays open.
 * @param uncaptured the part of the amount that is not paid after all, minor units
 */
export function payout(
  state: LockedState,
  transaction: Divided,
  rest: RestPosting,
  uncaptured: Amount = 0n,
): readonly Posting[] {
  const shares = stillReceived(transaction, [uncaptured]);
  return sharePostings(state, transaction, shares, { phase: 'POST', rest });
}

/** The part of the amount that is in no split. Minor units. */
export function restOf({ amount, splits }: Divided): Amount {
  return splits.reduce((rest, split) => rest - split.amount, amount);
}

/**
 * The entries that take back a part of what the receivers still have, from each its share; or a refusal that names the
 * wallet that cannot give it.
 * @param takenBack what was taken back before, in turn
 * @param amount what is taken back now; at most what they still have together
 */
export function takeBackFromReceivers(
  state: LockedState,
  transaction: Divided,
  { takenBack, amount }: { readonly takenBack: readonly Amount[]; readonly amount: Amount },
  { phase, rest }: { readonly phase: Posting['phase']; readonly rest: RestPosting },
): readonly Posting[] | Refusal {
  const shares = takeBack(stillReceived(transaction, takenBack), amount).map((share) => -share);
  const postings = sharePostings(state, transaction, shares, { phase, rest });
  const giving = receiversThatGive(state, transaction, postings);
  return refuseIfAnyClosed(giving) ?? refuseIfAnyShort(state, giving) ?? postings;
}

/** One entry for each receiver, of all its splits together. */
function sharePostings(
  state: LockedState,
  { currency, splits }: Divided,
  shares: readonly Amount[],
  { phase, rest }: { readonly phase: Posting['phase']; readonly rest: RestPosting },
): readonly Posting[] {
  const byReceiver = new Map<string, Posting>();
  for (const [index, split] of splits.entries()) {
    const [receiver, posting] = receiverOf(state, split, currency, phase);
    const before = byReceiver.get(receiver)?.amount ?? 0n;
    byReceiver.set(receiver, { ...posting, amount: before + (shares[index] ?? 0n) });
  }
  return [...byReceiver.values(), rest(shares.at(-1) ?? 0n)].filter(isNonZero);
}

function receiverOf(
  state: LockedState,
  split: Split,
  currency: string,
  phase: Posting['phase'],
): readonly [string, Posting] {
  if ('systemAccount' in split) {
    const { systemAccount: name } = split;
    return [name, systemPosting(currency, name, phase, 0n)];
  }
  return [split.walletId, walletPosting(lockedWallet(state, split.walletId), 'CASH', phase, 0n)];
}

function refuseClosedReceiver(
  { status }: Wallet,
  { label }: { label: string },
): Refusal | undefined {
  if (status !== 'CLOSED') return undefined;
  return notActiveRefusal(
    `The wallet of the split "${label}" is closed and can neither receive nor give back its part.`,
  );
}

/** A wallet that gives back a part of what it got. */
interface Giving {
  readonly wallet: Wallet;
  readonly amount: Amount;
  /** One of the splits that it got. */
  readonly split: Split;
}

function receiversThatGive(
  state: LockedState,
  { splits }: Divided,
  postings: readonly Posting[],
): readonly Giving[] {
  return postings.flatMap(({ account: { walletId }, amount }) => {
    const split = splits.find((one) => 'walletId' in one && one.walletId === walletId);
    if (!split || walletId === null) return [];
    return [{ wallet: lockedWallet(state, walletId), amount: -amount, split }];
  });
}

function refuseIfAnyClosed(giving: readonly Giving[]): Refusal | undefined {
  for (const { wallet, split } of giving) {
    const refusal = refuseClosedReceiver(wallet, split);
    if (refusal) return refusal;
  }
  return undefined;
}

/** What a receiver gives back must be there, in the figure that its query shows as `available`. */
function refuseIfAnyShort(state: LockedState, giving: readonly Giving[]): Refusal | undefined {
  for (const { wallet, amount, split } of giving) {
    const short = refuseIfAvailableShort(state, wallet, amount);
    if (short)
      return { ...short, message: `The receiver of the split "${split.label}": ${short.message}` };
  }
  return undefined;
}

function lockedWallet(state: LockedState, id: string): Wallet {
  const wallet = state.wallet(id);
  if (!wallet) throw new Error(`the wallet ${id} of a split is not locked`);
  return wallet;
}
