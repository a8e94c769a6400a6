/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What `deposit` needs. */
export type DepositInput = {
  /** How much. */
  readonly amount: MoneyInput;
  /** Words for people: 1 to 500 characters, not blank. Whoever sees the transaction reads them. */
  readonly description?: string | null | undefined;
  /** The caller's name for this intent. */
  readonly idempotencyKey: string;
  /** The caller's own data, given back as it came to whoever sees the transaction. */
  readonly metadata?: Record<string, unknown> | null | undefined;
  /** The caller's reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: string | null | undefined;
  /** The wallet that it goes into, `wal_…`. */
  readonly walletId: string;
};

/** A sum of money: more than zero, unless it is said where it is asked for that it may be zero. */
export type MoneyInput = {
  /** In units of the currency, with at most its digits after the point ("12.5", "12.50"). */
  readonly amount: string;
  /** The currency, which must be the wallet's. */
  readonly currency: string;
};

/** Why the business refuses. */
export type RefusalCode =
  /** The wallet has had its bonus for this day. */
  | 'ALREADY_CLAIMED'
  /** The wallet has had its commission for this source. */
  | 'ALREADY_PAID'
  /** The amount is more than is left: of a purchase to take or refund, or of what is owed. */
  | 'AMOUNT_EXCEEDS_REMAINING'
  /** The amount, or a balance that would follow, has more digits than the book holds (38). */
  | 'AMOUNT_TOO_LARGE'
  /** More would be owed than the limit in force allows. */
  | 'CREDIT_LIMIT_EXCEEDED'
  /** No credit is approved for the wallet. */
  | 'CREDIT_NOT_APPROVED'
  /** The amount's currency is not the wallet's, or the two wallets' currencies differ. */
  | 'CURRENCY_MISMATCH'
  /** The caller has used this key for another input. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The wallet does not have that much that can be used for this. */
  | 'INSUFFICIENT_FUNDS'
  /** The amount is zero, has more digits after the point than its currency, or comes to nothing rounded down. */
  | 'INVALID_AMOUNT'
  /** Its status does not allow this any more. */
  | 'INVALID_TRANSITION'
  /** The quote has expired: ask for a new one. */
  | 'QUOTE_EXPIRED'
  /** There is no such quote that the caller may use. */
  | 'QUOTE_NOT_FOUND'
  /** The quote has been used. */
  | 'QUOTE_USED'
  /** From and to are one wallet. */
  | 'SAME_WALLET'
  /** Nobody approves what they asked for themselves, or what is for a wallet of theirs. */
  | 'SELF_APPROVAL'
  /** There is no such transaction that the caller may act on. */
  | 'TRANSACTION_NOT_FOUND'
  /** The book does not carry this currency. */
  | 'UNKNOWN_CURRENCY'
  /** The wallet is frozen or closed, and this needs it otherwise. */
  | 'WALLET_NOT_ACTIVE'
  /** The wallet still has money, or something is owed or held on it. */
  | 'WALLET_NOT_EMPTY'
  /** There is no such wallet that the caller may use. */
  | 'WALLET_NOT_FOUND';

/** What somebody did. */
export type TransactionKind =
  /** Staff put a balance right. */
  | 'ADJUSTMENT'
  /** A bonus was claimed. */
  | 'BONUS'
  /** A commission was paid for another transaction. */
  | 'COMMISSION'
  /** Credit was drawn. */
  | 'CREDIT_DRAW'
  /** Drawn credit was repaid. */
  | 'CREDIT_REPAYMENT'
  /** Money came in from outside, or is to come. */
  | 'DEPOSIT'
  /** Earnings were paid out. */
  | 'EARNING'
  /** Money of one currency became money of another. */
  | 'EXCHANGE'
  /** Something was bought, or is being bought. */
  | 'PURCHASE'
  /** A purchase, or a part of it, was given back. */
  | 'REFUND'
  /** Another transaction was taken back. */
  | 'REVERSAL'
  /** Money went from one wallet to another. */
  | 'TRANSFER'
  /** Money went out, or is to go. */
  | 'WITHDRAWAL';

/** Where a transaction stands. */
export type TransactionStatus =
  /** It was taken back for its owner before it was decided. */
  | 'CANCELLED'
  /** Done. */
  | 'COMPLETED'
  /** It came to nothing; what it had moved or held was given back. */
  | 'FAILED'
  /** Asked for, not decided yet. */
  | 'PENDING';

/** Whether a wallet can be used. */
export type WalletStatus =
  /** Pays and receives. */
  | 'ACTIVE'
  /** Neither pays nor receives, for good. It was empty when it closed. */
  | 'CLOSED'
  /** Pays nothing, and can still receive, until it is unfrozen. */
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
    | { readonly __typename: 'DepositPayload', readonly replayed: boolean, readonly transaction:
        | { readonly id: string, readonly amount: { readonly amount: string, readonly currency: string } }
        | { readonly id: string, readonly amount: { readonly amount: string, readonly currency: string } }
        | { readonly id: string, readonly amount: { readonly amount: string, readonly currency: string } }
        | { readonly id: string, readonly amount: { readonly amount: string, readonly currency: string } }
        | { readonly id: string, readonly amount: { readonly amount: string, readonly currency: string } }
        | { readonly id: string, readonly amount: { readonly amount: string, readonly currency: string } }
        | { readonly id: string, readonly amount: { readonly amount: string, readonly currency: string } }
        | { readonly id: string, readonly amount: { readonly amount: string, readonly currency: string } }
        | { readonly id: string, readonly amount: { readonly amount: string, readonly currency: string } }
        | { readonly id: string, readonly amount: { readonly amount: string, readonly currency: string } }
        | { readonly id: string, readonly amount: { readonly amount: string, readonly currency: string } }
        | { readonly id: string, readonly amount: { readonly amount: string, readonly currency: string } }
        | { readonly id: string, readonly amount: { readonly amount: string, readonly currency: string } }
       }
    | { readonly __typename: 'IdempotencyConflict', readonly code: RefusalCode, readonly message: string }
    | { readonly __typename: 'InvalidAmount', readonly code: RefusalCode, readonly message: string }
    | { readonly __typename: 'UnknownCurrency', readonly code: RefusalCode, readonly message: string }
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