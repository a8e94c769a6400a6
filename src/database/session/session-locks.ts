import { SessionClient, type SessionConfig } from './session-client.js';

/** Maximum time for an answer. After it the connection counts as lost. */
const ANSWER_TIMEOUT_MS = 3_000;

/**
 * Locks that a gateway holds as long as its connection lives, and that PostgreSQL frees at once when it ends. Each is named
 * by a text, within the book.
 */
export class SessionLocks {
  readonly #client: SessionClient;
  readonly #held = new Set<string>();
  #isLost = false;

  /** @param onLost called once, when the connection ends and all locks with it */
  private constructor(client: SessionClient, onLost: () => void) {
    this.#client = client;
    const lost = (): void => {
      if (this.#isLost) return;
      this.#isLost = true;
      onLost();
    };
    client.on('error', lost);
    client.on('end', lost);
  }

  static async open(connection: SessionConfig, onLost: () => void): Promise<SessionLocks> {
    const client = new SessionClient({ ...connection, query_timeout: ANSWER_TIMEOUT_MS });
    await client.connect();
    return new SessionLocks(client, onLost);
  }

  /** Takes a lock that only one session holds. @returns false: another session holds it */
  async tryTake(name: string): Promise<boolean> {
    if (this.#held.has(name)) return true;
    const taken = await this.#ask('pg_try_advisory_lock', name);
    if (taken) this.#held.add(name);
    return taken;
  }

  async free(name: string): Promise<void> {
    if (!this.#held.delete(name)) return;
    await this.#ask('pg_advisory_unlock', name);
  }

  /** Takes a lock that any number of sessions hold, so that they can be counted. */
  async share(name: string): Promise<void> {
    if (this.#held.has(name)) return;
    await this.#ask('pg_advisory_lock_shared', name);
    this.#held.add(name);
  }

  /** How many sessions hold a shared lock. */
  async count(name: string): Promise<number> {
    const { rows } = await this.#client.query<{ count: number }>(
      `/* countLocks */
       SELECT count(*)::integer AS count FROM pg_locks
        WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted AND objsubid = 1
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND (classid::bigint << 32) | objid::bigint = ${KEY}`,
      [name],
    );
    return rows[0]?.count ?? 0;
  }

  async #ask(
    call: 'pg_try_advisory_lock' | 'pg_advisory_lock_shared' | 'pg_advisory_unlock',
    name: string,
  ): Promise<boolean> {
    const { rows } = await this.#client.query<{ answer: unknown }>(
      `/* sessionLock */ SELECT ${call}(${KEY}) AS answer`,
      [name],
    );
    return rows[0]?.answer === true;
  }

  /** Ends the session, and with it all locks. */
  async close(): Promise<void> {
    this.#isLost = true;
    await this.#client.close();
  }
}

const KEY = `hashtextextended('onebook ' || current_schema() || ' ' || $1, 0)`;
