import type { EntityManager } from 'typeorm';
import type { KeyName } from '../idempotency.js';
import { isFreshSql } from './named-rows.js';

/**
 * Takes a shard until the commit or rollback: the lowest that no other commit holds. So there are never more shards
 * in use than there were commits at once, and a commit waits for a shard only while all of them are held.
 *
 * This cannot deadlock. A commit that holds a shard has all its wallets and transactions, asks for no second
 * shard, and from here on waits only for rows that others insert, which have an order of their own
 * (`writesOf`). So the holder of a shard never waits for a commit that waits for a shard.
 *
 * A later statement reads the shard's accounts: this one shows them as they were when it began, perhaps
 * before the last holder's commit.
 * @param keys of the commands that may post to system accounts. If every one is known, no shard is needed
 * @returns its number; undefined if none is needed, or if all are held
 */
export async function takeShard(
  manager: EntityManager,
  keys: readonly KeyName[],
): Promise<number | undefined> {
  if (keys.length === 0) return undefined;
  return takeLowest(
    manager,
    `EXISTS (SELECT FROM unnest($1::text[], $2::text[]) AS sent (caller, key) WHERE ${isFreshSql('sent')})`,
    [keys.map(({ caller }) => caller), keys.map(({ key }) => key)],
  );
}

/** Takes a shard for a commit that needs one in any case, and waits for one if all are held. */
export async function takeShardOrWait(manager: EntityManager): Promise<number> {
  return (await takeLowest(manager, 'true', [])) ?? waitForShard(manager);
}

async function takeLowest(
  manager: EntityManager,
  condition: string,
  values: unknown[],
): Promise<number | undefined> {
  const [taken] = await manager.query<{ number: number }[]>(
    `/* takeShard */
     SELECT number FROM shard
      WHERE ${condition}
      ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED`,
    values,
  );
  return taken?.number;
}

/**
 * SQL of the number of the shard that this transaction has taken; NULL if none. It is for statements that are sent
 * together with `takeShard`: PostgreSQL keeps the holder of a row's lock in the row's xmax.
 */
export const TAKEN_SHARD = `(SELECT number FROM shard WHERE xmax = pg_current_xact_id_if_assigned()::xid)`;

/** Waits for a random shard: none is known to be free first, and so commits do not all wait for the same one. */
export async function waitForShard(manager: EntityManager): Promise<number> {
  const [taken] = await manager.query<{ number: number }[]>(
    `/* waitForShard */ SELECT number FROM shard ORDER BY random() LIMIT 1 FOR UPDATE`,
  );
  if (!taken) throw new Error('the book has no shard, although migrations/book.sql inserts them');
  return taken.number;
}
