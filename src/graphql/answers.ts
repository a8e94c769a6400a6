import type { MoneyAmount, Refusal, RefusalCode, Result, SystemAccount } from '../ledger/index.js';

/** One of the house's accounts in the treasury. */
export interface HouseBalance {
  readonly name: SystemAccount;
  readonly balance: MoneyAmount;
}

/** What a mutation did to a wallet; the wallet is read where it is asked for. */
export interface WalletAnswer {
  readonly __typename: 'OpenWalletPayload' | 'WalletPayload';
  readonly walletId: string;
  readonly replayed: boolean;
}

/** What a mutation moved; the transaction is read where it is asked for. */
export interface TransactionAnswer {
  readonly __typename:
    'DepositPayload' | 'TransferPayload' | 'AdjustBalancePayload' | 'ReverseTransactionPayload';
  readonly transactionId: string;
  readonly replayed: boolean;
}

/** The SDL's type for each code. */
export const REFUSAL_TYPES = {
  INSUFFICIENT_FUNDS: 'InsufficientFunds',
  WALLET_NOT_FOUND: 'WalletNotFound',
  WALLET_NOT_ACTIVE: 'WalletNotActive',
  WALLET_NOT_EMPTY: 'WalletNotEmpty',
  TRANSACTION_NOT_FOUND: 'TransactionNotFound',
  INVALID_TRANSITION: 'InvalidTransition',
  INVALID_AMOUNT: 'InvalidAmount',
  AMOUNT_TOO_LARGE: 'AmountTooLarge',
  CURRENCY_MISMATCH: 'CurrencyMismatch',
  UNKNOWN_CURRENCY: 'UnknownCurrency',
  SAME_WALLET: 'SameWallet',
  IDEMPOTENCY_CONFLICT: 'IdempotencyConflict',
} as const satisfies Record<RefusalCode, string>;

/** What the ledger said, as a member of a mutation's result union. */
export function transactionAnswer(
  type: TransactionAnswer['__typename'],
  { outcome, replayed }: Result,
): TransactionAnswer | Refusal {
  if ('refused' in outcome) return outcome.refused;
  const { transactionId } = outcome.done;
  if (transactionId === undefined) throw new Error(`${type}: the ledger names no transaction`);
  return { __typename: type, transactionId, replayed };
}

/** What the ledger said, as a member of a mutation's result union. */
export function walletAnswer(
  type: WalletAnswer['__typename'],
  { outcome, replayed }: Result,
): WalletAnswer | Refusal {
  if ('refused' in outcome) return outcome.refused;
  const { walletId } = outcome.done;
  if (walletId === undefined) throw new Error(`${type}: the ledger names no wallet`);
  return { __typename: type, walletId, replayed };
}

/**
 * The type in a result union that an answer is of. A refusal that the union does not have is a fault
 * of ours and not for clients: GraphQL raises an internal error that names the type and the union.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- T is the union that asks
export function resultType<T extends string>(
  answer: WalletAnswer | TransactionAnswer | Refusal,
): T {
  return ('code' in answer ? REFUSAL_TYPES[answer.code] : answer.__typename) as T;
}
