import type { DataSource } from 'typeorm';
import {
  CommitUnknownError,
  inTransaction,
  isConnectionError,
  NotCommittedError,
} from '../../database/index.js';
import { Wallet } from '../../entities/index.js';
import type { AccountHead } from '../chain-heads.js';
import { readError, ReadUnavailableError } from '../read-book.js';

/** When the first entry was written that these heads of a wallet's chains do not show; undefined if there is none. */
export type ReadFirstLater = (
  walletId: string,
  heads: readonly AccountHead[],
) => Promise<Date | undefined>;

/** Commits hold the lock for some milliseconds. */
const LOCK_TIMEOUT_MS = 200;

/**
 * Reads it once every commit on the wallet has ended that began before: it waits for the lock of the wallet, which each of
 * them holds until it can be seen, and from which on the next one reads the clock. So whatever is written later is dated
 * after this call.
 * @param source connections for writes: the lock is one of a write
 * @throws ReadUnavailableError if the database is unavailable, or another session keeps the wallet locked
 */
export function firstLaterReader(source: DataSource): ReadFirstLater {
  // One at a time, so that statements of a locked wallet take one connection from the commits at most.
  let last: Promise<unknown> = Promise.resolve();
  const failures = new Map<string, { readonly count: number; readonly error: unknown }>();
  return (walletId, heads) => {
    const before = failures.get(walletId)?.count ?? 0;
    const reading = last.then(async () => {
      // Those that waited for the same lock behind one that did not get it need not wait for it again.
      const failure = failures.get(walletId);
      if (failure && failure.count > before) throw failure.error;
      try {
        const found = await readFirstLater(source, walletId, heads);
        failures.delete(walletId);
        return found;
      } catch (error) {
        failures.set(walletId, { count: before + 1, error });
        throw error;
      }
    });
    last = reading.catch(() => undefined); // its caller gets the error
    return reading;
  };
}

async function readFirstLater(
  source: DataSource,
  ...[walletId, heads]: Parameters<ReadFirstLater>
): Promise<Date | undefined> {
  try {
    return await inTransaction(source, async (manager) => {
      // Nothing is written that has to be on the disk.
      await manager.query('SET LOCAL synchronous_commit TO off');
      await manager.query(`SET LOCAL lock_timeout TO ${LOCK_TIMEOUT_MS}`);
      await manager
        .createQueryBuilder(Wallet, 'wallet')
        .select('wallet.id')
        .setLock('for_key_share')
        .where('wallet.id = :walletId', { walletId })
        .getOne();
      const [row] = await manager.query<{ at: Date | null }[]>(
        `/* firstLater */
           SELECT min(e.created_at) AS at
             FROM account a
             LEFT JOIN unnest($2::uuid[], $3::bigint[]) AS known (account_id, seq) ON known.account_id = a.id
             JOIN entry e ON e.account_id = a.id AND e.seq = coalesce(known.seq, 0) + 1
            WHERE a.wallet_id = $1`,
        [walletId, heads.map(({ accountId }) => accountId), heads.map(({ seq }) => seq)],
      );
      return row?.at ?? undefined;
    });
  } catch (error) {
    // Whether this transaction was committed makes no difference.
    const isOfCommit = error instanceof NotCommittedError || error instanceof CommitUnknownError;
    throw isOfCommit
      ? new ReadUnavailableError({ cause: error, isUnreachable: isConnectionError(error.cause) })
      : readError(error);
  }
}
