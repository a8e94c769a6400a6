import type { EntityManager } from 'typeorm';
import {
  ENTRY_COLUMNS,
  type EntryKey,
  entryKeyText,
  entryOf,
  type EntryOfTransaction,
  type EntryRow,
} from '../entries.js';
import { type ChainPlace, pastRun } from './backdated-runs.js';

/** Maximum number of entries of one chain in one read. */
const MAX_RANGE_LENGTH = 5_000;
/** Length of the read after a skipped run of backdated entries: the next one can begin soon. */
const LENGTH_AFTER_RUN = 16;

/** A chain, and how far it has been read. */
interface Chain {
  readonly accountId: string;
  readonly walletId: string | null;
  /** The seq of the last entry read. Before the first read, the seq beside the first entry to read. */
  seq: number;
  /** When the last entry read was written, in milliseconds; undefined before the first read. */
  time: number | undefined;
  /** The run of backdated entries that the last entry read is in, by the seq of its first. */
  run: number | undefined;
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
  /** Keys of the backdated entries that have been read. */
  readonly #backdated = new Set<string>();
  #hasSkipped = false;

  /**
   * @param starts for each chain, the newest entry on the older side of the start; seq 0 if there is none
   * @param direction from the start towards older entries or towards newer ones
   * @param backdated whether to tell which entries are backdated, and to leave out most of those of a long run
   */
  constructor(
    private readonly manager: EntityManager,
    starts: readonly (EntryKey & { readonly walletId: string | null })[],
    private readonly direction: 'older' | 'newer',
    private readonly backdated: 'alike' | 'apart' = 'alike',
  ) {
    this.#chains = starts.map(({ accountId, walletId, seq }) => ({
      accountId,
      walletId,
      seq: direction === 'older' ? seq + 1 : seq,
      time: undefined,
      run: undefined,
      isExhausted: false,
    }));
  }

  /** Number of chains. */
  get chains(): number {
    return this.#chains.length;
  }

  /** Whether this is the key of a backdated entry that has been read. */
  isBackdated(entry: EntryKey): boolean {
    return this.#backdated.has(entryKeyText(entry));
  }

  /** The length of the next read, after one of this length that was not enough. */
  nextLength(length: number): number {
    return this.#hasSkipped ? LENGTH_AFTER_RUN : length * 2;
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
    const next = this.#chains.filter((chain) => !chain.isExhausted && chain.time === horizon);
    this.#hasSkipped = false;
    for (const chain of next) await this.#skipRun(chain);
    const ranges = next.map((chain) => this.#nextRange(chain, Math.min(length, MAX_RANGE_LENGTH)));
    const rows = await readRanges(this.manager, ranges, this.backdated);
    if (this.direction === 'older') rows.reverse();
    for (const { entry, run } of rows) {
      if (run !== undefined) this.#backdated.add(entryKeyText(entry));
      if (entry.phase === 'POST' || entry.phase === 'REVERT') this.#posted.push(entry);
    }
    for (const { chain, last } of ranges) {
      const reached = rows.find(
        ({ entry }) => entry.accountId === chain.accountId && entry.seq === last,
      );
      chain.isExhausted = reached === undefined;
      chain.seq = last;
      chain.time = reached?.entry.createdAt.getTime();
      chain.run = reached?.run;
    }
  }

  async #skipRun(chain: Chain): Promise<void> {
    const { run, time } = chain;
    if (run === undefined || time === undefined) return;
    const past: ChainPlace | undefined = await pastRun(
      this.manager,
      { ...chain, run, time },
      this.direction,
    );
    if (!past) return;
    Object.assign(chain, past);
    this.#hasSkipped = true;
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
  backdated: 'alike' | 'apart',
): Promise<{ readonly entry: EntryOfTransaction; readonly run: number | undefined }[]> {
  const run = `(SELECT b.run FROM backdated_entry b WHERE b.account_id = e.account_id AND b.seq = e.seq)`;
  const rows = await manager.query<(EntryRow & { run: string | null })[]>(
    `/* postedEntries */
     SELECT ${ENTRY_COLUMNS}, ${backdated === 'apart' ? run : 'NULL'} AS run
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
  return rows.map((row) => ({
    entry: entryOf(row),
    run: row.run === null ? undefined : Number(row.run),
  }));
}
