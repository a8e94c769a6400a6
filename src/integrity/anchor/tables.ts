import type { EntityManager } from 'typeorm';
import type { Guards } from '../guards/read-guards.js';

export interface AnchoredTable {
  readonly table: string;
  /** The columns of its primary key. */
  readonly key: readonly string[];
  /** The column that says when a row was written; undefined if the table has none and stays small. */
  readonly time?: string;
}

/** Tables whose rows are anchored by their hour. The entries, with their accounts, are anchored by their chains. */
export const ANCHORED_TABLES: readonly AnchoredTable[] = [
  { table: 'currency', key: ['code'] },
  { table: 'system_account', key: ['name'] },
  { table: 'wallet', key: ['id'], time: 'created_at' },
  { table: 'transaction', key: ['id'], time: 'created_at' },
  { table: 'exchange_quote', key: ['id'], time: 'created_at' },
  { table: 'credit_line', key: ['wallet_id', 'seq'], time: 'created_at' },
  { table: 'token_revocation', key: ['subject', 'revoked_at'], time: 'revoked_at' },
  { table: 'reconciliation', key: ['id'], time: 'created_at' },
  { table: 'reconciliation_result', key: ['reconciliation_id'], time: 'finished_at' },
  { table: 'finding', key: ['id'], time: 'first_seen_at' },
  { table: 'idempotency_key', key: ['caller', 'key'], time: 'created_at' },
];

/** Tables that a migration fills, or that hold no facts about money. Their guards or other checks say if a row is wrong. */
export const UNANCHORED_TABLES = [
  'backdated_entry',
  'balance_checkpoint',
  'finding_state',
  'further_wallet',
  'migration',
  'reconciler',
  'shard',
  'transaction_phase',
  'transaction_transition',
  'trusted_document',
] as const;

const TABLES_WITH_CHANGES = ['wallet', 'transaction'];

/**
 * The columns of each anchored table that never change: all but those that the gateway may update in a wallet or a
 * transaction. (It also may update a column of `account` and `shard`, to lock rows, and a trigger refuses every update.)
 */
export async function constantColumns(
  manager: EntityManager,
  guards: Guards,
): Promise<Record<string, string[]>> {
  const tables = ['entry', 'account', ...ANCHORED_TABLES.map(({ table }) => table)];
  const rows = await manager.query<{ table: string; column: string }[]>(
    `/* anchorColumns */
     SELECT c.relname AS table, a.attname AS column
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY ($1)
      ORDER BY c.relname, a.attnum`,
    [tables],
  );
  const isConstant = (table: string, column: string): boolean =>
    !TABLES_WITH_CHANGES.includes(table) || !(`right to UPDATE (${column}) on ${table}` in guards);
  return Object.fromEntries(
    tables.map((table) => [
      table,
      rows
        .filter((row) => row.table === table && isConstant(table, row.column))
        .map(({ column }) => column),
    ]),
  );
}
