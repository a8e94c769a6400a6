import type { KINDS, TransactionKind } from '../domain/index.js';
import type { Transaction, TransactionOf } from '../reader/index.js';

type Kinds = typeof KINDS;

/** The name of an API type of transactions, such as `Deposit`. */
export type TransactionType = Kinds[TransactionKind]['type'];

type KindOfType<T extends TransactionType> = {
  [K in TransactionKind]: Kinds[K]['type'] extends T ? K : never;
}[TransactionKind];

/** A transaction that this API type shows. */
export type TransactionOfType<T extends TransactionType> = TransactionOf<KindOfType<T>>;

/** @throws Error if a row that has to name a transaction of this kind names another one */
export function ofKind<K extends TransactionKind>(
  kind: K,
  transaction: Transaction,
): TransactionOf<K> {
  if (isOfKind(kind, transaction)) return transaction;
  throw new Error(`transaction ${transaction.id} is a ${transaction.kind} instead of a ${kind}`);
}

function isOfKind<K extends TransactionKind>(
  kind: K,
  transaction: Transaction,
): transaction is TransactionOf<K> {
  return transaction.kind === kind;
}
