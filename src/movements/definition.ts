import type { StatusOf, TransactionKind, WalletAccount } from '../domain/index.js';
import type { Changes, LockedState, Wallet } from '../ledger/index.js';
import type { Amount } from '../money/index.js';
import type { DeclaredMovement } from './movement.js';

/** The content of a mutation's payload: a row that it made or changed, or the outcomes of its lines. */
export type PayloadContent =
  | 'transaction'
  | 'wallet'
  | 'quote'
  | 'currency'
  | 'systemAccount'
  | 'revocation'
  | 'reconciliation'
  | 'schedule'
  | 'webhook'
  | 'webhookSecret'
  | 'webhookTest'
  | 'erasure'
  | 'monitor'
  | 'alert'
  | 'lines';

/** Mutations by the content of their payloads. Each has the name of its movement as its key. */
export type Mutations = Readonly<
  Partial<Record<PayloadContent, Readonly<Record<string, DeclaredMovement<never>>>>>
>;

/**
 * One kind of transaction: its mutations, and the words and examples with which docs/movements.md describes it. The
 * table KINDS of src/domain has its statuses and phases.
 */
export interface KindDefinition<K extends TransactionKind> {
  readonly kind: K;
  readonly mutations: Mutations;
  /**
   * What an import writes, if no mutation makes the kind, by the name of the example: 'import CREDIT'. The import itself
   * writes in SQL, thousands at once. docs/movements.md shows these examples.
   */
  readonly imported?: Readonly<Record<string, (of: ImportedExample) => Changes>>;
  readonly docs: KindDocs<K>;
}

/** A wallet, and an amount in minor units of its currency. */
interface ImportedExample {
  readonly amount: Amount;
  readonly wallet: Wallet;
  readonly state: LockedState;
}

/** Mutations in turn. A name can carry a difference from the usual example: 'refundPurchase of 50'. */
type Path = readonly string[];

interface KindDocs<K extends TransactionKind> {
  readonly title: string;
  readonly about: string;
  /** Wallets of the examples, each under a label: the balances of their accounts, in minor units. */
  readonly wallets: Readonly<Record<string, Readonly<Partial<Record<WalletAccount, Amount>>>>>;
  /** Paths to a new transaction. The last mutation of each path makes it. */
  readonly begins: readonly Path[];
  /** The path to each status; by wallet, if the wallets have different paths. */
  readonly reaches: Readonly<Record<StatusOf<K>, Path | Readonly<Record<string, Path>>>>;
  /** The same with splits, if the kind can have them, for a wallet with cash: 'deposit with splits'. */
  readonly divided?: {
    readonly begins: readonly Path[];
    readonly reaches: Readonly<Partial<Record<StatusOf<K>, Path>>>;
  };
}

/** The usual wallet of the examples. */
export const WITH_CASH = { 'with 100 in cash': { CASH: 100_00n } } as const;

/** The wallets of examples that spend. */
export const WITH_CASH_OR_CREDIT = {
  'in cash': { CASH: 100_00n },
  'in cash and credit': { CASH: 60_00n, CREDIT: 40_00n, OWED: -40_00n },
} as const;

/** The paths of a kind that is COMPLETED from the beginning: the last mutation of `path` makes it. */
export const completedBy = (...path: Path) => ({ begins: [path], reaches: { COMPLETED: path } });
