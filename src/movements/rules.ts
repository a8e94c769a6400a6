import { mayUseWallet } from '../auth/policy.js';
import type { Viewer } from '../auth/viewer.js';
import {
  isRefusal,
  type LockedState,
  type Posting,
  type Refusal,
  type Transaction,
  type Wallet,
} from '../ledger/index.js';
import type { Amount } from '../money/amount.js';
import { formatAmount, toMinorUnits, type Decimal } from '../money/decimal.js';

/** An amount as a client sent it: not yet known to fit its currency. */
export interface MoneyInput {
  readonly amount: Decimal;
  readonly currency: string;
}

/** What a client may say of a transaction in words of its own. */
export interface Remarks {
  readonly reference?: string | undefined;
  readonly description?: string | undefined;
  readonly metadata?: Record<string, unknown> | undefined;
}

// Rules that several movements share. Each gives what it checked, or the refusal; `isRefusal` tells
// the two apart.

/** The wallet, where there is one that the caller may spend from; otherwise both look alike. */
export function usableWallet(state: LockedState, id: string, by: Viewer): Wallet | Refusal {
  const wallet = state.wallet(id);
  return wallet && mayUseWallet(by, wallet) ? wallet : walletNotFound();
}

/** The wallet, whoever's it is: for what staff and programs do, and for receiving. */
export function anyWallet(state: LockedState, id: string): Wallet | Refusal {
  return state.wallet(id) ?? walletNotFound();
}

export function walletNotFound(): Refusal {
  return {
    code: 'WALLET_NOT_FOUND',
    message: 'There is no such wallet among those that you may use. Check its id.',
  };
}

/** A wallet that is frozen or closed pays nothing. */
export function mayPay(wallet: Wallet): Refusal | undefined {
  return wallet.status === 'ACTIVE'
    ? undefined
    : notActive(wallet, 'It pays nothing until it is active.');
}

/** A frozen wallet can still receive; a closed one cannot. */
export function mayReceive(wallet: Wallet): Refusal | undefined {
  return wallet.status === 'CLOSED'
    ? notActive(wallet, 'It receives nothing any more.')
    : undefined;
}

function notActive(wallet: Wallet, consequence: string): Refusal {
  return {
    code: 'WALLET_NOT_ACTIVE',
    message: `The wallet is ${wallet.status.toLowerCase()}. ${consequence}`,
  };
}

/** Minor units of the wallet's currency, more than zero and no more than an account holds. */
export function amountFor(
  state: LockedState,
  wallet: Wallet,
  input: MoneyInput,
): { minor: Amount } | Refusal {
  const currency = state.currency(input.currency);
  if (!currency)
    return {
      code: 'UNKNOWN_CURRENCY',
      message: `${input.currency} is not a currency of this book.`,
    };
  if (currency.code !== wallet.currency)
    return {
      code: 'CURRENCY_MISMATCH',
      message: `The wallet is in ${wallet.currency}, the amount in ${currency.code}. Send an amount in ${wallet.currency}.`,
    };
  const converted = toMinorUnits(input.amount, currency);
  if (!converted.ok && converted.reason === 'TOO_LARGE')
    return {
      code: 'AMOUNT_TOO_LARGE',
      message: `The amount is more than an account can hold: 38 digits in minor units of ${currency.code}.`,
    };
  if (!converted.ok)
    return {
      code: 'INVALID_AMOUNT',
      message: `${currency.code} has ${currency.digits} digits after the point; the amount has more.`,
    };
  if (converted.amount === 0n)
    return { code: 'INVALID_AMOUNT', message: 'The amount must be more than zero.' };
  return { minor: converted.amount };
}

/** A wallet, whoever's it is, that is not closed, and an amount in its currency. */
export function openFor(
  state: LockedState,
  input: { readonly walletId: string; readonly amount: MoneyInput },
): { wallet: Wallet; minor: Amount } | Refusal {
  const wallet = anyWallet(state, input.walletId);
  if (isRefusal(wallet)) return wallet;
  const cannot = mayReceive(wallet);
  if (cannot) return cannot;
  const amount = amountFor(state, wallet, input.amount);
  return isRefusal(amount) ? amount : { wallet, minor: amount.minor };
}

/** The check that refuses an overdraft, on the number that the wallet query shows. */
export function hasAvailable(
  state: LockedState,
  wallet: Wallet,
  required: Amount,
): Refusal | undefined {
  const { available } = state.balance(wallet);
  if (available >= required) return undefined;
  const digits = state.currency(wallet.currency)?.digits ?? 0;
  const show = (amount: Amount): string => `${formatAmount(amount, digits)} ${wallet.currency}`;
  return {
    code: 'INSUFFICIENT_FUNDS',
    message: `${show(required)} is required and ${show(available)} is available.`,
    available: { amount: available, currency: wallet.currency },
    required: { amount: required, currency: wallet.currency },
  };
}

/** A posting to one of a wallet's accounts. */
export function onWallet(
  wallet: Wallet,
  kind: Posting['account']['kind'],
  phase: Posting['phase'],
  amount: Amount,
): Posting {
  return { account: { walletId: wallet.id, kind, currency: wallet.currency }, phase, amount };
}

/** A posting to one of the house's accounts. */
export function onHouse(
  currency: string,
  kind: Posting['account']['kind'],
  phase: Posting['phase'],
  amount: Amount,
): Posting {
  return { account: { walletId: null, kind, currency }, phase, amount };
}

/** A transaction that is completed as it begins. */
export function completed(
  state: LockedState,
  by: Viewer,
  what: Pick<Transaction, 'kind' | 'amount' | 'currency' | 'walletId'> & Partial<Transaction>,
): Transaction {
  return {
    id: state.newId(),
    status: 'COMPLETED',
    counterWalletId: null,
    originalId: null,
    reference: null,
    description: null,
    metadata: {},
    details: {},
    statusReason: null,
    initiatedBy: by.id,
    createdAt: state.now,
    completedAt: state.now,
    ...what,
  };
}

/** A client's remarks as columns. */
export function remarks(
  input: Remarks,
): Pick<Transaction, 'reference' | 'description' | 'metadata'> {
  return {
    reference: input.reference ?? null,
    description: input.description ?? null,
    metadata: input.metadata ?? {},
  };
}
