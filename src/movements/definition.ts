import type { StatusOf, TransactionKind, WalletAccount } from '../domain/index.js';
import type { Movement } from '../ledger/index.js';
import type { Amount } from '../money/index.js';

/** What the payload of a mutation names: a row that it made or changed, or what became of each of its lines. */
export type PayloadContent = 'transaction' | 'wallet' | 'quote' | 'revocation' | 'lines';

/** Mutations by what their payloads name. Each stands under its movement's name. */
export type Mutations = Readonly<
  Partial<Record<PayloadContent, Readonly<Record<string, Movement<never>>>>>
>;

/**
 * One kind of transaction: its mutations, and the words and examples with which docs/movements.md shows it.
 * How it begins and moves on stands in the table KINDS of src/domain.
 */
export interface KindDefinition<K extends TransactionKind> {
  readonly kind: K;
  readonly mutations: Mutations;
  readonly docs: KindDocs<K>;
}

/** Mutations in turn, by name, or with what differs from the usual example: 'refundPurchase of 50'. */
type Path = readonly string[];

interface KindDocs<K extends TransactionKind> {
  readonly title: string;
  readonly about: string;
  /** The wallets of the examples, by what tells them apart: what their accounts hold, in minor units. */
  readonly wallets: Readonly<Record<string, Readonly<Partial<Record<WalletAccount, Amount>>>>>;
  /** What leads to a new one. The last mutation of each path makes it. */
  readonly begins: readonly Path[];
  /** How one comes to each status; by wallet, if each comes to it in another way. */
  readonly reaches: Readonly<Record<StatusOf<K>, Path | Readonly<Record<string, Path>>>>;
}

/** The usual wallet of an example. */
export const WITH_CASH = { 'with 100 in cash': { CASH: 100_00n } } as const;

/** The wallets of examples that spend. */
export const WITH_CASH_OR_CREDIT = {
  'in cash': { CASH: 100_00n },
  'in cash and credit': { CASH: 60_00n, CREDIT: 40_00n, OWED: -40_00n },
} as const;

/** The ways to a kind that is COMPLETED as its path's last mutation makes it. */
export const completedBy = (...path: Path) => ({ begins: [path], reaches: { COMPLETED: path } });
