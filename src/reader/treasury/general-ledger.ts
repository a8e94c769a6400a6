import type { EntityManager } from 'typeorm';
import type { Snapshot } from '../../database/index.js';
import type { AccountKind, Phase, TransactionKind } from '../../domain/index.js';
import type { Amount } from '../../money/index.js';
import { readBook } from '../read-book.js';

/** The part of the book that a general ledger has. */
export interface LedgerScope {
  /** The moments from which and before which. from is undefined: from the beginning of the book. */
  readonly from: Date | undefined;
  readonly to: Date;
  readonly currencies: readonly string[];
}

/** An account as an accountant sees it: that of a wallet, or a system account over all its chains. */
export interface LedgerAccount {
  readonly kind: AccountKind;
  readonly currency: string;
  /** null: a system account. */
  readonly wallet: { readonly id: string; readonly ownerId: string; readonly name: string } | null;
}

/** What an account has at one end of the period. Minor units. */
export interface LedgerBalance extends LedgerAccount {
  readonly balance: Amount;
}

/** An entry of the book. Minor units. */
export interface LedgerEntry extends LedgerAccount {
  readonly at: Date;
  readonly transactionId: string;
  readonly transactionKind: TransactionKind;
  readonly phase: Phase;
  readonly amount: Amount;
  readonly reference: string | null;
  readonly description: string | null;
}

/** Rows that are read while they are taken, some at a time. */
export type LedgerRows<Row> = AsyncGenerator<readonly Row[]>;

/** Rows of one step of a cursor. */
const STEP = 1_000;

/** The entries of a period, and what every account has before and after it, all of one snapshot. */
export class GeneralLedger {
  #cursors = 0;

  constructor(
    private readonly snapshot: Snapshot,
    private readonly scope: LedgerScope,
  ) {}

  /** What the accounts have right before the period, without those that have nothing. A wallet's accounts come together. */
  async *openings(): LedgerRows<LedgerBalance> {
    const { from } = this.scope;
    if (from === undefined) return;
    for await (const rows of this.#balancesAt(from, 'at.balance <> 0')) yield rows;
  }

  /**
   * What the accounts have right after the period: those that have something, or had an entry in it. It comes from the
   * balances of their chains, and not from the entries.
   */
  closings(): LedgerRows<LedgerBalance> {
    return this.#balancesAt(this.scope.to, 'at.balance <> 0 OR at.created_at >= $3', [
      this.scope.from ?? new Date(0),
    ]);
  }

  /**
   * The entries by time, and those of one moment in the order of their transactions. Those of one phase of a transaction come
   * together, and add up to zero in each currency.
   */
  async *entries(): LedgerRows<LedgerEntry> {
    const { from, to, currencies } = this.scope;
    const steps = this.#fetch<EntryRow>(
      `/* ledgerEntries */
       SELECT e.created_at AS at, t.id AS "transactionId", t.kind AS "transactionKind", e.phase, e.amount::text AS amount,
              t.reference, t.description, ${ACCOUNT}
         FROM entry e
         JOIN account a ON a.id = e.account_id
         JOIN transaction t ON t.id = e.transaction_id
         LEFT JOIN wallet w ON w.id = a.wallet_id
        WHERE e.created_at >= $1 AND e.created_at < $2 AND a.currency = ANY($3)
        ORDER BY e.created_at, t.position, e.phase, a.currency, a.wallet_id NULLS LAST, a.kind, e.seq`,
      [from ?? new Date(0), to, currencies],
    );
    for await (const rows of steps)
      yield rows.map(({ amount, ...row }) => ({
        ...row,
        ...accountOf(row),
        amount: BigInt(amount),
      }));
  }

  /** Gives the connection back. */
  end(): Promise<void> {
    return this.snapshot.end();
  }

  async *#balancesAt(
    moment: Date,
    condition: string,
    more: readonly unknown[] = [],
  ): LedgerRows<LedgerBalance> {
    // First the system accounts, each over its chains, then wallet by wallet.
    const steps = this.#fetch<BalanceRow>(
      `/* ledgerBalances */
       SELECT * FROM (
         SELECT a.kind, a.currency, NULL::uuid AS "walletId", NULL AS "ownerId", NULL AS name, NULL::bigint AS position,
                sum(at.balance)::text AS balance
           FROM account a ${BALANCE_AT}
          WHERE a.wallet_id IS NULL AND a.currency = ANY($2)
          GROUP BY 1, 2
          UNION ALL
         SELECT ${ACCOUNT}, w.position, at.balance::text
           FROM account a JOIN wallet w ON w.id = a.wallet_id ${BALANCE_AT}
          WHERE a.currency = ANY($2) AND (${condition})) account
        ORDER BY position NULLS FIRST, currency, kind`,
      [moment, this.scope.currencies, ...more],
    );
    for await (const rows of steps)
      yield rows.map((row) => ({ ...accountOf(row), balance: BigInt(row.balance) }));
  }

  /** Reads a statement by a cursor. Nothing is read for a step before the one before it was taken. */
  async *#fetch<Row>(sql: string, parameters: readonly unknown[]): LedgerRows<Row> {
    const name = `ledger_${++this.#cursors}`;
    const read = <T>(work: (manager: EntityManager) => Promise<T>): Promise<T> =>
      readBook(this.snapshot, work);
    // It reads every row, so a plan that is quick for the first ones would be the wrong one.
    await read((manager) => manager.query('SET LOCAL cursor_tuple_fraction TO 1'));
    await read((manager) =>
      manager.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`, [...parameters]),
    );
    for (;;) {
      const rows = await read((manager) => manager.query<Row[]>(`FETCH ${STEP} FROM ${name}`));
      if (rows.length === 0) break;
      yield rows;
    }
    await read((manager) => manager.query(`CLOSE ${name}`));
  }
}

interface AccountRow {
  readonly kind: AccountKind;
  readonly currency: string;
  readonly walletId: string | null;
  readonly ownerId: string | null;
  readonly name: string | null;
}
type BalanceRow = AccountRow & { readonly balance: string };
type EntryRow = AccountRow & Omit<LedgerEntry, 'amount' | 'wallet'> & { readonly amount: string };

const ACCOUNT = `a.kind, a.currency, w.id AS "walletId", w.owner_id AS "ownerId", w.name`;

/**
 * SQL that joins `at`, the last entry of the account `a` before the moment $1. Most accounts have none later. In the others a
 * bisection finds it: the entry at `low` is old enough (0 stands before the chain), and the one at `high` too young.
 */
const BALANCE_AT = `
          CROSS JOIN LATERAL (
            SELECT e.seq, e.balance, e.created_at FROM entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1) head
          CROSS JOIN LATERAL (
            SELECT head.balance, head.created_at WHERE head.created_at < $1
             UNION ALL
            SELECT e.balance, e.created_at FROM entry e
             WHERE head.created_at >= $1 AND e.account_id = a.id AND e.seq = (
                     WITH RECURSIVE bisection AS (
                       SELECT 0::bigint AS low, head.seq AS high
                        UNION ALL
                       SELECT CASE WHEN middle.created_at < $1 THEN middle.seq ELSE b.low END,
                              CASE WHEN middle.created_at < $1 THEN b.high ELSE middle.seq END
                         FROM bisection b
                         JOIN entry middle ON middle.account_id = a.id AND middle.seq = (b.low + b.high) / 2
                        WHERE b.high - b.low > 1)
                     SELECT low FROM bisection WHERE high - low = 1)) at`;

function accountOf({ kind, currency, walletId, ownerId, name }: AccountRow): LedgerAccount {
  const wallet =
    walletId === null || ownerId === null || name === null ? null : { id: walletId, ownerId, name };
  return { kind, currency, wallet };
}
