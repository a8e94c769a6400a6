import type { EntityManager } from 'typeorm';

/**
 * Ids of the wallets that have new entries or a new status since a time, or were opened since. An index on block ranges
 * of times (BRIN) finds the entries, so the cost depends on what was written since, not on the size of the book.
 * @param limit maximum number of ids; one more than that means that there are more
 */
export async function readChangedWallets(
  manager: EntityManager,
  since: Date,
  limit: number,
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `/* changedWallets */
     SELECT a.wallet_id AS id
       FROM entry e JOIN account a ON a.id = e.account_id
      WHERE e.created_at >= $1 AND a.wallet_id IS NOT NULL
      UNION
     SELECT w.id FROM wallet w WHERE w.created_at >= $1 OR w.status_changed_at >= $1
      LIMIT $2`,
    [since, limit + 1],
  );
  return rows.map(({ id }) => id);
}
