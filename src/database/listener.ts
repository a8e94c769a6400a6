import { setTimeout as delay } from 'node:timers/promises';
import { UnfitDatabaseError } from './errors.js';
import { PROBLEMS, SessionClient, type SessionConfig } from './session/session-client.js';

export interface ListenerOptions {
  readonly connection: SessionConfig;
  readonly channel: string;
  /** @param clockAheadMs milliseconds by which this machine's clock is ahead of the database's */
  onMessage(message: string, clockAheadMs: number): void;
  /**
   * The listener is connected, for the first time or again. Messages from the time without a connection are lost.
   * @param since last time, by the database's clock, at which the previous connection surely worked; earlier if the
   * clock was set back meanwhile; undefined the first time
   */
  onConnected(since: Date | undefined): void;
  /**
   * The connection is lost, or could not be opened. The listener tries again.
   * @param silently the connection stayed open, but a heartbeat got no answer. Other connections over the same network
   * path may be dead too
   */
  onLost(error: Error, silently: boolean): void;
}

/** The database's clock at an answer, and this process's monotonic clock then. Milliseconds. */
interface Heard {
  readonly clockMs: number;
  readonly monotonicMs: number;
}

/** Time between two checks that the connection still works. */
const HEARTBEAT_INTERVAL_MS = 1_000;
/** Maximum time for an answer. After it the connection counts as lost. */
const ANSWER_TIMEOUT_MS = 3_000;
const FIRST_RETRY_DELAY_MS = 50;
const MAX_RETRY_DELAY_MS = 1_000;

/**
 * Receives the messages of a channel (LISTEN) over a connection of its own, and reconnects whenever that is lost.
 * PostgreSQL keeps no message for an absent listener, so use `onConnected` to read what was missed.
 */
export class Listener {
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #client: SessionClient | undefined;
  #heardAt: Heard | undefined;
  #clockAheadMs = 0;
  #connected = false;

  constructor(private readonly options: ListenerOptions) {}

  /** Whether messages arrive now. */
  get connected(): boolean {
    return this.#connected;
  }

  #isClosing(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Starts listening. Resolves on the first connection, or when the listener is closed before that. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.#stopping.signal.addEventListener('abort', () => resolve(), { once: true });
      this.#running ??= this.#keepListening(resolve);
    });
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    // Destroying the connection ends every wait of the loop.
    this.#client?.connection.stream.destroy();
    await this.#running;
  }

  async #keepListening(onFirst: () => void): Promise<void> {
    const { signal } = this.#stopping;
    let retryMs = FIRST_RETRY_DELAY_MS;
    while (!this.#isClosing()) {
      try {
        await this.#listen(() => {
          retryMs = FIRST_RETRY_DELAY_MS;
          onFirst();
        });
      } catch (error) {
        if (!this.#isClosing()) this.options.onLost(error as Error, isAnswerTimeout(error));
      }
      this.#connected = false;
      await delay(retryMs, undefined, { signal }).catch(() => undefined); // rejects on close, and the loop ends
      retryMs = Math.min(2 * retryMs, MAX_RETRY_DELAY_MS);
    }
  }

  /** Listens until the connection is lost. @throws Error that says why it was lost or could not be opened */
  async #listen(onConnected: () => void): Promise<void> {
    const client = new SessionClient({
      ...this.options.connection,
      query_timeout: ANSWER_TIMEOUT_MS,
    });
    this.#client = client;
    const lost = new Promise<never>((_, reject) => {
      client.on('error', reject);
      client.on('end', () => reject(new Error('the server ended the connection')));
    });
    lost.catch(() => undefined); // reported by the race below, irrelevant after it
    try {
      await Promise.race([client.connect(), lost]);
      client.on('notification', ({ payload = '' }) =>
        this.options.onMessage(payload, this.#clockAheadMs),
      );
      await client.query(`LISTEN ${client.escapeIdentifier(this.options.channel)}`);
      const before = this.#heardAt;
      await this.#heartbeat(client);
      const since = sinceOf(before, this.#heardAt);
      this.#connected = true;
      onConnected();
      this.options.onConnected(since);
      await Promise.race([this.#keepChecking(client), lost]);
    } finally {
      // `client.end()` would wait for the server, and a dead network path never answers.
      client.connection.stream.destroy();
    }
  }

  /** Checks the connection again and again: a pulled cable or a firewall ends one without any event. */
  async #keepChecking(client: SessionClient): Promise<void> {
    const { signal } = this.#stopping;
    while (!this.#isClosing()) {
      await delay(HEARTBEAT_INTERVAL_MS, undefined, { signal }).catch(() => undefined); // rejects on close, and the loop ends
      if (!this.#isClosing()) await this.#heartbeat(client);
    }
  }

  async #heartbeat(client: SessionClient): Promise<void> {
    const sent = now();
    const { rows } = await client.query<{ ms: number; pid: number }>(
      `/* heartbeat */
       SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms, pg_backend_pid() AS pid`,
    );
    const [{ ms, pid } = { ms: sent, pid: 0 }] = rows;
    // Another backend than the one that listens: a pooler has begun to share them.
    if (pid !== client.backendPid) throw new UnfitDatabaseError(PROBLEMS.pooling);
    this.#heardAt = { clockMs: ms, monotonicMs: performance.now() };
    this.#clockAheadMs = (sent + now()) / 2 - ms;
  }
}

/**
 * The database's clock at an earlier answer: as it showed then, or as the present clock puts it, whichever is earlier. A
 * clock that had been ahead then, and was corrected, would otherwise hide what was committed since.
 */
function sinceOf(before: Heard | undefined, now: Heard | undefined): Date | undefined {
  if (!before || !now) return undefined;
  return new Date(Math.min(before.clockMs, now.clockMs - (now.monotonicMs - before.monotonicMs)));
}

/** Whether pg gave up on an answer. The error has no code, only this message. */
function isAnswerTimeout(error: unknown): boolean {
  return (error as Error).message === 'Query read timeout';
}

/** Milliseconds since 1970, with fractions. */
function now(): number {
  return performance.timeOrigin + performance.now();
}
