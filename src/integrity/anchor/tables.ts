import type { EntityManager } from 'typeorm';
import { IMPORTER } from '../../domain/index.js';
import type { Guards } from '../guards/read-guards.js';

export interface AnchoredTable {
  readonly table: string;
  /** The columns of its primary key. */
  readonly key: readonly string[];
  /** The moment at which a row `t` was written, as SQL; undefined if the table has none and stays small. */
  readonly time?: string;
}

/**
 * An import writes rows of the past, after their hours are closed. When it wrote one says the row's id, a UUIDv7: its
 * first 48 bits are milliseconds. An id of another version says nothing, and its row stays open.
 */
const writtenAt = (isImported: string): string => `
       CASE WHEN ${isImported}
            THEN CASE WHEN substr(t.id::text, 15, 1) = '7'
                      THEN to_timestamp(('x0000' || replace(left(t.id::text, 13), '-', ''))::bit(64)::bigint / 1000.0) END
            ELSE t.created_at END`;

/** A wallet that an import opened has its first transactions of the same commit. */
const IS_IMPORTED_WALLET = `EXISTS (
              SELECT FROM transaction own
               WHERE own.wallet_id = t.id AND own.initiated_by = '${IMPORTER}'
                 AND (own.written_by, own.server_run) = (t.written_by, t.server_run))`;

/** Tables whose rows are anchored by their hour. The entries, with their accounts, are anchored by their chains. */
export const ANCHORED_TABLES: readonly AnchoredTable[] = [
  { table: 'currency', key: ['code'] },
  { table: 'system_account', key: ['name'] },
  { table: 'wallet', key: ['id'], time: writtenAt(IS_IMPORTED_WALLET) },
  {
    ...{ table: 'transaction', key: ['id'] },
    time: writtenAt(`t.initiated_by = '${IMPORTER}'`),
  },
  { table: 'exchange_quote', key: ['id'], time: 't.created_at' },
  { table: 'credit_line', key: ['wallet_id', 'seq'], time: 't.created_at' },
  { table: 'token_revocation', key: ['subject', 'revoked_at'], time: 't.revoked_at' },
  { table: 'schedule', key: ['id'], time: 't.created_at' },
  { table: 'webhook', key: ['id'], time: 't.created_at' },
  { table: 'erasure', key: ['id'], time: 't.created_at' },
  { table: 'monitor', key: ['id'], time: 't.created_at' },
  { table: 'alert', key: ['id'], time: 't.raised_at' },
  { table: 'reconciliation', key: ['id'], time: 't.created_at' },
  { table: 'reconciliation_result', key: ['reconciliation_id'], time: 't.finished_at' },
  { table: 'finding', key: ['id'], time: 't.first_seen_at' },
  { table: 'report', key: ['id'], time: 't.created_at' },
  { table: 'command', key: ['caller', 'key'], time: 't.created_at' },
];

/** Tables that a migration fills, or that hold no facts about money. Their guards or other checks say if a row is wrong. */
export const UNANCHORED_TABLES = [
  'backdated_entry',
  'balance_checkpoint',
  'finding_state',
  'further_wallet',
  'gateway_figures',
  'migration',
  'monitor_place',
  'monitoring_place',
  'notification',
  'reconciler',
  'shard',
  'transaction_phase',
  'transaction_transition',
  'trusted_document',
  'webhook_delivery',
  'webhook_place',
] as const;

const TABLES_WITH_CHANGES = [
  ...['wallet', 'transaction', 'schedule', 'command', 'token_revocation', 'erasure'],
  ...['monitor', 'alert', 'webhook'],
];

/**
 * What is anchored of columns that an erasure changes, such that it is the same before and after: as SQL over a row `t`. The
 * input of a command is anchored by its hash.
 */
export const ERASABLE_COLUMNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  transaction: {
    texts: `coalesce(t.erased_sha256, texts_sha256(t.reference, t.description, t.metadata, t.details, t.splits))`,
    details: `erased_value('details', t.details)`,
    splits: `erased_value('splits', t.splits)`,
  },
  schedule: { input: `erased_value('input', t.input)` },
  command: {
    outcome: `CASE WHEN t.outcome ? 'done' THEN t.outcome ELSE erased_outcome(t.outcome) END`,
  },
};

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
      [
        ...rows
          .filter((row) => row.table === table && isConstant(table, row.column))
          .map(({ column }) => column),
        ...Object.keys(ERASABLE_COLUMNS[table] ?? {}),
      ],
    ]),
  );
}
