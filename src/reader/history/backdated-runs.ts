import type { EntityManager } from 'typeorm';
import { readChainHeadsAt } from '../chain-heads-at.js';

/** Entries of a run that are fewer are read: that is cheaper than to find out where the run ends. */
const SHORT_RUN = 100;

/** How far a chain has been read: the last entry, and its time in milliseconds. */
export interface ChainPlace {
  readonly seq: number;
  readonly time: number;
}

interface PlaceInRun extends ChainPlace {
  readonly accountId: string;
  readonly walletId: string | null;
  /** The seq of the run's first entry. */
  readonly run: number;
}

/**
 * The place from which on a chain is read without the rest of a run of backdated entries; undefined if there is not much of
 * it. A millisecond in which the run begins, after other lines, is read whole, because all lines of it decide their order.
 * One in which the run ends needs no more of it than was read: the others of that chain come after it.
 */
export function pastRun(
  manager: EntityManager,
  place: PlaceInRun,
  direction: 'older' | 'newer',
): Promise<ChainPlace | undefined> {
  return direction === 'older' ? beforeRun(manager, place) : afterRun(manager, place);
}

async function beforeRun(
  manager: EntityManager,
  { accountId, walletId, seq, time, run }: PlaceInRun,
): Promise<ChainPlace | undefined> {
  if (walletId === null || seq - run < SHORT_RUN) return undefined;
  const first = await timeOf(manager, accountId, run);
  if (first === undefined || first >= time) return undefined;
  const heads = await readChainHeadsAt(manager, [walletId], new Date(first));
  const last = heads.find((head) => head.accountId === accountId)?.seq ?? 0;
  return seq - last < SHORT_RUN ? undefined : { seq: last + 1, time: first };
}

async function afterRun(
  manager: EntityManager,
  { accountId, seq, time, run }: PlaceInRun,
): Promise<ChainPlace | undefined> {
  const [last] = await manager.query<{ seq: string }[]>(
    `/* endOfRun */
     SELECT seq FROM backdated_entry WHERE account_id = $1 AND run = $2 ORDER BY seq DESC LIMIT 1`,
    [accountId, run],
  );
  const end = Number(last?.seq ?? 0);
  if (end - seq < SHORT_RUN) return undefined;
  const first = await timeOf(manager, accountId, run);
  const ended = await timeOf(manager, accountId, end);
  if (first === undefined || ended === undefined || first >= time) return undefined;
  return { seq: end, time: ended };
}

async function timeOf(
  manager: EntityManager,
  accountId: string,
  seq: number,
): Promise<number | undefined> {
  const [row] = await manager.query<{ created_at: Date }[]>(
    `/* timeOfEntry */ SELECT created_at FROM entry WHERE account_id = $1 AND seq = $2`,
    [accountId, seq],
  );
  return row?.created_at.getTime();
}
