import type {
  PartyFragment,
  TransactionFieldsFragment,
  TransactionQuery,
  WalletFieldsFragment,
  WalletQuery,
} from '@onebook/client';

/** A wallet as lists and its own page have it. */
export type Wallet = WalletFieldsFragment;
export type WalletWithCredit = NonNullable<WalletQuery['wallet']>;
/** A wallet of a transaction: who it is. */
export type Party = PartyFragment;
/** A transaction as lists have it. */
export type Transaction = TransactionFieldsFragment;
export type WholeTransaction = NonNullable<TransactionQuery['transaction']>;

export interface Money {
  readonly amount: string;
  readonly currency: string;
}
