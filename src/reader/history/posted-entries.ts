import type { EntityManager } from 'typeorm';
import { ENTRY_COLUMNS, entryOf, type EntryOfTransaction, type EntryRow } from '../entries.js';

/** Maximum number of entries of one chain in one read. */
const MAX_RANGE_LENGTH = 5_000;

/** A chain, and how far it has been read. */
interface Chain {
  readonly accountId: string;
  /** The seq of the last entry read. Before the first read, the seq beside the first entry to read. */
  seq: number;
  /** When the last entry read was written, in milliseconds; undefined before the first read. */
  time: number | undefined;
  isExhausted: boolean;
}

/** The part of a chain that one read covers. */
interface Range {
  readonly chain: Chain;
  readonly low: number;
  readonly high: number;
  /** `low` or `high`, whichever is farther from the start of the reading. */
  readonly last: number;
}

/**
 * The entries of phases POST and REVERT on a wallet's chains, read in one direction from a start, a range at a time
 * by the primary key. Each read extends the chains that are read least far in time. So the cost follows from the time
 * between the start and the place where the caller stops, however long the chains are.
 */
export class PostedEntries {
  readonly #chains: readonly Chain[];
  readonly #posted: EntryOfTransaction[] = [];

  /**
   * @param starts for each chain, the newest entry on the older side of the start; seq 0 if there is none
   * @param direction from the start towards older entries or towards newer ones
   */
  constructor(
    private readonly manager: EntityManager,
    starts: readonly { readonly accountId: string; readonly seq: number }[],
    private readonly direction: 'older' | 'newer',
  ) {
    this.#chains = starts.map(({ accountId, seq }) => ({
      accountId,
      seq: direction === 'older' ? seq + 1 : seq,
      time: undefined,
      isExhausted: false,
    }));
  }

  /** Whether everything has been read. */
  get isExhausted(): boolean {
    return this.#chains.every((chain) => chain.isExhausted);
  }

  /**
   * The entries of those milliseconds that have been read completely, in no order. Of a single chain, whose order is that of
   * all its lines, the entries of those lines: a busy wallet has a hundred entries of one millisecond.
   */
  get complete(): EntryOfTransaction[] {
    if (this.isExhausted) return this.#posted;
    if (this.#chains.length === 1) return this.#withoutLastLine();
    const horizon = this.#horizon();
    if (horizon === undefined) return [];
    return this.#posted.filter(({ createdAt }) =>
      this.direction === 'older' ? createdAt.getTime() > horizon : createdAt.getTime() < horizon,
    );
  }

  /** Reads up to `length` more entries of each chain that the horizon depends on. */
  async read(length: number): Promise<void> {
    const horizon = this.#horizon();
    const ranges = this.#chains
      .filter((chain) => !chain.isExhausted && chain.time === horizon)
      .map((chain) => this.#nextRange(chain, Math.min(length, MAX_RANGE_LENGTH)));
    const rows = await readRanges(this.manager, ranges);
    if (this.direction === 'older') rows.reverse();
    for (const row of rows)
      if (row.phase === 'POST' || row.phase === 'REVERT') this.#posted.push(row);
    for (const { chain, last } of ranges) {
      const reached = rows.find((row) => row.accountId === chain.accountId && row.seq === last);
      chain.isExhausted = reached === undefined;
      chain.seq = last;
      chain.time = reached?.createdAt.getTime();
    }
  }

  /** The ledger writes the entries of one line one after another, and the next read may bring more of them. */
  #withoutLastLine(): EntryOfTransaction[] {
    const last = this.#posted.at(-1);
    return this.#posted.filter(
      ({ transactionId, phase }) => transactionId !== last?.transactionId || phase !== last.phase,
    );
  }

  #nextRange(chain: Chain, length: number): Range {
    const { seq } = chain;
    return this.direction === 'older'
      ? { chain, low: seq - length, high: seq - 1, last: seq - length }
      : { chain, low: seq + 1, high: seq + length, last: seq + length };
  }

  /** The millisecond up to which, exclusively, all chains have been read. */
  #horizon(): number | undefined {
    const times = this.#chains.flatMap(({ time }) => time ?? []);
    if (times.length === 0) return undefined;
    return this.direction === 'older' ? Math.max(...times) : Math.min(...times);
  }
}

/** The posted entries of the ranges, and the last entry of each range, whose time says how far the range goes. */
async function readRanges(
  manager: EntityManager,
  ranges: readonly Range[],
): Promise<EntryOfTransaction[]> {
  const rows = await manager.query<EntryRow[]>(
    `/* postedEntries */
     SELECT ${ENTRY_COLUMNS}
       FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[]) AS range (account_id, low, high, last)
       JOIN account a ON a.id = range.account_id
      -- The limit never cuts anything. It makes the planner look up each range, even with outdated statistics.
      CROSS JOIN LATERAL (
             SELECT * FROM entry
              WHERE account_id = range.account_id AND seq BETWEEN range.low AND range.high
              ORDER BY seq LIMIT range.high - range.low + 1
            ) e
      WHERE e.phase IN ('POST', 'REVERT') OR e.seq = range.last`,
    [
      ranges.map(({ chain }) => chain.accountId),
      ranges.map(({ low }) => low),
      ranges.map(({ high }) => high),
      ranges.map(({ last }) => last),
    ],
  );
  return rows.map(entryOf);
}
