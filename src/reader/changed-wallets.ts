import type { EntityManager } from 'typeorm';

/**
 * Wallets that something was written on since a moment, and those opened since. Entries are looked up by
 * the block ranges of their times, so this costs by what was written since and not by the size of the book.
 * @param most how many to give at most; where there are more, one more than that comes
 */
export async function readChangedWallets(
  manager: EntityManager,
  since: Date,
  most: number,
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `/* changedWallets */
     SELECT a.wallet_id AS id
       FROM entry e JOIN account a ON a.id = e.account_id
      WHERE e.created_at >= $1 AND a.wallet_id IS NOT NULL
      UNION
     SELECT w.id FROM wallet w WHERE w.created_at >= $1 OR w.status_changed_at >= $1
      LIMIT $2`,
    [since, most + 1],
  );
  return rows.map(({ id }) => id);
}
