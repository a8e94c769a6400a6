import type { Client } from 'pg';

/** An entry of a wallet as it stands in the table. Minor units, milliseconds. */
export interface PlainEntry {
  readonly account: string;
  readonly seq: number;
  readonly transactionId: string;
  readonly kind: string;
  /** The transaction's, now. */
  readonly status: string;
  readonly phase: string;
  readonly amount: bigint;
  readonly at: number;
}

/** All entries of a wallet by a plain SELECT, each account's in its order. */
export async function plainEntries(owner: Client, walletId: string): Promise<PlainEntry[]> {
  const { rows } = await owner.query<Record<string, string> & { created_at: Date }>(
    `SELECT e.account_kind, e.seq, e.transaction_id, t.kind, t.status, e.phase, e.amount, e.created_at
       FROM entry e JOIN account a ON a.id = e.account_id JOIN transaction t ON t.id = e.transaction_id
      WHERE a.wallet_id = $1 ORDER BY e.account_kind, e.seq`,
    [walletId],
  );
  return rows.map((row) => ({
    account: row['account_kind'] ?? '',
    seq: Number(row['seq']),
    transactionId: row['transaction_id'] ?? '',
    kind: row['kind'] ?? '',
    status: row['status'] ?? '',
    phase: row['phase'] ?? '',
    amount: BigInt(row['amount'] ?? ''),
    at: row.created_at.getTime(),
  }));
}

/** What amounts on accounts come to in each figure, said once more in plain words. */
export function plainFigures(entries: readonly Pick<PlainEntry, 'account' | 'amount'>[]) {
  const on = (...accounts: string[]): bigint =>
    entries
      .filter((entry) => accounts.includes(entry.account))
      .reduce((sum, entry) => sum + entry.amount, 0n);
  return {
    available: on('CASH'),
    spendable: on('CASH', 'CREDIT'),
    held: on('HELD', 'HELD_CREDIT'),
    cash: on('CASH', 'HELD'),
    credit: on('CREDIT', 'HELD_CREDIT'),
    total: on('CASH', 'HELD', 'CREDIT', 'HELD_CREDIT'),
    owed: -on('OWED'),
  };
}

/** The items under what is said of each. */
export function plainGroups<T>(items: readonly T[], name: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(name(item), [...(groups.get(name(item)) ?? []), item]);
  return groups;
}
