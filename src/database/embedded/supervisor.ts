import { EmbeddedPostgresError, errorText } from './error.js';
import { OWNER } from './initdb.js';
import { exclusively } from './lock.js';
import { runningServer } from './postmaster-pid.js';
import { boundLog } from './server-log.js';
import { ensureServer } from './server.js';
import { countOthers, openSession } from './session.js';
import { stopProcess } from './stop.js';
import { pause, unstoppable, until } from './wait.js';
import type { Server } from './server.js';
import type { Session } from './session.js';
import type { Log, Place } from './types.js';

export interface SupervisorOptions {
  readonly place: Place;
  readonly password: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly database: string;
  readonly log: Log;
}

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 10_000;
/** A server that has been up this long, in ms, died of something new: the pauses start over. */
const STEADY = 60_000;
/** Connections that the caller has just closed take a moment to disappear from the server's list. */
const FAREWELL = 1_000;
const LOG_CHECK = 60_000;

/** Keeps a running server up, on its port, until stop(). It never keeps the process alive. */
export class Supervisor {
  readonly url: string;
  readonly #options: SupervisorOptions;
  readonly #port: number;
  readonly #stopping = new AbortController();
  readonly #logTimer: NodeJS.Timeout;
  #server: Server;
  #upSince = performance.now();
  #pause = 0;
  #recovery: Promise<void> = Promise.resolve();
  #stopped: Promise<void> | undefined;

  constructor(server: Server, options: SupervisorOptions) {
    this.#options = options;
    this.#server = server;
    this.#port = server.port;
    const database = encodeURIComponent(options.database);
    this.url = `postgres://${OWNER}:${options.password}@127.0.0.1:${server.port}/${database}`;
    this.#logTimer = setInterval(() => void this.#checkLog(), LOG_CHECK);
    this.#logTimer.unref();
    this.#watch(server);
  }

  /** Stops the server unless others use it; returns when it is gone. Further calls join the first. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  #watch(server: Server): void {
    server.session.socket.unref();
    void server.session.ended.then(() => {
      if (!this.#stopping.signal.aborted) this.#recovery = this.#recover(server);
    });
  }

  async #recover(lost: Server): Promise<void> {
    const { log, place } = this.#options;
    const since = performance.now();
    // A server that dies again and again is started again ever more slowly.
    this.#pause = since - this.#upSince > STEADY ? 0 : longer(this.#pause);
    try {
      await this.#tell(lost);
      await pause(this.#pause, this.#stopping.signal);
      while (!(await this.#tryAgain())) {
        this.#pause = longer(this.#pause);
        await pause(this.#pause, this.#stopping.signal);
      }
      const { pid, port } = this.#server;
      const took = Math.round(performance.now() - since);
      log.info(`PostgreSQL is back after ${took} ms (pid ${pid}, port ${port})`);
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      log.error(`no longer watching PostgreSQL in ${place.directory}: ${errorText(error)}`);
    }
  }

  async #tell(lost: Server): Promise<void> {
    const { log, place } = this.#options;
    if ((await runningServer(place))?.pid === lost.pid) {
      log.warn(
        `lost the connection to PostgreSQL (pid ${lost.pid}), which still runs; connecting again`,
      );
    } else {
      log.error(
        `PostgreSQL (pid ${lost.pid}) has died; starting it again on port ${this.#port} (its log: ${place.logFile})`,
      );
    }
  }

  async #tryAgain(): Promise<boolean> {
    const { place, log } = this.#options;
    const signal = this.#stopping.signal;
    try {
      const server = await exclusively(place.directory, { log, signal }, () =>
        ensureServer(place, { ...this.#options, signal, port: this.#port }),
      );
      if (server.port !== this.#port) throw await elsewhere(server, this.#port);
      this.#server = server;
      this.#upSince = performance.now();
      this.#watch(server);
      return true;
    } catch (error) {
      signal.throwIfAborted();
      log.error(`PostgreSQL is not back yet: ${errorText(error)}`);
      return false;
    }
  }

  async #checkLog(): Promise<void> {
    try {
      await boundLog(this.#options.place);
    } catch (error) {
      this.#options.log.warn(`cannot shorten ${this.#options.place.logFile}: ${errorText(error)}`);
    }
  }

  async #stop(): Promise<void> {
    const { place, log } = this.#options;
    clearInterval(this.#logTimer);
    this.#stopping.abort();
    await this.#recovery;
    await exclusively(place.directory, { log, signal: unstoppable() }, () => this.#leave());
  }

  async #leave(): Promise<void> {
    const { place, log } = this.#options;
    const running = await runningServer(place);
    this.#server.session.socket.ref();
    const others = running ? await this.#others(running.port) : 0;
    await this.#server.session.client.end();
    if (!running) return;
    if (others > 0) {
      log.info(`PostgreSQL (pid ${running.pid}) keeps running: ${others} other connections use it`);
      return;
    }
    await stopProcess(running.pid, log);
    log.info(`stopped PostgreSQL (pid ${running.pid})`);
  }

  /** How many others use the server; none when it takes no connections, as then nobody can. */
  async #others(port: number): Promise<number> {
    let session: Session;
    try {
      session = await openSession(port, this.#options.password);
    } catch (error) {
      this.#options.log.warn(`PostgreSQL takes no connections (${errorText(error)}); stopping it`);
      return 0;
    }
    try {
      await this.#server.session.client.end();
      let others = 0;
      const alone = async () => (others = await countOthers(session)) === 0;
      await until(alone, { every: 20, bound: FAREWELL, signal: unstoppable() });
      return others;
    } finally {
      await session.client.end();
    }
  }
}

function longer(wait: number): number {
  return Math.min(Math.max(wait * 2, FIRST_PAUSE), LONGEST_PAUSE);
}

async function elsewhere(server: Server, port: number): Promise<EmbeddedPostgresError> {
  await server.session.client.end();
  return new EmbeddedPostgresError(
    `it now runs on port ${server.port}, and this process was told ${port}: start this process again`,
  );
}
