import type { EntityManager } from 'typeorm';
import type { Amount } from '../money/index.js';

/** The captured and refunded amounts of a purchase, in minor units of its currency. */
export interface PurchaseFigures {
  /** The part of the hold that was spent; null until the purchase is completed. */
  readonly captured: Amount | null;
  /** Its refunds, in the order of the book. */
  readonly refunds: readonly Amount[];
}

/** The figures of purchases, by id. Leaves out ids that are not a purchase's. */
export async function readPurchases(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, PurchaseFigures>> {
  const rows = await manager.query<{ id: string; captured: string | null; refunds: string[] }[]>(
    `/* purchases */
     SELECT p.id,
            (SELECT -sum(e.amount) FROM entry e
              WHERE e.transaction_id = p.id AND e.phase = 'POST' AND e.account_kind IN ('HELD', 'HELD_CREDIT'))
              AS captured,
            ARRAY(SELECT r.amount::text FROM transaction r
                   WHERE r.original_id = p.id AND r.kind = 'REFUND' ORDER BY r.position)
              AS refunds
       FROM transaction p
      WHERE p.id = ANY($1::uuid[]) AND p.kind = 'PURCHASE'`,
    [ids],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        captured: row.captured === null ? null : BigInt(row.captured),
        refunds: row.refunds.map(BigInt),
      },
    ]),
  );
}
