/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Input of `deposit`. */
export type DepositInput = {
  /** Amount, more than zero, in the wallet's currency. */
  readonly amount: MoneyInput;
  /** Text for people: 1 to 500 characters, not blank. Every viewer of the transaction can read it. */
  readonly description?: string | null | undefined;
  /**
   * When it took effect, if that was before now: not in the future, and not before the wallet or a
   * receiver of its splits was opened. Default: now. Balances, also those of the past, go by when the book learned of it.
   */
  readonly effectiveAt?: string | null | undefined;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /**
   * Your own data. Viewers of the wallet get it back as you sent it; those who see only receivers of
   * splits get `{}`.
   */
  readonly metadata?: Record<string, unknown> | null | undefined;
  /** Your reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: string | null | undefined;
  /** Parts of the amount that go to receivers of their own, at most 20; the wallet gets the rest. Default: none. */
  readonly splits?: ReadonlyArray<Split> | null | undefined;
  /** Id of the wallet that receives the money, `wal_…`. */
  readonly walletId: string;
};

/** A sum of money. It must be more than zero unless the field that takes it says otherwise. */
export type MoneyInput = {
  /**
   * Amount in units of the currency, with at most the currency's digits after the point ("12.5",
   * "12.50").
   */
  readonly amount: string;
  /** Currency of the amount. It must be the currency of the wallet. */
  readonly currency: string;
};

/** Code of a refusal. */
export type RefusalCode =
  /** There is no alert with this id. */
  | 'ALERT_NOT_FOUND'
  /** The owner has already received the bonus of this UTC day in this currency, and it was not reversed. */
  | 'ALREADY_CLAIMED'
  /** The wallet has already received its commission on this source, and it was not reversed. */
  | 'ALREADY_PAID'
  /** The amount exceeds what remains: of a purchase to take or refund, or of the debt to repay. */
  | 'AMOUNT_EXCEEDS_REMAINING'
  /**
   * The amount, or a balance after the operation, has more digits than the book holds: 38 in minor
   * units.
   */
  | 'AMOUNT_TOO_LARGE'
  /** The operator offers no daily bonus in this currency. */
  | 'BONUS_NOT_OFFERED'
  /** The debt would exceed the credit limit. */
  | 'CREDIT_LIMIT_EXCEEDED'
  /** The wallet has no approved credit line. */
  | 'CREDIT_NOT_APPROVED'
  /** The book has a currency with this code already. */
  | 'CURRENCY_EXISTS'
  /** The currency of the amount is not the wallet's, or the two wallets have different currencies. */
  | 'CURRENCY_MISMATCH'
  /** No dead letter of the webhook has this id. */
  | 'DELIVERY_NOT_FOUND'
  /** The moment of effect is in the future, or before a wallet was opened that it moves. */
  | 'EFFECTIVE_AT_OUT_OF_RANGE'
  /** The gateway has no mail server to send e-mail through. */
  | 'EMAIL_NOT_CONFIGURED'
  /** No finding about this wallet has this id. */
  | 'FINDING_NOT_FOUND'
  /** The caller has already used this idempotency key with another input. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The wallet does not have enough money that can be used for this. */
  | 'INSUFFICIENT_FUNDS'
  /**
   * The amount is zero, has more digits after the point than its currency, or is zero after rounding
   * down.
   */
  | 'INVALID_AMOUNT'
  /** The current status no longer allows this operation. */
  | 'INVALID_TRANSITION'
  /** There is no monitor with this id, or it was deleted. */
  | 'MONITOR_NOT_FOUND'
  /** No moment of the schedule lies ahead, so it would never run. */
  | 'NO_MOMENT_AHEAD'
  /** The quote has expired. Request a new one. */
  | 'QUOTE_EXPIRED'
  /** No quote that the caller may use has this id. */
  | 'QUOTE_NOT_FOUND'
  /** The quote has already been used. Request a new one. */
  | 'QUOTE_USED'
  /** Both wallets are the same, or a commission would go to the owner of its source. */
  | 'SAME_WALLET'
  /** No schedule that the caller may change has this id. */
  | 'SCHEDULE_NOT_FOUND'
  /** Callers cannot approve their own request, nor act on their own wallet as staff or as a program. */
  | 'SELF_APPROVAL'
  /** The splits add up to more than the amount. */
  | 'SPLITS_EXCEED_AMOUNT'
  /** The book has a system account with this name already, or a wallet's accounts have it. */
  | 'SYSTEM_ACCOUNT_EXISTS'
  /** The tokens with which the run was scheduled have been revoked. */
  | 'TOKENS_REVOKED'
  /** No transaction that the caller may act on has this id. */
  | 'TRANSACTION_NOT_FOUND'
  /** The legs of a posting do not add up to zero in each currency. */
  | 'UNBALANCED_POSTING'
  /** The book does not have this currency. */
  | 'UNKNOWN_CURRENCY'
  /** The book does not have this system account. */
  | 'UNKNOWN_SYSTEM_ACCOUNT'
  /** The owner has opened as many wallets as the operator lets a person open. */
  | 'WALLET_LIMIT'
  /** The wallet is frozen or closed, and this operation does not work on such a wallet. */
  | 'WALLET_NOT_ACTIVE'
  /** The wallet still has money, held money, debt or a pending transaction. */
  | 'WALLET_NOT_EMPTY'
  /** No wallet that the caller may use has this id. */
  | 'WALLET_NOT_FOUND'
  /** No webhook has this id, or it was deleted. */
  | 'WEBHOOK_NOT_FOUND';

/**
 * A part of a transaction's amount that goes to a receiver of its own: exactly one of `toWalletId` and
 * `toSystemAccount`. The payer pays the amount and no more. What is taken back later (a partial capture, a
 * refund, a failure, a reversal) comes from every receiver, from each its share by largest remainder.
 */
export type Split = {
  /** Amount, more than zero. All splits together are at most the amount of the transaction. */
  readonly amount: MoneyInput;
  /** Your word for it, such as "fee": 1 to 100 characters, not blank, no control characters. */
  readonly label: string;
  /** Name of the system account that receives: one that was made with `createSystemAccount`. */
  readonly toSystemAccount?: string | null | undefined;
  /**
   * Id of the wallet that receives, `wal_…`, in the currency of the amount. Not a wallet that the
   * transaction has anyway.
   */
  readonly toWalletId?: string | null | undefined;
};

/** Kind of a transaction. */
export type TransactionKind =
  /** Staff correct a balance. */
  | 'ADJUSTMENT'
  /** A bonus is paid. */
  | 'BONUS'
  /** A commission on another transaction is paid. */
  | 'COMMISSION'
  /** Credit is drawn. */
  | 'CREDIT_DRAW'
  /** Drawn credit is repaid. */
  | 'CREDIT_REPAYMENT'
  /** Money comes in from outside. */
  | 'DEPOSIT'
  /** Earnings are paid. */
  | 'EARNING'
  /** Money of one currency becomes money of another. */
  | 'EXCHANGE'
  /** An import brought a balance from another system. */
  | 'OPENING_BALANCE'
  /** An admin or a program moves what no other mutation moves. */
  | 'POSTING'
  /** A wallet pays for a purchase. */
  | 'PURCHASE'
  /** A purchase is refunded, in whole or in part. */
  | 'REFUND'
  /** Another transaction is reversed. */
  | 'REVERSAL'
  /** Money goes from one wallet to another. */
  | 'TRANSFER'
  /** Money goes out. */
  | 'WITHDRAWAL';

/** Status of a transaction. */
export type TransactionStatus =
  /** Cancelled by its owner, or for its owner, before it was decided. */
  | 'CANCELLED'
  /** Executed. */
  | 'COMPLETED'
  /** Failed. Everything that it had moved or held has been returned. */
  | 'FAILED'
  /** Requested but not decided yet. */
  | 'PENDING';

/** Status of a wallet. */
export type WalletStatus =
  /** The wallet can pay and receive. */
  | 'ACTIVE'
  /** The wallet can neither pay nor receive, for good. It was empty, with nothing pending, when closed. */
  | 'CLOSED'
  /** The wallet can receive but not pay until staff unfreeze it. */
  | 'FROZEN';

export type FiguresFragment = { readonly version: number, readonly available: { readonly amount: string, readonly currency: string }, readonly held: { readonly amount: string }, readonly credit: { readonly amount: string }, readonly total: { readonly amount: string } };

export type OwnWalletsQueryVariables = Exact<{ [key: string]: never; }>;


export type OwnWalletsQuery = { readonly viewer: { readonly id: string, readonly wallets: ReadonlyArray<{ readonly id: string, readonly currency: string, readonly status: WalletStatus }> } };

export type WalletsOfQueryVariables = Exact<{
  ownerId: string;
}>;


export type WalletsOfQuery = { readonly viewer: { readonly id: string }, readonly wallets: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly currency: string, readonly status: WalletStatus } }> } };

export type LatestQueryVariables = Exact<{
  walletId: string;
}>;


export type LatestQuery = { readonly wallet: { readonly history: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly at: string, readonly status: TransactionStatus, readonly amount: { readonly amount: string }, readonly balance: { readonly amount: string }, readonly transaction:
            | { readonly kind: TransactionKind, readonly description: string | null }
            | { readonly kind: TransactionKind, readonly description: string | null }
            | { readonly kind: TransactionKind, readonly description: string | null }
            | { readonly kind: TransactionKind, readonly description: string | null }
            | { readonly kind: TransactionKind, readonly description: string | null }
            | { readonly kind: TransactionKind, readonly description: string | null }
            | { readonly kind: TransactionKind, readonly description: string | null }
            | { readonly kind: TransactionKind, readonly description: string | null }
            | { readonly kind: TransactionKind, readonly description: string | null }
            | { readonly kind: TransactionKind, readonly description: string | null }
            | { readonly kind: TransactionKind, readonly description: string | null }
            | { readonly kind: TransactionKind, readonly description: string | null }
            | { readonly kind: TransactionKind, readonly description: string | null }
            | { readonly kind: TransactionKind, readonly description: string | null }
            | { readonly kind: TransactionKind, readonly description: string | null }
           } }> } } | null };

export type BalanceChangedSubscriptionVariables = Exact<{
  walletId: string;
}>;


export type BalanceChangedSubscription = { readonly balanceChanged: { readonly balance: { readonly version: number, readonly available: { readonly amount: string, readonly currency: string }, readonly held: { readonly amount: string }, readonly credit: { readonly amount: string }, readonly total: { readonly amount: string } } } };

export type DepositMutationVariables = Exact<{
  input: DepositInput;
}>;


export type DepositMutation = { readonly deposit:
    | { readonly __typename: 'AmountTooLarge', readonly code: RefusalCode, readonly message: string }
    | { readonly __typename: 'CurrencyMismatch', readonly code: RefusalCode, readonly message: string }
    | { readonly __typename: 'DepositPayload', readonly replayed: boolean, readonly transaction: { readonly id: string, readonly amount: { readonly amount: string, readonly currency: string } } }
    | { readonly __typename: 'EffectiveAtOutOfRange', readonly code: RefusalCode, readonly message: string }
    | { readonly __typename: 'IdempotencyConflict', readonly code: RefusalCode, readonly message: string }
    | { readonly __typename: 'InvalidAmount', readonly code: RefusalCode, readonly message: string }
    | { readonly __typename: 'SameWallet', readonly code: RefusalCode, readonly message: string }
    | { readonly __typename: 'SelfApproval', readonly code: RefusalCode, readonly message: string }
    | { readonly __typename: 'SplitsExceedAmount', readonly code: RefusalCode, readonly message: string }
    | { readonly __typename: 'UnknownCurrency', readonly code: RefusalCode, readonly message: string }
    | { readonly __typename: 'UnknownSystemAccount', readonly code: RefusalCode, readonly message: string }
    | { readonly __typename: 'WalletNotActive', readonly code: RefusalCode, readonly message: string }
    | { readonly __typename: 'WalletNotFound', readonly code: RefusalCode, readonly message: string }
   | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const FiguresFragmentDoc = new TypedDocumentString(`
    fragment Figures on Balance {
  available {
    amount
    currency
  }
  held {
    amount
  }
  credit {
    amount
  }
  total {
    amount
  }
  version
}
    `, {"fragmentName":"Figures"}) as unknown as TypedDocumentString<FiguresFragment, unknown>;
export const OwnWalletsDocument = new TypedDocumentString(`
    query OwnWallets {
  viewer {
    id
    wallets {
      id
      currency
      status
    }
  }
}
    `) as unknown as TypedDocumentString<OwnWalletsQuery, OwnWalletsQueryVariables>;
export const WalletsOfDocument = new TypedDocumentString(`
    query WalletsOf($ownerId: ID!) {
  viewer {
    id
  }
  wallets(filter: {ownerId: $ownerId}) {
    edges {
      node {
        id
        currency
        status
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WalletsOfQuery, WalletsOfQueryVariables>;
export const LatestDocument = new TypedDocumentString(`
    query Latest($walletId: ID!) {
  wallet(id: $walletId) {
    history(first: 4) {
      edges {
        cursor
        node {
          at
          amount {
            amount
          }
          balance {
            amount
          }
          status
          transaction {
            kind
            description
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LatestQuery, LatestQueryVariables>;
export const BalanceChangedDocument = new TypedDocumentString(`
    subscription BalanceChanged($walletId: ID!) {
  balanceChanged(walletId: $walletId) {
    balance {
      ...Figures
    }
  }
}
    fragment Figures on Balance {
  available {
    amount
    currency
  }
  held {
    amount
  }
  credit {
    amount
  }
  total {
    amount
  }
  version
}`) as unknown as TypedDocumentString<BalanceChangedSubscription, BalanceChangedSubscriptionVariables>;
export const DepositDocument = new TypedDocumentString(`
    mutation Deposit($input: DepositInput!) {
  deposit(input: $input) {
    __typename
    ... on DepositPayload {
      replayed
      transaction {
        id
        amount {
          amount
          currency
        }
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DepositMutation, DepositMutationVariables>;