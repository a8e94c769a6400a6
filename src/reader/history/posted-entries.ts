import type { EntityManager } from 'typeorm';
import { ENTRY_COLUMNS, entryOf, type EntryOfTransaction, type EntryRow } from '../entries.js';

/** Most entries of a chain in one read. */
const MAX_REACH = 5_000;

/** A chain, and how far it has been read. */
interface Chain {
  readonly accountId: string;
  /** The seq of the entry read last; before the first read that of the one before it. */
  seq: number;
  /** When the entry read last was written, in milliseconds; undefined before the first read. */
  time: number | undefined;
  ended: boolean;
}

/** What is read of a chain at once. */
interface Stretch {
  readonly chain: Chain;
  readonly low: number;
  readonly high: number;
  /** Whichever of the two is farther from where the reading began. */
  readonly last: number;
}

/**
 * The entries of phases POST and REVERT on a wallet's chains, read one way from a border on, a stretch
 * at a time by the primary key. It reads on where it knows least, so what it reads is about what lies
 * between the border and where its caller stops, however long the chains are.
 */
export class PostedEntries {
  readonly #chains: readonly Chain[];
  readonly #posted: EntryOfTransaction[] = [];

  /**
   * @param borders of each chain the last entry on the older side of the border; seq 0 where there is none
   * @param way from the border towards older entries or towards newer ones
   */
  constructor(
    private readonly manager: EntityManager,
    borders: readonly { readonly accountId: string; readonly seq: number }[],
    private readonly way: 'older' | 'newer',
  ) {
    this.#chains = borders.map(({ accountId, seq }) => ({
      accountId,
      seq: way === 'older' ? seq + 1 : seq,
      time: undefined,
      ended: false,
    }));
  }

  /** Whether all has been read. */
  get ended(): boolean {
    return this.#chains.every((chain) => chain.ended);
  }

  /** What has been read of the milliseconds of which nothing is missing, in no order. */
  get whole(): EntryOfTransaction[] {
    if (this.ended) return this.#posted;
    const horizon = this.#horizon();
    if (horizon === undefined) return [];
    return this.#posted.filter(({ createdAt }) =>
      this.way === 'older' ? createdAt.getTime() > horizon : createdAt.getTime() < horizon,
    );
  }

  /** Reads on, at most so many entries a chain, in those chains that keep milliseconds from being whole. */
  async read(reach: number): Promise<void> {
    const horizon = this.#horizon();
    const stretches = this.#chains
      .filter((chain) => !chain.ended && chain.time === horizon)
      .map((chain) => this.#stretch(chain, Math.min(reach, MAX_REACH)));
    const rows = await readStretches(this.manager, stretches);
    for (const row of rows)
      if (row.phase === 'POST' || row.phase === 'REVERT') this.#posted.push(row);
    for (const { chain, last } of stretches) {
      const reached = rows.find((row) => row.accountId === chain.accountId && row.seq === last);
      chain.ended = reached === undefined;
      chain.seq = last;
      chain.time = reached?.createdAt.getTime();
    }
  }

  #stretch(chain: Chain, length: number): Stretch {
    const { seq } = chain;
    return this.way === 'older'
      ? { chain, low: seq - length, high: seq - 1, last: seq - length }
      : { chain, low: seq + 1, high: seq + length, last: seq + length };
  }

  /** The millisecond as far as which, itself not included, all chains have been read. */
  #horizon(): number | undefined {
    const times = this.#chains.flatMap(({ time }) => time ?? []);
    if (times.length === 0) return undefined;
    return this.way === 'older' ? Math.max(...times) : Math.min(...times);
  }
}

/** The posted entries, and besides them the last one of each stretch, whose time tells how far it goes. */
async function readStretches(
  manager: EntityManager,
  stretches: readonly Stretch[],
): Promise<EntryOfTransaction[]> {
  const rows = await manager.query<EntryRow[]>(
    `/* postedEntries */
     SELECT ${ENTRY_COLUMNS}
       FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[]) AS stretch (account_id, low, high, last)
       JOIN account a ON a.id = stretch.account_id
      -- The limit says nothing new: it keeps this a look-up for each stretch, whatever the planner last knew.
      CROSS JOIN LATERAL (
             SELECT * FROM entry
              WHERE account_id = stretch.account_id AND seq BETWEEN stretch.low AND stretch.high
              ORDER BY seq LIMIT stretch.high - stretch.low + 1
            ) e
      WHERE e.phase IN ('POST', 'REVERT') OR e.seq = stretch.last`,
    [
      stretches.map(({ chain }) => chain.accountId),
      stretches.map(({ low }) => low),
      stretches.map(({ high }) => high),
      stretches.map(({ last }) => last),
    ],
  );
  return rows.map(entryOf);
}
