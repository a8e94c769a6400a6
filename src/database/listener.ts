import { setTimeout as delay } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';

export interface ListenerOptions {
  readonly connection: ClientConfig;
  readonly channel: string;
  /** @param clockAheadMs how far this machine's clock is ahead of the database's */
  onMessage(message: string, clockAheadMs: number): void;
  /**
   * It hears again, or for the first time: what was told meanwhile is lost.
   * @param since when it surely still heard, by the database's clock; undefined: never
   */
  onConnected(since: Date | undefined): void;
  /**
   * It hears nothing any more, and tries again.
   * @param silently nobody said so: it was asked and did not answer, and so perhaps do other connections
   */
  onLost(error: Error, silently: boolean): void;
}

/** How often it is made sure that the connection still carries. Milliseconds. */
const HEARTBEAT_MS = 1_000;
/** An answer that takes longer than this never comes: the connection is given up. Milliseconds. */
const ANSWER_MS = 3_000;
const FIRST_RETRY_MS = 50;
const MOST_RETRY_MS = 1_000;

/**
 * A connection of its own that hears what is told on a channel (LISTEN), connected again whenever it is
 * lost. PostgreSQL keeps nothing for who is not there, so `onConnected` is for reading what was missed.
 */
export class Listener {
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #client: Client | undefined;
  #heardAt: Date | undefined;
  #clockAheadMs = 0;
  #connected = false;

  constructor(private readonly options: ListenerOptions) {}

  /** Whether it hears now. */
  get connected(): boolean {
    return this.#connected;
  }

  #isClosing(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Begins, and resolves when it hears for the first time, or is closed before. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.#stopping.signal.addEventListener('abort', () => resolve(), { once: true });
      this.#running ??= this.#listenAgainAndAgain(resolve);
    });
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    // Whatever it waits for ends with the connection.
    this.#client?.connection.stream.destroy();
    await this.#running;
  }

  async #listenAgainAndAgain(onFirst: () => void): Promise<void> {
    const { signal } = this.#stopping;
    let retryMs = FIRST_RETRY_MS;
    while (!this.#isClosing()) {
      try {
        await this.#listen(() => {
          retryMs = FIRST_RETRY_MS;
          onFirst();
        });
      } catch (error) {
        if (!this.#isClosing()) this.options.onLost(error as Error, isSilence(error));
      }
      this.#connected = false;
      await delay(retryMs, undefined, { signal }).catch(() => undefined); // stopped: the loop ends
      retryMs = Math.min(2 * retryMs, MOST_RETRY_MS);
    }
  }

  /** Listens until the connection is lost. @throws Error saying how it was lost, or could not be had */
  async #listen(onConnected: () => void): Promise<void> {
    const client = new Client({ ...this.options.connection, query_timeout: ANSWER_MS });
    this.#client = client;
    const lost = new Promise<never>((_, reject) => {
      client.on('error', reject);
      client.on('end', () => reject(new Error('the connection ended')));
    });
    lost.catch(() => undefined); // told through the race below, or of no matter after it
    try {
      await Promise.race([client.connect(), lost]);
      client.on('notification', ({ payload = '' }) =>
        this.options.onMessage(payload, this.#clockAheadMs),
      );
      await client.query(`LISTEN ${client.escapeIdentifier(this.options.channel)}`);
      const since = this.#heardAt;
      await this.#heartbeat(client);
      this.#connected = true;
      onConnected();
      this.options.onConnected(since);
      await Promise.race([this.#beat(client), lost]);
    } finally {
      // Not by a polite end: a connection that carries nothing would never answer it.
      client.connection.stream.destroy();
    }
  }

  /** A connection can be gone without a word: a cable, a firewall, a machine. Only asking tells. */
  async #beat(client: Client): Promise<void> {
    const { signal } = this.#stopping;
    while (!this.#isClosing()) {
      await delay(HEARTBEAT_MS, undefined, { signal }).catch(() => undefined); // stopped: the loop ends
      if (!this.#isClosing()) await this.#heartbeat(client);
    }
  }

  async #heartbeat(client: Client): Promise<void> {
    const sent = now();
    const { rows } = await client.query<{ ms: number }>(
      '/* heartbeat */ SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
    );
    const [{ ms } = { ms: sent }] = rows;
    this.#heardAt = new Date(ms);
    this.#clockAheadMs = (sent + now()) / 2 - ms;
  }
}

/** What pg says of a question that nobody answered. */
function isSilence(error: unknown): boolean {
  return (error as Error).message === 'Query read timeout';
}

/** Milliseconds since 1970, with their fractions. */
function now(): number {
  return performance.timeOrigin + performance.now();
}
