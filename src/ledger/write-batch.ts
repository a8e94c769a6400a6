import {
  arrayColumn,
  column,
  type Insert,
  insertOf,
  insertRows,
  integers,
  type Statement,
  timestamps,
  uuids,
} from '../database/index.js';
import type {
  CreditLine,
  Currency,
  ExchangeQuote,
  Reconciliation,
  SystemAccount,
  Transaction,
  Wallet,
} from '../entities/index.js';
import { splitsColumn } from '../entities/index.js';
import { backdatedEntriesOf, INSERT_BACKDATED } from './backdated-entries.js';
import { insertionOfCommandsAndNotification } from './log-commands.js';
import { inOneOrder } from './one-order.js';
import { changesOfWebhooks, INSERT_WEBHOOKS } from './write-webhooks.js';
import { INSERT_ERASURES } from './erasing/insert-erasures.js';
import {
  INSERT_ALERTS,
  INSERT_MONITORS,
  INSERT_NOTIFICATIONS,
  updateOfAlerts,
  updateOfMonitors,
} from './write-alerts.js';
import { INSERT_SCHEDULES, updateOfSchedules } from './write-schedules.js';
import type { NewAccount, NewEntry, NewRevocation, PendingWrites } from './pending-writes.js';

/**
 * The statements that write a batch, in order, one for each table that it changes. Each builds its parameters as it is
 * sent, so PostgreSQL works on one while this process builds the next.
 * @param now the commit timestamp, which all rows of the commit carry
 */
export function writesOf(writes: PendingWrites, now: Date): Statement[] {
  const wallets = inOneOrder(
    writes.newWallets,
    (wallet) => `${wallet.ownerId}\0${String(wallet.ownerNumber).padStart(10, '0')}`,
  );
  const currencies = inOneOrder(writes.newCurrencies, ({ code }) => code);
  const systemAccounts = inOneOrder(writes.newSystemAccounts, ({ name }) => name);
  const revocations = inOneOrder([...writes.revocations.values()], (row) => row.subject);
  return [
    ...insertion(INSERTS.currencies, currencies),
    ...insertion(INSERTS.systemAccounts, systemAccounts),
    ...insertion(INSERTS.reconciliations, writes.newReconciliations),
    ...insertion(INSERTS.schedules, writes.newSchedules),
    ...insertion(INSERTS.webhooks, writes.newWebhooks),
    ...insertion(INSERTS.erasures, writes.newErasures),
    ...insertion(INSERTS.monitors, writes.newMonitors),
    ...insertion(INSERTS.wallets, wallets),
    ...insertion(INSERTS.accounts, writes.newAccounts),
    ...insertion(INSERTS.creditLines, writes.creditLines),
    ...insertion(INSERTS.quotes, writes.quotes),
    ...insertion(INSERTS.transactions, [...writes.newTransactions.values()]),
    ...updateOfTransactions([...writes.changedTransactions.values()]),
    ...insertion(INSERTS.backdatedEntries, backdatedEntriesOf(writes, now)),
    // One statement for all entries: PostgreSQL checks the zero sum once a statement.
    ...insertion(INSERTS.entries, writes.entries, now),
    ...updateOfWallets([...writes.changedWallets.values()]),
    ...insertion(INSERTS.revocations, revocations),
    ...insertionOfCommandsAndNotification(writes, now),
    // PostgreSQL refuses to leave a moment behind without the command that decided it.
    ...updateOfSchedules([...writes.changedSchedules.values()]),
    // And it refuses an alert without the command that raises it.
    ...insertion(INSERTS.alerts, [...writes.newAlerts.values()]),
    ...insertion(INSERTS.notifications, writes.newNotifications),
    ...updateOfAlerts([...writes.changedAlerts.values()]),
    ...updateOfMonitors([...writes.changedMonitors.values()]),
    ...changesOfWebhooks(writes),
  ];
}

/** One statement, or none if there are no rows. */
function insertion<Row>(insert: Insert<Row>, rows: readonly Row[], shared?: unknown): Statement[] {
  return rows.length === 0 ? [] : [(manager) => insertRows(manager, insert, rows, shared)];
}

/** Every INSERT of a commit. */
export const INSERTS = {
  currencies: insertOf<Currency>({
    name: 'insertCurrencies',
    table: 'currency',
    columns: [
      column('code', 'text', (row) => row.code),
      column('digits', 'smallint', (row) => row.digits),
      column('name', 'text', (row) => row.name),
      column('created_at', 'timestamptz', (row) => row.createdAt),
    ],
    ending: 'RETURNING code',
  }),
  systemAccounts: insertOf<SystemAccount>({
    name: 'insertSystemAccounts',
    table: 'system_account',
    columns: [
      column('name', 'text', (row) => row.name),
      column('description', 'text', (row) => row.description),
      column('created_by', 'text', (row) => row.createdBy),
      column('created_at', 'timestamptz', (row) => row.createdAt),
    ],
    ending: 'RETURNING name',
  }),
  reconciliations: insertOf<Reconciliation>({
    name: 'insertReconciliations',
    table: 'reconciliation',
    columns: [
      column('id', 'uuid', (row) => row.id),
      column('origin', 'text', (row) => row.origin),
      column('asked_by', 'text', (row) => row.askedBy),
      column('created_at', 'timestamptz', (row) => row.createdAt),
    ],
    ending: 'RETURNING id',
  }),
  schedules: INSERT_SCHEDULES,
  webhooks: INSERT_WEBHOOKS,
  erasures: INSERT_ERASURES,
  monitors: INSERT_MONITORS,
  alerts: INSERT_ALERTS,
  notifications: INSERT_NOTIFICATIONS,
  wallets: insertOf<Wallet>({
    name: 'insertWallets',
    table: 'wallet',
    columns: [
      column('id', 'uuid', (row) => row.id),
      column('owner_id', 'text', (row) => row.ownerId),
      column('currency', 'text', (row) => row.currency),
      column('name', 'text', (row) => row.name),
      column('owner_number', 'integer', (row) => row.ownerNumber),
      column('status', 'text', (row) => row.status),
      column('metadata', 'jsonb', (row) => JSON.stringify(row.metadata)),
      column('created_at', 'timestamptz', (row) => row.createdAt),
    ],
    ending: 'RETURNING id',
  }),
  accounts: insertOf<NewAccount>({
    name: 'insertAccounts',
    table: 'account',
    columns: [
      column('id', 'uuid', (row) => row.accountId),
      column('wallet_id', 'uuid', (row) => row.walletId),
      column('kind', 'text', (row) => row.kind),
      column('currency', 'text', (row) => row.currency),
      column('shard', 'smallint', (row) => row.shard),
    ],
    ending: 'RETURNING id',
  }),
  creditLines: insertOf<CreditLine>({
    name: 'insertCreditLines',
    table: 'credit_line',
    columns: [
      column('wallet_id', 'uuid', (row) => row.walletId),
      column('seq', 'bigint', (row) => row.seq),
      column('approved', 'boolean', (row) => row.approved),
      column('credit_limit', 'numeric', (row) => row.limit.toString()),
      column('set_by', 'text', (row) => row.setBy),
      column('created_at', 'timestamptz', (row) => row.createdAt),
    ],
    ending: 'RETURNING seq',
  }),
  quotes: insertOf<ExchangeQuote>({
    name: 'insertQuotes',
    table: 'exchange_quote',
    columns: [
      column('id', 'uuid', (row) => row.id),
      column('from_wallet_id', 'uuid', (row) => row.fromWalletId),
      column('to_wallet_id', 'uuid', (row) => row.toWalletId),
      column('from_amount', 'numeric', (row) => row.fromAmount.toString()),
      column('to_amount', 'numeric', (row) => row.toAmount.toString()),
      column('rate', 'numeric', (row) => row.rate),
      column('expires_at', 'timestamptz', (row) => row.expiresAt),
      column('created_by', 'text', (row) => row.createdBy),
      column('created_at', 'timestamptz', (row) => row.createdAt),
    ],
    ending: 'RETURNING id',
  }),
  transactions: insertOf<Transaction>({
    name: 'insertTransactions',
    table: 'transaction',
    columns: [
      column('id', 'uuid', (row) => row.id, uuids),
      column('kind', 'text', (row) => row.kind),
      column('status', 'text', (row) => row.status),
      column('currency', 'text', (row) => row.currency),
      column('amount', 'numeric', (row) => row.amount, integers),
      column('wallet_id', 'uuid', (row) => row.walletId, uuids),
      column('counter_wallet_id', 'uuid', (row) => row.counterWalletId, uuids),
      arrayColumn('further_wallet_ids', 'uuid', ({ furtherWalletIds: ids }) =>
        ids.length === 0 ? null : `{${ids.join(',')}}`,
      ),
      column('splits', 'jsonb', ({ splits }) =>
        splits.length === 0 ? null : JSON.stringify(splitsColumn.to(splits)),
      ),
      column('original_id', 'uuid', (row) => row.originalId, uuids),
      column('replaces_id', 'uuid', (row) => row.replacesId, uuids),
      column('bonus_owner', 'text', (row) => row.bonusOwner),
      column('reference', 'text', (row) => row.reference),
      column('description', 'text', (row) => row.description),
      column('metadata', 'jsonb', (row) => JSON.stringify(row.metadata)),
      column('details', 'jsonb', (row) => JSON.stringify(row.details)),
      column('status_reason', 'text', (row) => row.statusReason),
      column('initiated_by', 'text', (row) => row.initiatedBy),
      column('initiated_by_program', 'boolean', (row) => row.initiatedByProgram),
      column('created_at', 'timestamptz', (row) => row.createdAt, timestamps),
      column('completed_at', 'timestamptz', (row) => row.completedAt, timestamps),
      column('expires_at', 'timestamptz', (row) => row.expiresAt, timestamps),
      column('quote_id', 'uuid', (row) => row.quoteId, uuids),
      column('status_changed_by', 'text', (row) => row.statusChangedBy),
      column('status_changed_at', 'timestamptz', (row) => row.statusChangedAt, timestamps),
      column('effective_at', 'timestamptz', (row) => row.effectiveAt, timestamps),
    ],
    ending: 'RETURNING id',
  }),
  backdatedEntries: INSERT_BACKDATED,
  entries: insertOf<NewEntry>({
    name: 'insertEntries',
    table: 'entry',
    columns: [
      column('account_id', 'uuid', (row) => row.account.accountId, uuids),
      column('seq', 'bigint', (row) => row.seq, integers),
      column('account_kind', 'text', (row) => row.account.kind),
      column('transaction_id', 'uuid', (row) => row.transactionId, uuids),
      column('phase', 'text', (row) => row.phase),
      column('amount', 'numeric', (row) => row.amount, integers),
      column('balance', 'numeric', (row) => row.balance, integers),
    ],
    shared: { name: 'created_at', type: 'timestamptz' },
    ending: 'RETURNING seq',
  }),
  revocations: insertOf<NewRevocation>({
    name: 'insertRevocations',
    table: 'token_revocation',
    columns: [
      column('subject', 'text', (row) => row.subject),
      column('revoked_at', 'timestamptz', (row) => row.revokedAt),
      column('reason', 'text', (row) => row.reason),
      column('revoked_by', 'text', (row) => row.revokedBy),
    ],
    // If another commit revoked the same tokens in the same millisecond, its row serves for both.
    ending: 'ON CONFLICT (subject, revoked_at) DO NOTHING',
  }),
};

/**
 * Updates each transaction to its last status in the batch. So one that changes twice in a batch makes one transition
 * here, and its kind has that transition too. A transaction of the same batch is never among them, because no client
 * knows its id yet.
 */
function updateOfTransactions(rows: readonly Transaction[]): Statement[] {
  if (rows.length === 0) return [];
  return [
    (manager) =>
      manager.query(UPDATE_TRANSACTIONS, [
        rows.map((row) => row.id),
        rows.map((row) => row.status),
        rows.map((row) => row.statusReason),
        rows.map((row) => row.completedAt),
        rows.map((row) => row.statusChangedBy),
        rows.map((row) => row.statusChangedAt),
      ]),
  ];
}

const UPDATE_TRANSACTIONS = `/* updateTransactions */
     UPDATE transaction t
        SET status = changed.status, status_reason = changed.status_reason, completed_at = changed.completed_at,
            status_changed_by = changed.by, status_changed_at = changed.at
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::timestamptz[])
              AS changed (id, status, status_reason, completed_at, by, at)
      WHERE t.id = changed.id`;

function updateOfWallets(rows: readonly Wallet[]): Statement[] {
  if (rows.length === 0) return [];
  return [
    (manager) =>
      manager.query(UPDATE_WALLETS, [
        rows.map((row) => row.id),
        rows.map((row) => row.status),
        rows.map((row) => row.statusReason),
        rows.map((row) => row.statusChangedBy),
        rows.map((row) => row.statusChangedAt),
        rows.map((row) => JSON.stringify(row.metadata)),
        rows.map((row) => row.metadataChangedBy),
        rows.map((row) => row.metadataChangedAt),
        rows.map((row) => row.displayName),
      ]),
  ];
}

const UPDATE_WALLETS = `/* updateWallets */
     UPDATE wallet w
        SET status = changed.status, status_reason = changed.reason,
            status_changed_by = changed.by, status_changed_at = changed.at, metadata = changed.metadata,
            metadata_changed_by = changed.metadata_by, metadata_changed_at = changed.metadata_at,
            display_name = changed.display_name
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::jsonb[], $7::text[],
                   $8::timestamptz[], $9::text[])
              AS changed (id, status, reason, by, at, metadata, metadata_by, metadata_at, display_name)
      WHERE w.id = changed.id`;
