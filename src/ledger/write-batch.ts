import type { EntityManager } from 'typeorm';
import { messagesOf, notifySql } from './notify.js';
import { integers, timestamps, uuids } from '../database/index.js';
import type { PendingWrites } from './pending-writes.js';
import { encodeOutcome, keyText } from './idempotency.js';

/**
 * Writes a batch, a statement for each table: the parameters are arrays, one a column, so that a
 * thousand rows cost one statement.
 * @param now the moment of this commit, which all its rows carry
 */
export async function writeBatch(
  manager: EntityManager,
  draft: PendingWrites,
  now: Date,
): Promise<void> {
  await insertWallets(manager, draft);
  await insertAccounts(manager, draft);
  await insertCreditLines(manager, draft);
  await insertQuotes(manager, draft);
  await insertTransactions(manager, draft);
  await updateTransactions(manager, draft);
  await insertEntries(manager, draft, now);
  await updateWallets(manager, draft);
  await insertRevocations(manager, draft);
  await insertKeysAndNotify(manager, draft, now);
}

/** Two gateways that insert the same unique rows in one order wait for each other and never in a ring. */
function inOneOrder<T>(rows: readonly T[], name: (row: T) => string): T[] {
  return rows
    .map((row) => ({ row, text: name(row) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ row }) => row);
}

async function insertWallets(
  manager: EntityManager,
  { newWallets: openedWallets }: PendingWrites,
): Promise<void> {
  if (openedWallets.length === 0) return;
  const rows = inOneOrder(openedWallets, (wallet) => `${wallet.ownerId}\0${wallet.currency}`);
  await manager.query(
    `/* insertWallets */
     INSERT INTO wallet (id, owner_id, currency, status, created_at)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
     RETURNING id`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.ownerId),
      rows.map((row) => row.currency),
      rows.map((row) => row.status),
      rows.map((row) => row.createdAt),
    ],
  );
}

async function insertAccounts(
  manager: EntityManager,
  { newAccounts: rows }: PendingWrites,
): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(
    `/* insertAccounts */
     INSERT INTO account (id, wallet_id, kind, currency, shard)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::smallint[])
     RETURNING id`,
    [
      rows.map((row) => row.accountId),
      rows.map((row) => row.walletId),
      rows.map((row) => row.kind),
      rows.map((row) => row.currency),
      rows.map((row) => row.shard),
    ],
  );
}

async function insertCreditLines(manager: EntityManager, draft: PendingWrites): Promise<void> {
  const rows = draft.creditLines;
  if (rows.length === 0) return;
  await manager.query(
    `/* insertCreditLines */
     INSERT INTO credit_line (wallet_id, seq, approved, credit_limit, set_by, created_at)
     SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::boolean[], $4::numeric[], $5::text[], $6::timestamptz[])
     RETURNING seq`,
    [
      rows.map((row) => row.walletId),
      rows.map((row) => row.seq),
      rows.map((row) => row.approved),
      rows.map((row) => row.limit.toString()),
      rows.map((row) => row.setBy),
      rows.map((row) => row.createdAt),
    ],
  );
}

async function insertQuotes(
  manager: EntityManager,
  { quotes: rows }: PendingWrites,
): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(
    `/* insertQuotes */
     INSERT INTO exchange_quote (id, from_wallet_id, to_wallet_id, from_amount, to_amount, rate,
                                 expires_at, created_by, created_at)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::numeric[], $5::numeric[], $6::numeric[],
                          $7::timestamptz[], $8::text[], $9::timestamptz[])
     RETURNING id`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.fromWalletId),
      rows.map((row) => row.toWalletId),
      rows.map((row) => row.fromAmount.toString()),
      rows.map((row) => row.toAmount.toString()),
      rows.map((row) => row.rate),
      rows.map((row) => row.expiresAt),
      rows.map((row) => row.createdBy),
      rows.map((row) => row.createdAt),
    ],
  );
}

async function insertTransactions(manager: EntityManager, draft: PendingWrites): Promise<void> {
  const rows = [...draft.newTransactions.values()];
  if (rows.length === 0) return;
  await manager.query(
    `/* insertTransactions */
     INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, counter_wallet_id, original_id,
                              reference, description, metadata, details, status_reason, initiated_by,
                              created_at, completed_at, expires_at, quote_id, status_changed_by, status_changed_at)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::numeric[], $6::uuid[], $7::uuid[],
                          $8::uuid[], $9::text[], $10::text[], $11::jsonb[], $12::jsonb[], $13::text[],
                          $14::text[], $15::timestamptz[], $16::timestamptz[], $17::timestamptz[], $18::uuid[],
                          $19::text[], $20::timestamptz[])
     RETURNING id`,
    [
      uuids(rows.map((row) => row.id)),
      rows.map((row) => row.kind),
      rows.map((row) => row.status),
      rows.map((row) => row.currency),
      integers(rows.map((row) => row.amount)),
      uuids(rows.map((row) => row.walletId)),
      uuids(rows.map((row) => row.counterWalletId)),
      uuids(rows.map((row) => row.originalId)),
      rows.map((row) => row.reference),
      rows.map((row) => row.description),
      rows.map((row) => JSON.stringify(row.metadata)),
      rows.map((row) => JSON.stringify(row.details)),
      rows.map((row) => row.statusReason),
      rows.map((row) => row.initiatedBy),
      timestamps(rows.map((row) => row.createdAt)),
      timestamps(rows.map((row) => row.completedAt)),
      timestamps(rows.map((row) => row.expiresAt)),
      uuids(rows.map((row) => row.quoteId)),
      rows.map((row) => row.statusChangedBy),
      timestamps(rows.map((row) => row.statusChangedAt)),
    ],
  );
}

/**
 * The last status that each came to: what moves on twice in a batch (nobody can move on what began in
 * it, not knowing its id yet) passes one arrow here, which its kind has too.
 */
async function updateTransactions(manager: EntityManager, draft: PendingWrites): Promise<void> {
  const rows = [...draft.changedTransactions.values()];
  if (rows.length === 0) return;
  await manager.query(
    `/* updateTransactions */
     UPDATE transaction t
        SET status = changed.status, status_reason = changed.status_reason, completed_at = changed.completed_at,
            status_changed_by = changed.by, status_changed_at = changed.at
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::timestamptz[])
              AS changed (id, status, status_reason, completed_at, by, at)
      WHERE t.id = changed.id`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.status),
      rows.map((row) => row.statusReason),
      rows.map((row) => row.completedAt),
      rows.map((row) => row.statusChangedBy),
      rows.map((row) => row.statusChangedAt),
    ],
  );
}

/** One statement for all entries: the zero sum is checked a statement at a time. */
async function insertEntries(
  manager: EntityManager,
  { entries: rows }: PendingWrites,
  now: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(
    `/* insertEntries */
     INSERT INTO entry (account_id, seq, account_kind, transaction_id, phase, amount, balance, created_at)
     SELECT e.*, $8::timestamptz
       FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::uuid[], $5::text[], $6::numeric[], $7::numeric[]) AS e
     RETURNING seq`,
    [
      uuids(rows.map((row) => row.account.accountId)),
      integers(rows.map((row) => row.seq)),
      rows.map((row) => row.account.kind),
      uuids(rows.map((row) => row.transactionId)),
      rows.map((row) => row.phase),
      integers(rows.map((row) => row.amount)),
      integers(rows.map((row) => row.balance)),
      now,
    ],
  );
}

async function updateWallets(manager: EntityManager, draft: PendingWrites): Promise<void> {
  const rows = [...draft.changedWallets.values()];
  if (rows.length === 0) return;
  await manager.query(
    `/* updateWallets */
     UPDATE wallet w
        SET status = changed.status, status_reason = changed.reason,
            status_changed_by = changed.by, status_changed_at = changed.at
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
              AS changed (id, status, reason, by, at)
      WHERE w.id = changed.id`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.status),
      rows.map((row) => row.statusReason),
      rows.map((row) => row.statusChangedBy),
      rows.map((row) => row.statusChangedAt),
    ],
  );
}

/** Where another gateway revoked the same tokens in the same millisecond, its row says it for both. */
async function insertRevocations(
  manager: EntityManager,
  { revocations }: PendingWrites,
): Promise<void> {
  if (revocations.size === 0) return;
  const rows = inOneOrder([...revocations.values()], (row) => row.subject);
  await manager.query(
    `/* insertRevocations */
     INSERT INTO token_revocation (subject, revoked_at, reason, revoked_by)
     SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[])
         ON CONFLICT (subject, revoked_at) DO NOTHING`,
    [
      rows.map((row) => row.subject),
      rows.map((row) => row.revokedAt),
      rows.map((row) => row.reason),
      rows.map((row) => row.revokedBy),
    ],
  );
}

/**
 * The last statement, so that the one lock that a notice takes for the whole server is held as briefly as
 * can be. Nothing is done without a key.
 */
async function insertKeysAndNotify(
  manager: EntityManager,
  draft: PendingWrites,
  now: Date,
): Promise<void> {
  if (draft.keys.length === 0) return;
  const rows = inOneOrder(draft.keys, keyText);
  await manager.query(
    `/* keepKeysAndAnnounce */
     WITH kept AS (
       INSERT INTO idempotency_key (caller, key, input_hash, outcome, created_at)
       SELECT k.*, $5::timestamptz
         FROM unnest($1::text[], $2::text[], $3::bytea[], $4::jsonb[]) AS k
       RETURNING key)
     ${notifySql('$6::text[]')}`,
    [
      rows.map((row) => row.caller),
      rows.map((row) => row.key),
      rows.map((row) => row.inputHash),
      rows.map((row) => encodeOutcome(row.outcome)),
      now,
      messagesOf(draft),
    ],
  );
}
