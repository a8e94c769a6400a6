import { isRefusal, type Refusal, type Viewer } from '../../domain/index.js';
import { type LockedState, type Wallet } from '../../ledger/index.js';
import { type Amount, type Decimal, formatAmount, toMinorUnits } from '../../money/index.js';
import { findWallet, refuseUnlessActive, refuseIfClosed, findUsableWallet } from './wallets.js';

/** An amount as a client sent it, not yet checked against its currency. */
export interface MoneyInput {
  readonly amount: Decimal;
  readonly currency: string;
}

/** The amount in minor units of the wallet's currency: greater than zero, and at most what an account can hold. */
export function positiveAmountIn(
  state: LockedState,
  wallet: Pick<Wallet, 'currency'>,
  input: MoneyInput,
): { minor: Amount } | Refusal {
  const amount = amountIn(state, wallet, input);
  if (isRefusal(amount) || amount.minor > 0n) return amount;
  return { code: 'INVALID_AMOUNT', message: 'The amount must be greater than zero.' };
}

/** The amount in minor units of the wallet's currency: zero or more, and at most what an account can hold. */
export function amountIn(
  state: LockedState,
  wallet: Pick<Wallet, 'currency'>,
  input: MoneyInput,
): { minor: Amount } | Refusal {
  const currency = state.currency(input.currency);
  if (!currency) return unknownCurrencyRefusal(input.currency);
  if (currency.code !== wallet.currency)
    return {
      code: 'CURRENCY_MISMATCH',
      message: `The wallet is in ${wallet.currency}, the amount in ${currency.code}. Send an amount in ${wallet.currency}.`,
    };
  const converted = toMinorUnits(input.amount, currency);
  if (!converted.ok && converted.reason === 'TOO_LARGE')
    return amountTooLargeRefusal(currency.code);
  if (!converted.ok)
    return {
      code: 'INVALID_AMOUNT',
      message: `${currency.code} allows ${currency.digits} digits after the decimal point. Send an amount with no more.`,
    };
  return { minor: converted.amount };
}

/** The wallet, of any owner, if it is not closed, and the amount in its currency. */
export function findReceiving(
  state: LockedState,
  input: { readonly walletId: string; readonly amount: MoneyInput },
): { wallet: Wallet; minor: Amount } | Refusal {
  const wallet = findWallet(state, input.walletId);
  if (isRefusal(wallet)) return wallet;
  const refusal = refuseIfClosed(wallet);
  if (refusal) return refusal;
  const amount = positiveAmountIn(state, wallet, input.amount);
  return isRefusal(amount) ? amount : { wallet, minor: amount.minor };
}

/** The wallet, if the caller may use it and it is active, and the amount in its currency. */
export function findPaying(
  state: LockedState,
  input: { readonly walletId: string; readonly amount: MoneyInput },
  by: Viewer,
): { wallet: Wallet; minor: Amount } | Refusal {
  const wallet = findUsableWallet(state, input.walletId, by);
  if (isRefusal(wallet)) return wallet;
  const refusal = refuseUnlessActive(wallet);
  if (refusal) return refusal;
  const amount = positiveAmountIn(state, wallet, input.amount);
  return isRefusal(amount) ? amount : { wallet, minor: amount.minor };
}

export function unknownCurrencyRefusal(code: string): Refusal {
  return { code: 'UNKNOWN_CURRENCY', message: `${code} is not a currency of this book.` };
}

/** The refusal of an amount that no account can hold: more than 38 digits of minor units. */
export function amountTooLargeRefusal(currency: string): Refusal {
  return {
    code: 'AMOUNT_TOO_LARGE',
    message: `The amount is larger than an account can hold (38 digits in minor units of ${currency}).`,
  };
}

/** The check that refuses an overdraft. It uses the number that queries show as `available`. */
export function refuseIfAvailableShort(
  state: LockedState,
  wallet: Wallet,
  required: Amount,
): Refusal | undefined {
  return refuseIfShort(state, wallet, required, state.balance(wallet).available);
}

/** The same check for payments that may use drawn credit. It uses the number that queries show as `spendable`. */
export function refuseIfSpendableShort(
  state: LockedState,
  wallet: Wallet,
  required: Amount,
): Refusal | undefined {
  return refuseIfShort(state, wallet, required, state.balance(wallet).spendable);
}

function refuseIfShort(
  state: LockedState,
  wallet: Wallet,
  required: Amount,
  available: Amount,
): Refusal | undefined {
  if (available >= required) return undefined;
  return {
    code: 'INSUFFICIENT_FUNDS',
    message: `${moneyText(state, required, wallet.currency)} is required and ${moneyText(state, available, wallet.currency)} is available.`,
    walletId: wallet.id,
    available: { amount: available, currency: wallet.currency },
    required: { amount: required, currency: wallet.currency },
  };
}

/** The refusal of an amount above what is left. @param remaining completes "but only 4.00 USD …": "is held", "is owed" */
export function exceedsRemainingRefusal(
  state: LockedState,
  requested: Amount,
  left: Amount,
  currency: string,
  remaining: string,
): Refusal {
  return {
    code: 'AMOUNT_EXCEEDS_REMAINING',
    message: `${moneyText(state, requested, currency)} was requested, but only ${moneyText(state, left, currency)} ${remaining}.`,
  };
}

/** An amount as messages show it: "12.50 USD". */
export function moneyText(state: LockedState, amount: Amount, currency: string): string {
  return `${formatAmount(amount, state.currency(currency)?.digits ?? 0)} ${currency}`;
}
