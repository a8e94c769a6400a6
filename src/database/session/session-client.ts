import { Client, type ClientConfig, escapeLiteral } from 'pg';
import { NoAnswerError, UnfitDatabaseError } from './setup-errors.js';

const CLOSE_TIMEOUT_MS = 1_000;

/** What each session of the gateway has, whatever the defaults of the server, the database and the login are. */
export interface SessionSettings {
  /** Values by name, in the order in which they are set. */
  readonly settings: Readonly<Record<string, string>>;
  /** Milliseconds within which the session must be open and set. */
  readonly openWithinMs: number;
}

export type SessionConfig = ClientConfig & { readonly session: SessionSettings };

/** Server settings that a session cannot do without, beside those that it sets itself. */
interface Facts {
  backend_pid: number;
  standby: boolean;
  read_only: string;
  replication_role: string;
  in_force: string[];
}

const FACTS = `pg_backend_pid() AS backend_pid, pg_is_in_recovery() AS standby,
  current_setting('transaction_read_only') AS read_only,
  current_setting('session_replication_role') AS replication_role`;

/**
 * A client whose `connect` ends only when its session is as the gateway needs it, so that no unprepared connection
 * exists. It sends statements, because a pooler such as PgBouncer refuses the startup parameter `options`, or ignores
 * it. DISCARD ALL comes first, because a pooler may hand over a server connection that another client has used.
 */
export class SessionClient extends Client {
  readonly #session: SessionSettings;
  #backendPid = 0;
  #inForce: readonly string[] = [];

  constructor(config?: ClientConfig) {
    super(config);
    const { session } = (config ?? {}) as Partial<SessionConfig>;
    if (!session) throw new Error('a connection to a book needs its session settings');
    this.#session = session;
  }

  /** @throws NoAnswerError, UnfitDatabaseError if the server is a standby, or the error of pg */
  override connect(): Promise<this>;
  override connect(callback: (error?: Error) => void): void;
  override connect(callback?: (error?: Error) => void): Promise<this> | void {
    const opened = this.#open();
    if (!callback) return opened;
    opened.then(
      () => callback(),
      (error: unknown) => callback(error as Error),
    );
  }

  async #open(): Promise<this> {
    const { stream } = this.connection;
    const { openWithinMs } = this.#session;
    const late = new AbortController();
    const timer = setTimeout(() => {
      late.abort();
      stream.destroy();
    }, openWithinMs);
    // Until the session is handed over, its failures are those of the calls below.
    const ignore = (): void => undefined;
    this.on('error', ignore);
    try {
      await super.connect();
      await this.#prepare();
      return this;
    } catch (error) {
      // `end` comes first: a pool takes a connection that ends by itself for a lost one.
      this.end().catch(() => undefined); // the caller gets the error that ended it
      stream.destroy();
      throw late.signal.aborted ? new NoAnswerError(openWithinMs, { cause: error }) : error;
    } finally {
      clearTimeout(timer);
      this.removeListener('error', ignore);
    }
  }

  async #prepare(): Promise<void> {
    await this.query('DISCARD ALL');
    const set = Object.entries(this.#session.settings).map(
      ([name, value]) => `set_config(${escapeLiteral(name)}, ${escapeLiteral(value)}, false)`,
    );
    // `off` would let the server forget an acknowledged commit. Other values promise as much as `on`, or more; a
    // server that forgets nothing on its own (fsync) is a condition of the start. transaction_timeout is of
    // PostgreSQL 17.
    const { rows } = await this.query<Facts>(
      `SELECT ${FACTS},
              CASE current_setting('synchronous_commit') WHEN 'off' THEN set_config('synchronous_commit', 'on', false) END,
              CASE WHEN current_setting('server_version_num')::int >= 170000
                   THEN set_config('transaction_timeout', '0', false) END,
              ARRAY[${set.join(', ')}] AS in_force`,
    );
    const facts = onlyRow(rows);
    this.#backendPid = facts.backend_pid;
    this.#inForce = facts.in_force;
    if (facts.standby) throw new UnfitDatabaseError(PROBLEMS.standby);
  }

  /** Ends the session, politely if the server still answers. */
  async close(): Promise<void> {
    const timer = setTimeout(() => this.connection.stream.destroy(), CLOSE_TIMEOUT_MS);
    await this.end().catch(() => undefined); // the connection is lost: nothing is left to end
    clearTimeout(timer);
  }

  /** The server process that the session had when it was opened. */
  get backendPid(): number {
    return this.#backendPid;
  }

  /** Why this session is not, or no longer, what the gateway needs; undefined if it is. */
  async problem({ takesWrites = true } = {}): Promise<string | undefined> {
    const names = Object.keys(this.#session.settings);
    const read = names.map((name) => `current_setting(${escapeLiteral(name)})`);
    const { rows } = await this.query<Facts>(
      `SELECT ${FACTS}, ARRAY[${read.join(', ')}] AS in_force`,
    );
    const facts = onlyRow(rows);
    if (facts.backend_pid !== this.#backendPid) return PROBLEMS.pooling;
    if (facts.standby) return PROBLEMS.standby;
    if (takesWrites && facts.read_only === 'on') return PROBLEMS.readOnly;
    if (facts.replication_role !== 'origin') return PROBLEMS.triggersOff;
    const lost = names.find((_, index) => facts.in_force[index] !== this.#inForce[index]);
    return lost === undefined ? undefined : PROBLEMS.settingLost(lost);
  }
}

function onlyRow(rows: readonly Facts[]): Facts {
  const [facts] = rows;
  if (!facts) throw new Error('the database returned no row for its settings');
  return facts;
}

/** What can be wrong with the ground that a session stands on, and what to change. */
export const PROBLEMS = {
  pooling:
    'a pooler shares server connections among sessions: let it pool sessions (PgBouncer: pool_mode = session), or connect to PostgreSQL itself',
  standby: 'it is a standby, which takes no writes: connect to the primary',
  readOnly:
    'it takes no writes: set default_transaction_read_only to off; if a provider has switched it on because the disk is full, make room first',
  triggersOff:
    'the triggers that guard the book do not fire: reset session_replication_role of this login and database to origin',
  settingLost: (name: string) =>
    `a session does not keep its ${name}: connect to PostgreSQL itself, or through a pooler that keeps sessions apart`,
} as const;
