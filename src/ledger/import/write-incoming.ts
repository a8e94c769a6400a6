import type { EntityManager } from 'typeorm';
import { IMPORTER } from '../../domain/index.js';
import {
  type AccountHead,
  BookClock,
  type HeadsAndClock,
  readChainHeadsAndClock,
} from '../../reader/index.js';
import { commitTime } from '../load/commit-time.js';
import { takeShardOrWait } from '../load/shard.js';
import { notifySql } from '../notify.js';
import { POSTINGS_SQL } from './postings.js';

/** What stands in the book about a batch, beside its rows: the key under which it was written. */
export interface IncomingBatch {
  /** Its number in `incoming_wallet` and `incoming_transaction`. */
  readonly batch: number;
  /** Unique among all batches of all imports. */
  readonly key: string;
  /** SHA-256 of what the import is of: its mapping and inputs. */
  readonly inputHash: Buffer;
  /** Whether its transactions have times of their own. They then go to chains of system accounts of their own. */
  readonly isPast: boolean;
  /**
   * Whether to take it that no other commit opens one of its wallets, or another wallet of one of its owners. It is
   * faster, and fails with a unique violation if one does. Otherwise such a wallet is left out.
   */
  readonly isAlone: boolean;
}

/**
 * Writes a batch of `incoming_wallet` and `incoming_transaction` into the book. Call it in a transaction of its own: the
 * batch is then in the book as a whole, or not at all. It decides nothing: PostgreSQL refuses what would be wrong, and
 * wallets that the book has by now.
 *
 * A chain never goes back in time, and the chains of the system accounts have entries of today. So past transactions get
 * chains of their own, in a shard that only this commit ever uses. docs/decisions/53-imported-history.md
 * @returns how many wallets it brought in, those that were open already among them
 */
export async function writeIncoming(
  manager: EntityManager,
  { batch, key, inputHash, isPast, isAlone }: IncomingBatch,
): Promise<number> {
  const shard = isPast ? await freshShard(manager) : await takeShardOrWait(manager);
  const { heads, clock } = await readSystemHeads(manager, batch, shard);
  const now = commitTime(clock, heads, []);
  // Before the accounts of the system: each of them gets an entry, and wallets can be left out of the batch here.
  const opened = isAlone
    ? await insertedBy(manager, INSERT_WALLETS, [batch, now])
    : await insertFreeWallets(manager, batch, now);
  const system = await openSystemAccounts(manager, batch, shard, heads);
  const counts = {
    wallets: opened,
    accounts: await insertedBy(manager, INSERT_ACCOUNTS, [batch]),
    transactions: await insertedBy(manager, INSERT_TRANSACTIONS, [batch, now, IMPORTER]),
  };
  if (isPast) await manager.query(END_TRANSACTIONS, [batch, IMPORTER]);
  await manager.query(INSERT_ENTRIES, [
    ...[batch, now, system.map(({ accountId }) => accountId)],
    ...[system.map(({ currency }) => currency), system.map(({ kind }) => kind)],
    ...[system.map(({ seq }) => seq), system.map(({ balance }) => balance.toString())],
  ]);
  const { wallets, transactions } = counts;
  await manager.query(INSERT_KEY_AND_NOTIFY, [
    ...[IMPORTER, key, inputHash, JSON.stringify({ wallets, transactions }), now, batch],
  ]);
  return countIncoming(manager, batch);
}

async function countIncoming(manager: EntityManager, batch: number): Promise<number> {
  const [row] = await manager.query<{ wallets: number }[]>(
    'SELECT count(*)::integer AS wallets FROM pg_temp.incoming_wallet WHERE batch = $1',
    [batch],
  );
  return row?.wallets ?? 0;
}

/** Passes over wallets whose owner another commit gives a wallet at the same time. */
const MAX_PASSES = 5;

/**
 * Opens the wallets. One that another commit opens meanwhile is left out of the batch, with its transactions. An owner for
 * whom another wallet is opened meanwhile gets the next number in a further pass.
 * @returns how many it opened
 */
async function insertFreeWallets(
  manager: EntityManager,
  batch: number,
  now: Date,
): Promise<number> {
  let inserted = 0;
  for (let pass = 1; pass <= MAX_PASSES; pass += 1) {
    inserted += await insertedBy(manager, INSERT_FREE_WALLETS, [batch, now]);
    const [row] = await manager.query<{ missing: boolean }[]>(
      `SELECT EXISTS (SELECT FROM pg_temp.incoming_wallet i
                       WHERE i.batch = $1 AND NOT EXISTS (SELECT FROM wallet w WHERE w.id = i.wallet_id)) AS missing`,
      [batch],
    );
    if (row?.missing !== true) return inserted;
  }
  const left = `SELECT i.n FROM pg_temp.incoming_wallet i
                 WHERE i.batch = $1 AND NOT EXISTS (SELECT FROM wallet w WHERE w.id = i.wallet_id)`;
  for (const table of ['incoming_transaction', 'incoming_wallet'])
    await manager.query(`DELETE FROM pg_temp.${table} WHERE batch = $1 AND n IN (${left})`, [
      batch,
    ]);
  return inserted;
}

/** A shard that no commit ever used. One that is rolled back leaves its number unused. */
async function freshShard(manager: EntityManager): Promise<number> {
  const [drawn] = await manager.query<{ number: number }[]>(
    `/* freshShard */ SELECT nextval('import_shard')::integer AS number`,
  );
  if (!drawn) throw new Error('the database returned no number for a shard');
  return drawn.number;
}

/** The currency and kind of the system accounts of a batch. */
const SYSTEM_ACCOUNTS_OF_BATCH = (batch: string): string => `
  SELECT DISTINCT made.currency, p.account
    FROM (SELECT DISTINCT w.currency, t.kind, t.status
            FROM pg_temp.incoming_transaction t
            JOIN pg_temp.incoming_wallet w ON w.batch = t.batch AND w.n = t.n
           WHERE t.batch = ${batch}) made
    JOIN ${POSTINGS_SQL} ON p.kind = made.kind AND p.status = made.status
   WHERE p.account NOT IN ('CASH', 'HELD')`;

function readSystemHeads(
  manager: EntityManager,
  batch: number,
  shard: number,
): Promise<HeadsAndClock> {
  return readChainHeadsAndClock(manager, new BookClock(), (add) => ({
    walletIds: `'{}'::uuid[]`,
    system: { shard: `${add(shard)}::smallint`, accounts: SYSTEM_ACCOUNTS_OF_BATCH(add(batch)) },
  }));
}

type SystemChain = Pick<AccountHead, 'accountId' | 'currency' | 'kind' | 'seq' | 'balance'>;

/** The heads of all system accounts of the batch. Those that the shard lacks are opened. */
async function openSystemAccounts(
  manager: EntityManager,
  batch: number,
  shard: number,
  heads: readonly AccountHead[],
): Promise<SystemChain[]> {
  const opened = await manager.query<{ id: string; currency: string; kind: AccountHead['kind'] }[]>(
    `/* openSystemAccounts */
     INSERT INTO account (id, wallet_id, kind, currency, shard)
     SELECT gen_random_uuid(), NULL, named.account, named.currency, $2::smallint
       FROM (${SYSTEM_ACCOUNTS_OF_BATCH('$1::integer')}) named
      WHERE NOT EXISTS (
              SELECT FROM account a
               WHERE a.wallet_id IS NULL AND a.shard = $2 AND a.kind = named.account AND a.currency = named.currency)
     RETURNING id, currency, kind`,
    [batch, shard],
  );
  const fresh = opened.map(({ id, ...rest }) => ({ accountId: id, ...rest, seq: 0, balance: 0n }));
  return [...heads, ...fresh];
}

/** Runs an INSERT. @returns how many rows it inserted */
async function insertedBy(manager: EntityManager, sql: string, values: unknown[]): Promise<number> {
  const [row] = await manager.query<{ rows: string }[]>(
    `WITH inserted AS (${sql}) SELECT count(*) AS rows FROM inserted`,
    values,
  );
  return Number(row?.rows);
}

/** In the order in which every commit inserts wallets, so that two that open the same ones never deadlock. */
const INSERT_WALLETS = `
  INSERT INTO wallet (id, owner_id, currency, name, owner_number, status, metadata, created_at)
  SELECT i.wallet_id, i.owner_id, i.currency, i.name, i.owner_number, 'ACTIVE', i.metadata, coalesce(i.began, $2)
    FROM pg_temp.incoming_wallet i
   WHERE i.batch = $1 AND NOT i.is_open
   ORDER BY i.owner_id COLLATE "C", i.n
  RETURNING id`;

/** Of those that are not there. One that another commit opens at the same time is left out. */
const INSERT_FREE_WALLETS = `
  INSERT INTO wallet (id, owner_id, currency, name, owner_number, status, metadata, created_at)
  SELECT i.wallet_id, i.owner_id, i.currency, i.name,
         coalesce(last.owner_number, 0) + row_number() OVER (PARTITION BY i.owner_id ORDER BY i.n),
         'ACTIVE', i.metadata, coalesce(i.began, $2)
    FROM pg_temp.incoming_wallet i
    LEFT JOIN LATERAL (
           SELECT w.owner_number FROM wallet w WHERE w.owner_id = i.owner_id
            ORDER BY w.owner_number DESC LIMIT 1) last ON true
   WHERE i.batch = $1 AND NOT i.is_open AND NOT EXISTS (SELECT FROM wallet w WHERE w.id = i.wallet_id)
   ORDER BY i.owner_id COLLATE "C", i.n
  ON CONFLICT DO NOTHING
  RETURNING id`;

const INSERT_ACCOUNTS = `
  INSERT INTO account (id, wallet_id, kind, currency)
  SELECT cash_id, wallet_id, 'CASH', currency FROM pg_temp.incoming_wallet WHERE batch = $1 AND cash_id IS NOT NULL
   UNION ALL
  SELECT held_id, wallet_id, 'HELD', currency FROM pg_temp.incoming_wallet WHERE batch = $1 AND held_id IS NOT NULL
  RETURNING id`;

/** The kinds and statuses that a transaction does not begin with. */
const ENDED_LATER = `(t.kind IN ('WITHDRAWAL', 'PURCHASE') AND t.status <> 'PENDING' OR t.status IN ('FAILED', 'CANCELLED'))`;

const INSERT_TRANSACTIONS = `
  INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, reference, description, details,
                           initiated_by, initiated_by_program, created_at, completed_at)
  SELECT t.id, t.kind, CASE WHEN ${ENDED_LATER} THEN 'PENDING' ELSE t.status END, w.currency, abs(t.amount), w.wallet_id,
         t.reference, t.description, t.details, $3, true, coalesce(t.at, $2),
         CASE WHEN t.status = 'COMPLETED' AND NOT ${ENDED_LATER} THEN coalesce(t.at, $2) END
    FROM pg_temp.incoming_transaction t
    JOIN pg_temp.incoming_wallet w ON w.batch = t.batch AND w.n = t.n
   WHERE t.batch = $1
   ORDER BY coalesce(t.at, $2), t.n, t.ord
  RETURNING id`;

const END_TRANSACTIONS = `/* endIncoming */
  UPDATE transaction b
     SET status = t.status, completed_at = CASE WHEN t.status = 'COMPLETED' THEN t.at END,
         status_changed_by = $2, status_changed_at = t.at
    FROM pg_temp.incoming_transaction t
   WHERE t.batch = $1 AND ${ENDED_LATER} AND b.id = t.id`;

/** Every chain goes on from its head: those of the system accounts, and those of the wallets from their beginning. */
const INSERT_ENTRIES = `/* insertIncomingEntries */
  INSERT INTO entry (account_id, seq, account_kind, transaction_id, phase, amount, balance, created_at)
  SELECT n.account_id, n.head_seq + row_number() OVER chain, n.account, n.id, n.phase, n.amount,
         n.head_balance + sum(n.amount) OVER chain, n.at
    FROM (SELECT coalesce(s.id, CASE p.account WHEN 'CASH' THEN w.cash_id ELSE w.held_id END) AS account_id,
                 coalesce(s.seq, 0) AS head_seq, coalesce(s.balance, 0) AS head_balance,
                 p.account, p.phase, p.step, t.id, t.n, t.ord, p.sign * t.amount AS amount, coalesce(t.at, $2) AS at
            FROM pg_temp.incoming_transaction t
            JOIN pg_temp.incoming_wallet w ON w.batch = t.batch AND w.n = t.n
            JOIN ${POSTINGS_SQL} ON p.kind = t.kind AND p.status = t.status
            LEFT JOIN unnest($3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::numeric[])
                        AS s (id, currency, kind, seq, balance)
                   ON s.currency = w.currency AND s.kind = p.account
           WHERE t.batch = $1) n
  WINDOW chain AS (PARTITION BY n.account_id ORDER BY n.at, n.n, n.ord, n.step)`;

/** The names of new wallets in messages, as `messagesOf` writes them. */
const MESSAGES = `ARRAY(
  SELECT string_agg(' w' || translate(rtrim(encode(uuid_send(named.wallet_id), 'base64'), '='), '+/', '-_'), '')
    FROM (SELECT wallet_id, (row_number() OVER () - 1) / 320 AS part
            FROM pg_temp.incoming_wallet WHERE batch = $6) named
   GROUP BY named.part)`;

const INSERT_KEY_AND_NOTIFY = `/* insertKeyAndNotify */
  WITH inserted AS (
    INSERT INTO command (caller, key, movement, input, input_hash, outcome, created_at)
    SELECT $1, $2, 'import', asked.input, sha256(convert_to('["import",' || asked.input || ']', 'UTF8')), jsonb_build_object('done', jsonb_build_object(
             'imported', $4::jsonb || jsonb_build_object('writer', pg_current_xact_id() || ' of ' || pg_postmaster_start_time()))), $5
      FROM (SELECT json_build_object('inputsSha256', encode($3::bytea, 'hex')) AS input) asked
    RETURNING key)
  ${notifySql(MESSAGES)}`;
