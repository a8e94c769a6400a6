import type { EntityManager } from 'typeorm';
import type { AccountName } from '../domain/index.js';
import type { SystemShard } from '../reader/index.js';

/**
 * Takes a stripe until the commit or rollback: the lowest that nobody holds, so that a commit waits for no
 * other, and no more stripes come to be than there were commits at once. Where others hold all of them, it
 * waits for one.
 *
 * No deadlock comes of it. Whoever holds a stripe has all its wallets and transactions, asks for no second
 * stripe, and from here on waits for nothing but rows that others insert, which have an order of their own
 * (`writeDraft`); so nobody who waits for a stripe is waited for by its holder.
 *
 * The stripe's accounts are read by a later statement: this one shows them as they were when it began,
 * perhaps before the last holder's commit.
 * @param accounts the house's that the commit may post to; without any it needs no stripe
 */
export async function takeStripe(
  manager: EntityManager,
  accounts: readonly AccountName[],
): Promise<SystemShard | undefined> {
  if (accounts.length === 0) return undefined;
  const [taken] = await manager.query<{ number: number }[]>(
    `/* takeStripe */ SELECT number FROM stripe ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED`,
  );
  return { number: (taken ?? (await waitForStripe(manager))).number, accounts };
}

/** Any of them, since nobody knows which is free first; not all waiters for one. */
async function waitForStripe(manager: EntityManager): Promise<{ number: number }> {
  const [taken] = await manager.query<{ number: number }[]>(
    `/* waitForStripe */ SELECT number FROM stripe ORDER BY random() LIMIT 1 FOR UPDATE`,
  );
  if (!taken) throw new Error('the book has no stripe: its table was filled by migration 4');
  return taken;
}
