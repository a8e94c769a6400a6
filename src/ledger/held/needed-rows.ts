import type { DataSource } from 'typeorm';
import type { Command } from '../batch.js';
import { mayPostToSystemAccounts } from '../load/system-accounts.js';
import type { Locks } from '../movement.js';
import type { NamedByCommand } from '../result.js';

/** A row that sessions lock, or a group of rows of which a command needs any one. */
export interface Row {
  readonly type: 'wallet' | 'transaction' | 'shard';
  /** The UUID; empty for the shards. */
  readonly id: string;
}

/** A row that a command must lock, and what the command says of it. */
export interface NeededRow {
  readonly row: Row;
  readonly named: NamedByCommand;
}

export const SHARDS: Row = { type: 'shard', id: '' };

export function rowText({ type, id }: Row): string {
  return `${type} ${id}`;
}

/** The rows that each command must lock. Reads the wallets of transactions, quotes and owners. Takes no locks. */
export async function neededRows<C extends Command>(
  source: DataSource,
  commands: readonly C[],
): Promise<Map<C, NeededRow[]>> {
  const walletsOf = await readWallets(
    source,
    commands.map(({ locks }) => locks),
  );
  return new Map(commands.map((command) => [command, rowsOf(command.locks, walletsOf)]));
}

function rowsOf(lock: Locks, walletsOf: ReadonlyMap<string, readonly string[]>): NeededRow[] {
  const wallet = (id: string, named: NamedByCommand): NeededRow => ({
    ...{ row: { type: 'wallet', id }, named },
  });
  const behind = (type: 'transaction' | 'quote', id: string): NeededRow[] =>
    (walletsOf.get(`${type} ${id}`) ?? []).map((walletId) => wallet(walletId, { type, id }));
  const transaction = (id: string): NeededRow => ({
    ...{ row: { type: 'transaction', id }, named: { type: 'transaction', id } },
  });
  const opened = walletsOf.get(nameText(lock.openWallet)) ?? [];
  const firsts = lock.bonuses
    ? (lock.wallets ?? []).flatMap((id) => walletsOf.get(`first of ${id}`) ?? [])
    : [];
  const needsShard = mayPostToSystemAccounts({ locks: lock });
  return [
    ...(lock.wallets ?? []).map((id) => wallet(id, { type: 'wallet', id })),
    ...(lock.transactions ?? []).flatMap((id) => [transaction(id), ...behind('transaction', id)]),
    ...(lock.quotes ?? []).flatMap((id) => behind('quote', id)),
    ...opened.map((id) => wallet(id, { type: 'other' })),
    ...firsts.map((id) => wallet(id, { type: 'other' })),
    ...(needsShard ? [{ row: SHARDS, named: { type: 'other' } as const }] : []),
  ];
}

function nameText(wallet: Locks['openWallet']): string {
  return wallet ? `named ${wallet.name} ${wallet.currency} ${wallet.ownerId}` : '';
}

/** The wallets behind transactions, quotes and names of wallets, by type and name. */
async function readWallets(
  source: DataSource,
  locks: readonly Locks[],
): Promise<Map<string, string[]>> {
  const transactions = locks.flatMap((lock) => lock.transactions ?? []);
  const quotes = locks.flatMap((lock) => lock.quotes ?? []);
  const opened = locks.flatMap((lock) => lock.openWallet ?? []);
  const ofBonuses = locks.flatMap((lock) => (lock.bonuses ? (lock.wallets ?? []) : []));
  if (transactions.length + quotes.length + opened.length + ofBonuses.length === 0)
    return new Map();
  const rows = await source.query<{ name: string; wallets: (string | null)[] }[]>(
    `/* walletsBehind */
     SELECT 'transaction ' || id AS name, (ARRAY[wallet_id, counter_wallet_id] || further_wallet_ids)::text[] AS wallets
       FROM transaction WHERE id = ANY($1::uuid[])
      UNION ALL
     SELECT 'quote ' || id, ARRAY[from_wallet_id, to_wallet_id]::text[]
       FROM exchange_quote WHERE id = ANY($2::uuid[])
      UNION ALL
     SELECT 'named ' || named.name || ' ' || named.currency || ' ' || named.owner_id,
            ARRAY(SELECT w.id::text FROM wallet w
                   WHERE w.owner_id = named.owner_id
                     AND (w.owner_number = 1 OR (w.currency = named.currency AND w.name = named.name)))
       FROM unnest($3::text[], $4::text[], $5::text[]) AS named (owner_id, currency, name)
      UNION ALL
     SELECT 'first of ' || w.id, ARRAY[f.id]::text[]
       FROM wallet w JOIN wallet f ON f.owner_id = w.owner_id AND f.owner_number = 1
      WHERE w.id = ANY($6::uuid[])`,
    [
      transactions,
      quotes,
      opened.map((one) => one.ownerId),
      opened.map((one) => one.currency),
      opened.map((one) => one.name),
      ofBonuses,
    ],
  );
  return new Map(rows.map((row) => [row.name, row.wallets.flatMap((id) => id ?? [])]));
}
