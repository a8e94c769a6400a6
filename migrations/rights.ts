import type { BookRights } from '../src/database/index.js';

/** SELECT … FOR UPDATE asks for the right to update a column. The triggers of the book refuse a real update. */
const TO_LOCK = ['number'] as const;

/** The status of these two changes, by the rules in their triggers. */
const STATUS = ['status', 'status_reason', 'status_changed_by', 'status_changed_at'] as const;

/** An erasure erases these of a transaction, by the rules in its trigger. */
const TEXTS = [
  ...['reference', 'description', 'metadata', 'details', 'splits'],
  ...['erasure_id', 'erased_sha256'],
] as const;

/** The metadata of a wallet is replaced. */
const METADATA = ['metadata', 'metadata_changed_by', 'metadata_changed_at'] as const;

/**
 * What the gateway's role may do in a book, besides reading every table: insert, and update the columns named. This is
 * the only place that says so. A migration grants nothing: `migrate` compares the book with this and makes up the
 * difference, on a new book, after a migration, and on a book that a dump has restored without its rights.
 */
export const rights: BookRights = {
  tables: {
    account: { insert: true },
    alert: {
      insert: true,
      update: ['acknowledged_by', 'acknowledged_at', 'note', 'ended_at'],
    },
    backdated_entry: { insert: true },
    balance_checkpoint: { insert: true },
    credit_line: { insert: true },
    currency: { insert: true },
    entry: { insert: true },
    erasure: {
      insert: true,
      update: [
        ...['log_position', 'step', 'wallet_number', 'place'],
        ...['wallets', 'transactions', 'commands', 'finished_at'],
      ],
    },
    exchange_quote: { insert: true },
    finding: { insert: true },
    finding_state: { insert: true },
    further_wallet: { insert: true },
    command: { insert: true, update: ['input', 'outcome', 'erasure_id'] },
    gateway_figures: { insert: true, update: ['figures'], delete: true },
    migration: {},
    monitor: {
      insert: true,
      // The trigger of the table fills the last three in.
      update: [
        ...['status', 'changed_by', 'changed_at', 'alerts', 'current_alert'],
        ...['after_commit', 'after_result', 'after_seq'],
      ],
    },
    monitor_place: { insert: true, update: ['after_commit', 'seq', 'beyond_at'] },
    monitoring_place: { update: ['position'] },
    notification: {
      insert: true,
      update: ['due_at', 'attempts', 'sent_at', 'given_up_at', 'error'],
    },
    reconciler: { update: TO_LOCK },
    reconciliation: { insert: true },
    reconciliation_result: { insert: true },
    report: { insert: true },
    schedule: {
      insert: true,
      update: ['status', 'next_at', 'resumed_at', 'changed_by', 'changed_at', 'input'],
    },
    shard: { update: TO_LOCK },
    system_account: { insert: true },
    token_revocation: { insert: true, update: ['reason'] },
    transaction: { insert: true, update: [...STATUS, 'completed_at', ...TEXTS] },
    transaction_phase: {},
    transaction_transition: {},
    // The owner adds and removes them: `onebook documents`.
    trusted_document: {},
    webhook: {
      insert: true,
      update: [
        ...['status', 'secret', 'secret_key', 'secret_version'],
        ...['old_secret', 'old_secret_key', 'old_until', 'changed_by', 'changed_at'],
      ],
    },
    webhook_delivery: {
      ...{ insert: true, delete: true },
      update: [
        ...['round', 'status', 'attempts', 'first_at', 'last_at', 'next_at'],
        ...['response_status', 'error', 'duration_ms'],
      ],
    },
    webhook_place: { insert: true, update: ['place', 'round', 'not_before'] },
    wallet: { insert: true, update: [...STATUS, ...METADATA, 'display_name'] },
  },
};
