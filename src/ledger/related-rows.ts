import type { EntityManager } from 'typeorm';
import { ExchangeQuote, Transaction } from '../entities/index.js';
import type { LastBonus } from './movement.js';

// Rows that rules need besides wallets, transactions and balances. A command reads them under the lock of a wallet or
// transaction, and they are only inserted under the same lock. Quotes are the exception: they name the wallets to lock,
// so they are read before, and they never change.

/**
 * The transactions that name one of these as their original: reversals, refunds, commissions. And the reversals of those
 * commissions, because one that was reversed can be paid again.
 */
export async function readFollowers(
  manager: EntityManager,
  originalIds: readonly string[],
): Promise<Transaction[]> {
  if (originalIds.length === 0) return [];
  return manager
    .createQueryBuilder(Transaction, 'transaction')
    .where(
      `transaction.originalId = ANY(:originalIds::uuid[] || ARRAY(
         SELECT id FROM transaction WHERE original_id = ANY(:originalIds) AND kind = 'COMMISSION'))`,
      { originalIds },
    )
    .orderBy('transaction.id')
    .getMany();
}

/** The transactions that are PENDING in these wallets. A transaction with a second wallet never is. */
export async function readPending(
  manager: EntityManager,
  walletIds: readonly string[],
): Promise<Transaction[]> {
  if (walletIds.length === 0) return [];
  return manager
    .createQueryBuilder(Transaction, 'transaction')
    .where("transaction.walletId = ANY(:walletIds) AND transaction.status = 'PENDING'", {
      walletIds,
    })
    .orderBy('transaction.id')
    .getMany();
}

/**
 * Each wallet's last bonus: of its last day, the one that no other replaces. A wallet that never had one is not in the
 * result.
 */
export async function readLastBonuses(
  manager: EntityManager,
  walletIds: readonly string[],
): Promise<Map<string, LastBonus>> {
  if (walletIds.length === 0) return new Map();
  const rows = await manager.query<{ wallet_id: string; id: string; created_at: Date }[]>(
    `/* lastBonuses */
     SELECT w.id AS wallet_id, last.id, last.created_at
       FROM unnest($1::uuid[]) AS w (id)
      CROSS JOIN LATERAL (
        SELECT t.id, t.created_at FROM transaction t
         WHERE t.kind = 'BONUS' AND t.wallet_id = w.id
           AND NOT EXISTS (
                 SELECT FROM transaction n
                  WHERE n.kind = 'BONUS' AND n.wallet_id = w.id AND n.replaces_id = t.id
                    AND (n.created_at AT TIME ZONE 'UTC')::date = (t.created_at AT TIME ZONE 'UTC')::date)
         ORDER BY (t.created_at AT TIME ZONE 'UTC')::date DESC LIMIT 1) last`,
    [walletIds],
  );
  return new Map(rows.map((row) => [row.wallet_id, { id: row.id, createdAt: row.created_at }]));
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

/** The ids of the quotes that a transaction has used. */
export async function readUsedQuotes(
  manager: EntityManager,
  quotes: readonly ExchangeQuote[],
): Promise<string[]> {
  if (quotes.length === 0) return [];
  const rows = await manager.query<{ quote_id: string }[]>(
    `/* usedQuotes */ SELECT quote_id FROM transaction WHERE quote_id = ANY($1::uuid[])`,
    [quotes.map((quote) => quote.id)],
  );
  return rows.map((row) => row.quote_id);
}
