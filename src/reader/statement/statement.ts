import type { EntityManager } from 'typeorm';
import {
  type Balance,
  balanceOf,
  type PeriodBound,
  type WalletAccount,
} from '../../domain/index.js';
import type { Wallet } from '../../entities/index.js';
import { readSnapshotTime } from '../book-clock.js';
import { type AccountHead, readChainHeads } from '../chain-heads.js';
import { justBefore, readChainHeadsAtEach } from '../chain-heads-at.js';
import { readMoments } from '../local-dates.js';
import { InputError } from '../pages/page.js';
import { ReadUnavailableError } from '../read-book.js';
import type { ReadFirstLater } from './first-later.js';
import { type ChainRange, rangesBetween } from './ranges.js';

/** The period of a statement, as a client sends it. */
export interface StatementRequest {
  readonly from: PeriodBound;
  readonly to: PeriodBound;
  /** The name of a time zone (`isZoneName`). */
  readonly timeZone: string;
}

/** A wallet's balances at both ends of a period, and the entries between them. */
export interface Statement {
  readonly walletId: string;
  readonly currency: string;
  /** The beginning, inclusive. */
  readonly from: Date;
  /** The end, exclusive: the one that was asked for, or when the book was read if that is earlier. */
  readonly to: Date;
  readonly timeZone: string;
  /** The moment up to which this reading shows everything. */
  readonly asOf: Date;
  readonly opening: Balance;
  readonly closing: Balance;
  readonly ranges: readonly ChainRange[];
}

/**
 * Opens the statement of a period: [from, to). Nothing is ever written that would change it. A wallet's later entries are at
 * least a millisecond younger than its last one; and if the period ends after that, `readFirstLater` waits until every
 * commit that could still be dated before the end has ended, and says what this snapshot does not show.
 * @throws InputError if the period is empty or begins in the future
 */
export async function openStatement(
  manager: EntityManager,
  { id: walletId, currency }: Pick<Wallet, 'id' | 'currency'>,
  { from: first, to: last, timeZone }: StatementRequest,
  readFirstLater: ReadFirstLater,
): Promise<Statement> {
  const [from, asked] = (await readMoments(manager, [first, last], timeZone)) as [Date, Date];
  if (from >= asked)
    throw new InputError('from must be before to: the end of the period is exclusive.');
  const heads = await readChainHeads(manager, [walletId]);
  const lastAt = Math.max(0, ...heads.map((head) => head.lastAt?.getTime() ?? 0));
  const asOf = await readSnapshotTime(manager, [new Date(lastAt + 1)]);
  if (from > asOf) throw new InputError('from must not be in the future.');
  let to = new Date(Math.min(asked.getTime(), asOf.getTime()));
  if (to.getTime() > lastAt + 1) {
    const later = await readFirstLater(walletId, heads);
    if (later && later < to) to = later;
  }
  if (to < from)
    throw new ReadUnavailableError({
      isUnreachable: false,
      message: 'A commit on this wallet is under way. Send the query again.',
    });
  const ends = [justBefore(from), justBefore(to)] as const;
  const found = await readChainHeadsAtEach(manager, [walletId], ends);
  const [opening, closing] = ends.map((end) =>
    found.filter(({ at }) => at.getTime() === end.getTime()).map(({ head }) => head),
  ) as [AccountHead[], AccountHead[]];
  return {
    ...{ walletId, currency, from, to, timeZone, asOf },
    opening: balanceOfHeads(currency, opening),
    closing: balanceOfHeads(currency, closing),
    ranges: rangesBetween(opening, closing),
  };
}

function balanceOfHeads(currency: string, heads: readonly AccountHead[]): Balance {
  // A constraint allows only these kinds for a wallet.
  return balanceOf(
    currency,
    Object.fromEntries(heads.map((head) => [head.kind as WalletAccount, head])),
  );
}
