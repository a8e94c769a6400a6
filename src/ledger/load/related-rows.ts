import type { EntityManager } from 'typeorm';
import type { AccountKind, Phase } from '../../domain/index.js';
import { ExchangeQuote, Transaction } from '../../entities/index.js';
import { ownerText } from '../row-texts.js';
import type { LastBonus, Locks, Posting } from '../movement.js';
import { deliveryText } from '../webhook-state.js';

// Rows that rules need besides wallets, transactions and balances. A command reads them under the lock of a wallet or
// transaction, and they are only inserted under the same lock. Quotes are the exception: they never change. So are an
// owner's bonuses and number of wallets, which belong to no one wallet: a commit that was overtaken breaks a unique
// index, and is decided again.

/**
 * The last bonuses of the owners of wallets in the currencies of these, as SQL: of each last day, the one that no other
 * replaces.
 */
function lastBonusesSql(walletIds: string): string {
  return `SELECT w.owner_id, w.currency, last.id, last.created_at
       FROM (SELECT DISTINCT owner_id, currency FROM wallet WHERE id = ANY(${walletIds}::uuid[])) w
      CROSS JOIN LATERAL (
        SELECT t.id, t.created_at FROM transaction t
         WHERE t.kind = 'BONUS' AND t.bonus_owner = w.owner_id AND t.currency = w.currency
           AND NOT EXISTS (
                 SELECT FROM transaction n
                  WHERE n.kind = 'BONUS' AND n.bonus_owner = w.owner_id AND n.currency = w.currency
                    AND n.replaces_id = t.id
                    AND (n.created_at AT TIME ZONE 'UTC')::date = (t.created_at AT TIME ZONE 'UTC')::date)
         ORDER BY (t.created_at AT TIME ZONE 'UTC')::date DESC LIMIT 1) last`;
}

/**
 * The transactions, in the order of the book, that name one of these, or a last bonus of the owners of these wallets, as their original: reversals,
 * refunds, commissions. And the reversals of those commissions, because one that was reversed can be paid again.
 */
export async function readFollowers(
  manager: EntityManager,
  originalIds: readonly string[],
  bonusesOf: readonly string[],
): Promise<Transaction[]> {
  if (originalIds.length === 0 && bonusesOf.length === 0) return [];
  const bonuses =
    bonusesOf.length === 0
      ? ''
      : `|| ARRAY(SELECT bonus.id FROM (${lastBonusesSql(':bonusesOf')}) bonus)`;
  return manager
    .createQueryBuilder(Transaction, 'transaction')
    .where(
      `transaction.originalId = ANY(:originalIds::uuid[] || ARRAY(
         SELECT id FROM transaction WHERE original_id = ANY(:originalIds) AND kind = 'COMMISSION') ${bonuses})`,
      { originalIds, bonusesOf },
    )
    .orderBy('transaction.position')
    .getMany();
}

interface PostingRow {
  transaction_id: string;
  wallet_id: string | null;
  kind: AccountKind;
  currency: string;
  phase: Phase;
  amount: string;
}

/** The postings of each transaction, in one order. */
export async function readPostings(
  manager: EntityManager,
  transactionIds: readonly string[],
): Promise<Map<string, Posting[]>> {
  const postings = new Map<string, Posting[]>();
  if (transactionIds.length === 0) return postings;
  const rows = await manager.query<PostingRow[]>(
    `/* postings */
     SELECT e.transaction_id, a.wallet_id, a.kind, a.currency, e.phase, e.amount
       FROM entry e JOIN account a ON a.id = e.account_id
      WHERE e.transaction_id = ANY($1::uuid[])
      ORDER BY e.transaction_id, e.account_id, e.seq`,
    [transactionIds],
  );
  for (const row of rows) {
    const list = postings.get(row.transaction_id) ?? [];
    const account = { walletId: row.wallet_id, kind: row.kind, currency: row.currency };
    list.push({ account, phase: row.phase, amount: BigInt(row.amount) });
    postings.set(row.transaction_id, list);
  }
  return postings;
}

/** The transactions that are PENDING in these wallets, also those that will pay them a split. None has a counter wallet. */
export async function readPending(
  manager: EntityManager,
  walletIds: readonly string[],
): Promise<Transaction[]> {
  if (walletIds.length === 0) return [];
  return manager
    .createQueryBuilder(Transaction, 'transaction')
    .where(
      // Two arms, each with an index of what is pending alone.
      `transaction.id IN (
         SELECT id FROM transaction WHERE wallet_id = ANY(:walletIds) AND status = 'PENDING'
         UNION ALL
         SELECT id FROM transaction WHERE further_wallet_ids && :walletIds::uuid[] AND status = 'PENDING')`,
      { walletIds },
    )
    .orderBy('transaction.id')
    .getMany();
}

/** The last bonuses of the owners of wallets in the currencies of these, by `ownerText`. */
export async function readLastBonuses(
  manager: EntityManager,
  walletIds: readonly string[],
): Promise<Map<string, LastBonus>> {
  if (walletIds.length === 0) return new Map();
  const rows = await manager.query<
    { owner_id: string; currency: string; id: string; created_at: Date }[]
  >(`/* lastBonuses */ ${lastBonusesSql('$1')}`, [walletIds]);
  return new Map(
    rows.map(({ owner_id: ownerId, currency, id, created_at: createdAt }) => [
      ownerText({ ownerId, currency }),
      { id, createdAt },
    ]),
  );
}

/** How many wallets each owner has. An owner without a wallet is not in the result. */
export async function readWalletCounts(
  manager: EntityManager,
  ownerIds: readonly string[],
): Promise<Map<string, number>> {
  if (ownerIds.length === 0) return new Map();
  const rows = await manager.query<{ owner_id: string; count: number }[]>(
    `/* walletCounts */
     SELECT named.owner_id, last.owner_number AS count
       FROM unnest($1::text[]) AS named (owner_id)
      CROSS JOIN LATERAL (
        SELECT owner_number FROM wallet w WHERE w.owner_id = named.owner_id ORDER BY owner_number DESC LIMIT 1) last`,
    [ownerIds],
  );
  return new Map(rows.map((row) => [row.owner_id, row.count]));
}

/** Quotes by their ids. They never change. */
export async function readQuotes(
  manager: EntityManager,
  ids: readonly string[],
): Promise<ExchangeQuote[]> {
  if (ids.length === 0) return [];
  return manager
    .createQueryBuilder(ExchangeQuote, 'quote')
    .where('quote.id = ANY(:ids)', { ids })
    .getMany();
}

/** The ids of those quotes that a transaction has used. */
export async function readUsedQuotes(
  manager: EntityManager,
  quoteIds: readonly string[],
): Promise<string[]> {
  if (quoteIds.length === 0) return [];
  const rows = await manager.query<{ quote_id: string }[]>(
    `/* usedQuotes */ SELECT quote_id FROM transaction WHERE quote_id = ANY($1::uuid[])`,
    [quoteIds],
  );
  return rows.map((row) => row.quote_id);
}

/**
 * Those of the schedules whose creator's tokens have been revoked since. The gateway refuses tokens that were issued up to
 * the end of the second of the revocation, and the creator's was not issued after the schedule.
 */
export async function readRevokedSchedules(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await manager.query<{ id: string }[]>(
    `/* revokedSchedules */
     SELECT s.id FROM schedule s
      WHERE s.id = ANY($1::uuid[])
        AND EXISTS (SELECT FROM token_revocation r
                     WHERE r.subject = s.created_by AND r.revoked_at >= date_trunc('second', s.created_at))`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Those of the deliveries that are dead letters, by `deliveryText`. */
export async function readDeadLetters(
  manager: EntityManager,
  named: NonNullable<Locks['deadLetters']>,
): Promise<Set<string>> {
  if (named.length === 0) return new Set();
  const rows = await manager.query<{ webhook_id: string; position: string; index: number }[]>(
    `/* deadLetters */
     SELECT d.webhook_id, d.position, d.index
       FROM unnest($1::uuid[], $2::bigint[], $3::integer[]) AS named (webhook_id, position, index)
       JOIN webhook_delivery d USING (webhook_id, position, index)
      WHERE d.status = 'DEAD'`,
    [
      named.map(({ webhookId }) => webhookId),
      named.map(({ position }) => position.toString()),
      named.map(({ index }) => index),
    ],
  );
  return new Set(
    rows.map((row) =>
      deliveryText(row.webhook_id, { position: BigInt(row.position), index: row.index }),
    ),
  );
}

/** The wallet that each of these findings is about, null if it is about none. Findings never change. */
export async function readWalletsOfFindings(
  manager: EntityManager,
  findingIds: readonly string[],
): Promise<Map<string, string | null>> {
  if (findingIds.length === 0) return new Map();
  const rows = await manager.query<{ id: string; wallet_id: string | null }[]>(
    `/* walletsOfFindings */ SELECT id, wallet_id FROM finding WHERE id = ANY($1::uuid[])`,
    [findingIds],
  );
  return new Map(rows.map((row) => [row.id, row.wallet_id]));
}
