import { type Outcome, type Result } from '../ledger/index.js';
import {
  isRefusal,
  type MoneyAmount,
  type Refusal,
  type RefusalCode,
  type SystemAccount,
} from '../domain/index.js';

/** One of the house's accounts in the treasury. */
export interface SystemAccountBalanceModel {
  readonly name: SystemAccount;
  readonly balance: MoneyAmount;
}

/** What a wallet's owner may owe, and owes. */
export interface CreditLineModel {
  readonly approved: boolean;
  readonly limit: MoneyAmount;
  readonly owed: MoneyAmount;
  readonly available: MoneyAmount;
}

/** The payloads that name a wallet. */
export const WALLET_PAYLOADS = [
  'OpenWalletPayload',
  'WalletPayload',
  'SetCreditLinePayload',
] as const;

/** What a mutation did to a wallet; the wallet is read where it is asked for. */
export interface WalletPayloadModel {
  readonly __typename: (typeof WALLET_PAYLOADS)[number];
  readonly walletId: string;
  readonly replayed: boolean;
}

/** The payloads that name a transaction. */
export const TRANSACTION_PAYLOADS = [
  'DepositPayload',
  'InitiateDepositPayload',
  'ConfirmDepositPayload',
  'FailDepositPayload',
  'RequestWithdrawalPayload',
  'ApproveWithdrawalPayload',
  'RejectWithdrawalPayload',
  'CancelWithdrawalPayload',
  'PurchasePayload',
  'CompletePurchasePayload',
  'FailPurchasePayload',
  'RefundPurchasePayload',
  'TransferPayload',
  'ExchangePayload',
  'ClaimDailyBonusPayload',
  'PayReferralCommissionPayload',
  'EarningPayload',
  'DrawCreditPayload',
  'RepayCreditPayload',
  'AdjustBalancePayload',
  'ReverseTransactionPayload',
] as const;

/** What a mutation moved; the transaction is read where it is asked for. */
export interface TransactionPayloadModel {
  readonly __typename: (typeof TRANSACTION_PAYLOADS)[number];
  readonly transactionId: string;
  readonly replayed: boolean;
}

/** What was quoted; the quote is read where it is asked for. */
export interface QuotePayloadModel {
  readonly __typename: 'QuoteExchangePayload';
  readonly quoteId: string;
  readonly replayed: boolean;
}

/** Whose tokens were revoked, and which. */
export interface RevocationPayloadModel {
  readonly __typename: 'RevokeTokensPayload';
  readonly subject: string;
  readonly revokedAt: Date;
  readonly replayed: boolean;
}

/** What became of each line of a distribution. */
export interface EarningsPayloadModel {
  readonly __typename: 'DistributeEarningsPayload';
  /** Of all lines. */
  readonly currency: string;
  readonly paid: readonly TransactionPayloadModel[];
  readonly refused: readonly {
    readonly index: number;
    readonly walletId: string;
    readonly error: Refusal;
  }[];
  readonly replayed: boolean;
}

/** What became of each of many transfers. */
export interface TransfersPayloadModel {
  readonly __typename: 'TransferManyPayload';
  readonly done: readonly TransactionPayloadModel[];
  readonly refused: readonly { readonly index: number; readonly error: Refusal }[];
  readonly replayed: boolean;
}

export type Payload =
  | WalletPayloadModel
  | TransactionPayloadModel
  | QuotePayloadModel
  | RevocationPayloadModel
  | EarningsPayloadModel
  | TransfersPayloadModel;

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
  SELF_APPROVAL: 'SelfApproval',
  ALREADY_CLAIMED: 'AlreadyClaimed',
  ALREADY_PAID: 'AlreadyPaid',
  CREDIT_NOT_APPROVED: 'CreditNotApproved',
  CREDIT_LIMIT_EXCEEDED: 'CreditLimitExceeded',
  AMOUNT_EXCEEDS_REMAINING: 'AmountExceedsRemaining',
  QUOTE_NOT_FOUND: 'QuoteNotFound',
  QUOTE_EXPIRED: 'QuoteExpired',
  QUOTE_USED: 'QuoteUsed',
  IDEMPOTENCY_CONFLICT: 'IdempotencyConflict',
} as const satisfies Record<RefusalCode, string>;

type Done = Extract<Outcome, { done: unknown }>['done'];

/** What a movement did, or its refusal. */
function doneIn(type: string, { outcome }: Result): Done | Refusal {
  if ('many' in outcome) throw new Error(`${type}: the ledger answers with lines`);
  return 'refused' in outcome ? outcome.refused : outcome.done;
}

/** What the ledger said, as a member of a mutation's result union. */
export function transactionPayloadOf(
  type: TransactionPayloadModel['__typename'],
  result: Result,
): TransactionPayloadModel | Refusal {
  const done = doneIn(type, result);
  if (isRefusal(done)) return done;
  const { transactionId } = done;
  if (transactionId === undefined) throw new Error(`${type}: the ledger names no transaction`);
  return { __typename: type, transactionId, replayed: result.replayed };
}

/** What the ledger said, as a member of a mutation's result union. */
export function walletPayloadOf(
  type: WalletPayloadModel['__typename'],
  result: Result,
): WalletPayloadModel | Refusal {
  const done = doneIn(type, result);
  if (isRefusal(done)) return done;
  const { walletId } = done;
  if (walletId === undefined) throw new Error(`${type}: the ledger names no wallet`);
  return { __typename: type, walletId, replayed: result.replayed };
}

/** What the ledger said, as a member of a mutation's result union. */
export function quotePayloadOf(result: Result): QuotePayloadModel | Refusal {
  const done = doneIn('QuoteExchangePayload', result);
  if (isRefusal(done)) return done;
  const { quoteId } = done;
  if (quoteId === undefined) throw new Error('QuoteExchangePayload: the ledger names no quote');
  return { __typename: 'QuoteExchangePayload', quoteId, replayed: result.replayed };
}

/** What the ledger said, as a member of a mutation's result union. */
export function revocationPayloadOf(result: Result): RevocationPayloadModel | Refusal {
  const done = doneIn('RevokeTokensPayload', result);
  if (isRefusal(done)) return done;
  const { revocation } = done;
  if (!revocation) throw new Error('RevokeTokensPayload: the ledger names no revocation');
  const revokedAt = new Date(revocation.revokedAt);
  return {
    __typename: 'RevokeTokensPayload',
    ...{ subject: revocation.subject, revokedAt, replayed: result.replayed },
  };
}

/** What became of the lines of a command that has several, each in their order; or a refusal of the whole. */
export function linesPayloadOf(
  type: TransactionPayloadModel['__typename'],
  { outcome, replayed }: Result,
): Lines | Refusal {
  if ('refused' in outcome) return outcome.refused;
  if (!('many' in outcome)) throw new Error(`${type}: the ledger answers without lines`);
  const { done, refused } = outcome.many;
  return {
    done: done.map(({ transactionId }) => ({ __typename: type, transactionId, replayed })),
    refused: refused.map((line) => ({ index: line.index, error: line.refused })),
    replayed,
  };
}

type Lines = Omit<TransfersPayloadModel, '__typename'>;

/** The type that a refusal is of. */
export function refusalType({ code }: Refusal): (typeof REFUSAL_TYPES)[RefusalCode] {
  return REFUSAL_TYPES[code];
}

/**
 * The type in a result union that an answer is of. A refusal that the union does not have is a fault
 * of ours and not for clients: GraphQL raises an internal error that names the type and the union.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- T is the union that asks
export function resultType<T extends string>(answer: Payload | Refusal): T {
  return ('code' in answer ? refusalType(answer) : answer.__typename) as T;
}
