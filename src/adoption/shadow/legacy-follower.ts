import { hash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Book } from '../../book/index.js';
import { type Database, inTransaction } from '../../database/index.js';
import { faultInOwnerId, GATEWAY_PREFIX, type Viewer, WALLET_NAME } from '../../domain/index.js';
import { followLegacy } from '../../movements/index.js';
import { type ShadowSchema, shadowSchema, type Sql } from '../../reader/index.js';
import { changedTables } from './changed-tables.js';

/** The caller of `followLegacy`. No token has this `sub`: its prefix is the gateway's own. */
export const SHADOW_VIEWER: Viewer = { id: `${GATEWAY_PREFIX}shadow`, roles: [] };

const DEFAULT_TIMES = {
  /** Pause between two rounds while a shadow runs. Milliseconds. */
  everyMs: 200,
  /** Pause between two looks whether one runs. Milliseconds. */
  idleMs: 1_000,
  /** Least time between two comparisons with the tables themselves. Milliseconds. */
  compareMs: 60_000,
  /** Time in which a command must begin. Short: it is tried again in the next round. Milliseconds. */
  withinMs: 2_000,
};

/** A comparison reads whole tables: it rests at least this many times as long as the last one took. */
const REST = 20;
/** Captured statements that one round takes in, and wallets that it follows. */
const DIGEST_AT_ONCE = 2_000;
const FOLLOW_AT_ONCE = 1_000;

/** A wallet whose cash is to become what the authoritative column shows. */
interface DueTarget {
  readonly ownerId: string;
  readonly currency: string;
  readonly wallet: string;
  readonly minor: string;
  readonly changed: string;
  readonly attempt: number;
  readonly source: string;
}

interface RunningShadow {
  readonly number: number;
  /** Unlike that of every other run of this book. */
  readonly id: string;
}

/** What one round did. */
export interface RoundResult {
  readonly state: 'none' | 'elsewhere' | 'followed';
  /** Captured statements, and wallets that were due. */
  readonly digested: number;
  readonly followed: number;
}

/** The shadowed tables are not what they were: the shadow has to be stopped, and started with another mapping. */
class ChangedTablesError extends Error {
  override readonly name = 'ChangedTablesError';

  constructor(changed: readonly string[]) {
    super(
      `the shadowed tables were changed, so their rows are not compared: ${changed.join('; ')}. ` +
        'Run `onebook shadow stop --mapping FILE`, correct the mapping, and start again',
    );
  }
}

const NOTHING = { digested: 0, followed: 0 };

/**
 * Follows a shadow: takes in what the triggers captured, and brings the wallets to the authoritative column. A round is one
 * transaction that holds the lock of the run, so one gateway at a time works. If it dies, nothing of the round is recorded,
 * and the next one sends the same keys again: what the ledger has committed is replayed.
 */
export class LegacyFollower {
  readonly #stopping = new AbortController();
  readonly #times: typeof DEFAULT_TIMES;
  readonly #schema: ShadowSchema;
  #running: Promise<void> | undefined;
  #restUntil = 0;
  /** Until then tables that a migration changed are not looked at again. */
  #changedUntil = 0;

  constructor(
    private readonly book: Pick<Book, 'ledger'>,
    private readonly database: Pick<Database, 'reads'>,
    bookName: string,
    /** Receives the error of a round. The next round tries again. */
    private readonly onError: (error: unknown) => void,
    times: Partial<typeof DEFAULT_TIMES> = {},
  ) {
    this.#times = { ...DEFAULT_TIMES, ...times };
    this.#schema = shadowSchema(bookName);
  }

  /** Runs rounds until `stop`. */
  start(): void {
    this.#running ??= this.#runUntilStopped();
  }

  /** Resolves when the last round has ended. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #runUntilStopped(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      let pause = this.#times.idleMs;
      try {
        const { state, digested, followed } = await this.round();
        const isFull = digested === DIGEST_AT_ONCE || followed === FOLLOW_AT_ONCE;
        if (state !== 'none') pause = isFull ? 0 : this.#times.everyMs;
      } catch (error) {
        // What a stop cut off is done by the next start.
        if (!this.#isStopped()) this.onError(error);
      }
      await delay(pause, undefined, { signal }).catch(() => undefined); // stopped: the loop ends
    }
  }

  /** @throws the error of the database, or of the ledger if it could not decide */
  async round(): Promise<RoundResult> {
    const comparison = await this.#comparison();
    if (comparison === undefined) return { state: 'none', ...NOTHING };
    const now = performance.now();
    const isToCompare =
      (comparison === 'first' || (comparison === 'due' && now >= this.#restUntil)) &&
      now >= this.#changedUntil;
    return inTransaction(this.database.reads, async (sql) => {
      if (isToCompare) await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      // A comparison and a long backlog take their time.
      await sql.query('SET LOCAL statement_timeout = 0');
      const { sql: s } = this.#schema;
      const [run] = await sql.query<RunningShadow[]>(
        // Its moment too, because a schema that was dropped begins with run 1 again.
        `SELECT number, number || '/' || floor(extract(epoch FROM started_at) * 1000)::bigint AS id
           FROM ${s}.run WHERE stopped_at IS NULL FOR UPDATE SKIP LOCKED`,
      );
      if (!run) return { state: 'elsewhere', ...NOTHING };
      const [row] = await sql.query<{ digested: number }[]>(`SELECT ${s}.digest($1) AS digested`, [
        isToCompare ? 2_147_483_647 : DIGEST_AT_ONCE,
      ]);
      if (isToCompare) await this.#compare(sql, run.number);
      const followed = await this.#follow(sql, run);
      return { state: 'followed', digested: row?.digested ?? 0, followed };
    });
  }

  /** Whether the tables are to be compared; undefined if no shadow runs. */
  async #comparison(): Promise<'first' | 'due' | 'none' | undefined> {
    const { sql: s, name } = this.#schema;
    const [there] = await this.database.reads.query<{ there: boolean }[]>(
      `SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = $1 AND tablename = 'run') AS there`,
      [name],
    );
    if (!there?.there) return undefined;
    const [run] = await this.database.reads.query<{ comparison: 'first' | 'due' | 'none' }[]>(
      `SELECT CASE WHEN taken_over_at IS NULL THEN 'first'
                   WHEN compared_at <= now() - $1 * interval '1 ms' THEN 'due' ELSE 'none' END AS comparison
         FROM ${s}.run WHERE stopped_at IS NULL`,
      [this.#times.compareMs],
    );
    return run?.comparison;
  }

  async #compare(sql: Sql, run: number): Promise<void> {
    const began = performance.now();
    const changed = await changedTables(sql, this.#schema, run);
    if (changed.length > 0) {
      // What the other tables captured is followed all the same.
      this.#changedUntil = began + this.#times.compareMs;
      this.onError(new ChangedTablesError(changed));
      return;
    }
    await sql.query(`SELECT ${this.#schema.sql}.compare($1)`, [run]);
    const ended = performance.now();
    this.#restUntil = ended + REST * (ended - began);
  }

  /** @returns how many wallets were due */
  async #follow(sql: Sql, run: RunningShadow): Promise<number> {
    const { sql: s } = this.#schema;
    const due = await sql.query<DueTarget[]>(
      `SELECT g.owner_id AS "ownerId", g.currency, g.wallet, g.minor::text AS minor, g.changed::text AS changed, g.attempt,
              f.name AS source
         FROM ${s}.target g JOIN ${s}.source f ON f.run = g.run AND f.place = 0
        WHERE g.run = $1 AND g.followed < g.changed AND g.minor IS NOT NULL AND (g.retry_at IS NULL OR g.retry_at <= now())
        ORDER BY g.changed LIMIT ${FOLLOW_AT_ONCE}`,
      [run.number],
    );
    const settled = await Promise.allSettled(due.map((target) => this.#followOne(run.id, target)));
    // What is not settled stays due.
    const marks = settled.flatMap((result, at) => {
      const target = due[at];
      return result.status === 'fulfilled' && target ? [{ target, refused: result.value }] : [];
    });
    await sql.query(
      `SELECT ${s}.mark($1, m.owner_id, m.currency, m.wallet, m.changed, m.refused)
         FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[]) AS m (owner_id, currency, wallet, changed, refused)`,
      [
        run.number,
        marks.map(({ target }) => target.ownerId),
        marks.map(({ target }) => target.currency),
        marks.map(({ target }) => target.wallet),
        marks.map(({ target }) => target.changed),
        marks.map(({ refused }) => refused),
      ],
    );
    const failed = settled.find((result) => result.status === 'rejected');
    if (failed && !this.#isStopped()) this.onError(failed.reason);
    return due.length;
  }

  /** @returns the code of a refusal, or null */
  async #followOne(run: string, target: DueTarget): Promise<string | null> {
    const { ownerId, currency, wallet: name, source } = target;
    if (faultInOwnerId(ownerId) !== undefined) return 'OWNER_ID';
    if (!WALLET_NAME.test(name)) return 'WALLET_NAME';
    const owner = hash('sha256', JSON.stringify([ownerId, currency, name])).slice(0, 32);
    const { outcome } = await this.book.ledger.submit(
      followLegacy,
      { ownerId, currency, name, target: BigInt(target.minor), source },
      SHADOW_VIEWER,
      `shadow ${run} ${owner} ${target.changed} ${target.attempt}`,
      { withinMs: this.#times.withinMs, gone: this.#stopping.signal },
    );
    return 'refused' in outcome ? outcome.refused.code : null;
  }

  #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }
}
