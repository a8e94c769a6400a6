import type { EntityManager } from 'typeorm';
import type { AccountName } from '../domain/index.js';
import type { SystemShard } from '../reader/index.js';

/**
 * Takes a shard until the commit or rollback: the lowest that no other commit holds. So there are never more shards
 * in use than there were commits at once, and a commit waits for a shard only while all of them are held.
 *
 * This cannot deadlock. A commit that holds a shard has all its wallets and transactions, asks for no second
 * shard, and from here on waits only for rows that others insert, which have an order of their own
 * (`writeBatch`). So the holder of a shard never waits for a commit that waits for a shard.
 *
 * A later statement reads the shard's accounts: this one shows them as they were when it began, perhaps
 * before the last holder's commit.
 * @param accounts the system accounts that the commit may post to; without any it needs no shard
 */
export async function takeShard(
  manager: EntityManager,
  accounts: readonly AccountName[],
): Promise<SystemShard | undefined> {
  if (accounts.length === 0) return undefined;
  const [taken] = await manager.query<{ number: number }[]>(
    `/* takeShard */ SELECT number FROM shard ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED`,
  );
  return { number: (taken ?? (await waitForShard(manager))).number, accounts };
}

/** Waits for a random shard: none is known to be free first, and so commits do not all wait for the same one. */
async function waitForShard(manager: EntityManager): Promise<{ number: number }> {
  const [taken] = await manager.query<{ number: number }[]>(
    `/* waitForShard */ SELECT number FROM shard ORDER BY random() LIMIT 1 FOR UPDATE`,
  );
  if (!taken) throw new Error('the book has no shard, although migrations/book.sql inserts them');
  return taken;
}
