import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { type Fault, type FaultCause, faultOf, inTransaction } from '../database/index.js';

/** Commands that have waited this long without any commit mean that the write path is stuck. */
const STUCK_AFTER_MS = 3_000;
/**
 * How long after the last failed commit the gateway tries to write by itself, and how often. A commit may need what the
 * attempt does not, so for as long as commits fail, only a commit shows that they work again.
 */
const PROBE_AFTER_MS = 3_000;
/** How long a look at the health waits for the attempt. Shorter than the readiness probe of the server. */
const PROBE_WITHIN_MS = 1_000;
/** Enough to need new pages, and so room on the disk. */
const PROBE_BYTES = 256 * 1024;

/**
 * Faults of the database that every commit meets, and that do not show in a read. An unreachable database shows in any
 * read, and a lock or a slow statement concerns only its own commands.
 */
const LASTING: ReadonlySet<FaultCause> = new Set([
  'disk_full',
  'storage',
  'out_of_memory',
  'too_many_connections',
  'out_of_resources',
  'read_only',
  'damaged',
  'login_refused',
]);

/** Faults of a database that does not answer. One of them may be chance: it counts if no commit follows. */
const UNANSWERED: ReadonlySet<FaultCause> = new Set(['unreachable', 'statement_timeout']);

/** Whether the write path works, for the readiness of the gateway. */
export class WriteHealth {
  /** Commands that are accepted and not settled, apart from those that wait for a row of another session. */
  #unsettled = 0;
  /** Since when commands have waited without a commit. Monotonic milliseconds. */
  #waitingSince = 0;
  /** Whether the last commands that wanted a commit got no answer. */
  #unanswered = false;
  #fault: Fault | undefined;
  /** When the last commit or attempt failed. */
  #failedAt = 0;
  #probing: Promise<void> | undefined;

  /** @param now a monotonic clock, in milliseconds */
  constructor(private readonly now: () => number = () => performance.now()) {}

  accepted(): void {
    if (this.#unsettled === 0 && !this.#unanswered) this.#waitingSince = this.now();
    this.#unsettled += 1;
  }

  /** A command waits for a row of another session, which says nothing about the others. `accepted` takes it back. */
  setAside(): void {
    this.#unsettled -= 1;
  }

  settled(): void {
    this.#unsettled -= 1;
  }

  committed(): void {
    this.#waitingSince = this.now();
    this.#fault = undefined;
    this.#unanswered = false;
  }

  failed(fault: Fault): void {
    if (LASTING.has(fault.cause)) this.#fault = fault;
    else if (UNANSWERED.has(fault.cause)) this.#unanswered = true;
    else return;
    this.#failedAt = this.now();
  }

  /** Why commits do not happen now; undefined if they do, or if none is wanted. */
  get problem(): string | undefined {
    if (this.#fault) return `commits fail: ${this.#fault.words}`;
    const waitedMs = this.now() - this.#waitingSince;
    const isWanted = this.#unsettled > 0 || this.#unanswered;
    if (!isWanted || waitedMs < STUCK_AFTER_MS) return undefined;
    return `no commit for ${Math.floor(waitedMs / 1_000)} s while commands wait`;
  }

  /**
   * Finds out whether a fault has passed, by writing something large and rolling it back: a gateway that is not ready
   * gets no commands that could show it. Does nothing without a fault, or soon after a failure. Goes on after a second
   * if the database does not answer.
   */
  async probe(dataSource: DataSource): Promise<void> {
    if (!this.#fault && !this.#unanswered) return;
    if (this.now() - this.#failedAt < PROBE_AFTER_MS) return;
    this.#probing ??= this.#probeOnce(dataSource);
    await Promise.race([this.#probing, delay(PROBE_WITHIN_MS, undefined, { ref: false })]);
  }

  async #probeOnce(dataSource: DataSource): Promise<void> {
    try {
      await writeAndRollBack(dataSource);
      this.committed();
    } catch (error) {
      // Of any cause: it shows at least that nothing can be written yet.
      this.#failedAt = this.now();
      this.failed(faultOf(error));
    }
    this.#probing = undefined;
  }
}

/** Ends the transaction of the probe. */
class RolledBack extends Error {}

async function writeAndRollBack(dataSource: DataSource): Promise<void> {
  try {
    await inTransaction(dataSource, async (manager) => {
      await manager.query(
        `/* writeProbe */
         INSERT INTO command (caller, key, movement, input, input_hash, outcome, created_at)
         VALUES ('onebook:probe', $1, 'probe', '{}', sha256(''), $2, clock_timestamp()) RETURNING key`,
        [randomUUID(), JSON.stringify(randomBytes(PROBE_BYTES).toString('base64'))],
      );
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
}
