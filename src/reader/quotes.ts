import type { EntityManager } from 'typeorm';
import type { MoneyAmount } from '../domain/index.js';

/** The terms of one exchange, and the transaction that used them. */
export interface Quote {
  readonly id: string;
  readonly fromWalletId: string;
  readonly toWalletId: string;
  readonly gives: MoneyAmount;
  readonly receives: MoneyAmount;
  /** Units received for one unit given, as a decimal text. */
  readonly rate: string;
  readonly expiresAt: Date;
  readonly createdAt: Date;
  /** The transaction that used the quote; null if none has. */
  readonly exchangeId: string | null;
}

interface QuoteRow {
  id: string;
  from_wallet_id: string;
  from_amount: string;
  from_currency: string;
  to_wallet_id: string;
  to_amount: string;
  to_currency: string;
  rate: string;
  expires_at: Date;
  created_at: Date;
  exchange_id: string | null;
}

/** Quotes by id. Leaves out ids that do not exist. */
export async function readQuotes(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, Quote>> {
  const rows = await manager.query<QuoteRow[]>(
    `/* quotes */
     SELECT q.id, q.from_wallet_id, q.from_amount, giving.currency AS from_currency,
            q.to_wallet_id, q.to_amount, receiving.currency AS to_currency,
            q.rate, q.expires_at, q.created_at, used.id AS exchange_id
       FROM exchange_quote q
       JOIN wallet giving ON giving.id = q.from_wallet_id
       JOIN wallet receiving ON receiving.id = q.to_wallet_id
       LEFT JOIN transaction used ON used.quote_id = q.id
      WHERE q.id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, quoteOf(row)]));
}

function quoteOf(row: QuoteRow): Quote {
  return {
    id: row.id,
    fromWalletId: row.from_wallet_id,
    toWalletId: row.to_wallet_id,
    gives: { amount: BigInt(row.from_amount), currency: row.from_currency },
    receives: { amount: BigInt(row.to_amount), currency: row.to_currency },
    rate: row.rate,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
    exchangeId: row.exchange_id,
  };
}
