import type { EntityManager } from 'typeorm';
import { ENTRY_COLUMNS, entryOf, type EntryOfTransaction, type EntryRow } from '../entries.js';
import { type Line, linesOf } from '../history/lines.js';
import type { ChainRange } from './ranges.js';

/** The part of a chain that has not been read yet, and the entries that were read and not handed out. */
interface Chain {
  readonly accountId: string;
  low: number;
  high: number;
  /** When the last entry read was written, in milliseconds; undefined before the first read. */
  time: number | undefined;
}

/**
 * The lines that these parts of a wallet's chains make, in one direction, some at a time. Each read extends the chains that
 * have been read least far in time, so only the entries of one read of each chain are in memory. Entries never change, so
 * the reads need no snapshot in common.
 */
export class LinesBetween {
  readonly #chains: readonly Chain[];
  #kept: EntryOfTransaction[] = [];

  /** @param direction from the oldest line to newer ones, or from the newest to older ones */
  constructor(
    ranges: readonly ChainRange[],
    private readonly direction: 'newer' | 'older',
  ) {
    this.#chains = ranges.map((range) => ({ ...range, time: undefined }));
  }

  /**
   * The next lines, all of a millisecond together. Empty: there are no more.
   * @param length entries of each chain in a read
   */
  async next(manager: EntityManager, length: number): Promise<Line[]> {
    for (;;) {
      const open = this.#chains.filter(({ low, high }) => low < high);
      const horizon = this.#horizon(open);
      if (open.length > 0)
        await this.#read(
          manager,
          open.filter(({ time }) => time === horizon),
          length,
        );
      const lines = linesOf(this.#takeComplete());
      if (this.direction === 'newer') lines.reverse();
      if (lines.length > 0 || open.length === 0) return lines;
    }
  }

  /** The millisecond up to which, exclusively, every chain has been read; undefined if one has not been read at all. */
  #horizon(open: readonly Chain[]): number | undefined {
    if (open.some(({ time }) => time === undefined)) return undefined;
    const times = open.flatMap(({ time }) => time ?? []);
    return this.direction === 'newer' ? Math.min(...times) : Math.max(...times);
  }

  /** If the reading fails, nothing has changed, and it can be repeated. */
  async #read(manager: EntityManager, chains: readonly Chain[], length: number): Promise<void> {
    const isForwards = this.direction === 'newer';
    const parts = chains.map(({ accountId, low, high }) =>
      isForwards
        ? { accountId, low, high: Math.min(high, low + length), last: Math.min(high, low + length) }
        : {
            accountId,
            low: Math.max(low, high - length),
            high,
            last: Math.max(low, high - length) + 1,
          },
    );
    const entries = await readParts(manager, parts);
    const times = new Map(
      entries.map((entry) => [`${entry.accountId} ${entry.seq}`, entry.createdAt.getTime()]),
    );
    const reached = parts.map(({ accountId, last }) => {
      const time = times.get(`${accountId} ${last}`);
      if (time === undefined) throw new Error(`account ${accountId} has no entry ${last}`);
      return time;
    });
    for (const [index, chain] of chains.entries()) {
      const part = parts[index];
      if (part) Object.assign(chain, isForwards ? { low: part.high } : { high: part.low });
      chain.time = reached[index];
    }
    for (const entry of entries)
      if (entry.phase === 'POST' || entry.phase === 'REVERT') this.#kept.push(entry);
  }

  /** The entries of those milliseconds that have been read whole. They are not kept. */
  #takeComplete(): EntryOfTransaction[] {
    const open = this.#chains.filter(({ low, high }) => low < high);
    const horizon = this.#horizon(open);
    const kept = this.#kept;
    if (open.length > 0 && horizon === undefined) return [];
    const isComplete = ({ createdAt }: EntryOfTransaction): boolean =>
      horizon === undefined ||
      open.length === 0 ||
      (this.direction === 'newer' ? createdAt.getTime() < horizon : createdAt.getTime() > horizon);
    this.#kept = kept.filter((entry) => !isComplete(entry));
    return kept.filter(isComplete);
  }
}

/** All entries of these parts of chains. */
async function readParts(
  manager: EntityManager,
  parts: readonly ChainRange[],
): Promise<EntryOfTransaction[]> {
  const rows = await manager.query<EntryRow[]>(
    `/* entriesBetween */
     SELECT ${ENTRY_COLUMNS}
       FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS part (account_id, low, high)
       JOIN account a ON a.id = part.account_id
      -- The limit never cuts anything. It makes the planner look up each part, even with outdated statistics.
      CROSS JOIN LATERAL (
             SELECT * FROM entry
              WHERE account_id = part.account_id AND seq > part.low AND seq <= part.high
              ORDER BY seq LIMIT part.high - part.low
            ) e`,
    [
      parts.map(({ accountId }) => accountId),
      parts.map(({ low }) => low),
      parts.map(({ high }) => high),
    ],
  );
  return rows.map(entryOf);
}
