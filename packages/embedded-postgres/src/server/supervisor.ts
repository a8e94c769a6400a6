import { ownerName } from '../cluster/credentials.js';
import { withDataDirectoryLock } from '../cluster/data-directory-lock.js';
import { EmbeddedPostgresError, errorText } from '../errors.js';
import { neverAborted, pause, waitUntil } from '../system/wait.js';
import { ensureServer, type Server } from './ensure-server.js';
import { runningServer } from './postmaster-pid.js';
import { boundLog } from './server-log.js';
import { countOthers, openSession, type Session } from './session.js';
import { stopProcess } from './stop.js';
import type { DataDirectory } from '../cluster/data-directory.js';
import type { Log } from '../log.js';

export interface SupervisorOptions {
  readonly dataDirectory: DataDirectory;
  readonly password: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly database: string;
  readonly log: Log;
}

const firstRestartPauseMs = 100;
const longestRestartPauseMs = 10_000;
/** A server that was up for longer died of something new: the pauses start from the beginning. */
const steadyAfterMs = 60_000;
/** Connections that the caller has just closed stay on the server's list for a moment. */
const disconnectGraceMs = 1_000;
/** How long a server may take to end a session before its socket is destroyed. */
const sessionEndTimeoutMs = 1_000;
const disconnectPollMs = 20;
const logCheckIntervalMs = 60_000;

/** Keeps a running server up, on its port, until stop(). Never keeps the process alive. */
export class Supervisor {
  readonly url: string;
  readonly #options: SupervisorOptions;
  readonly #port: number;
  readonly #stopping = new AbortController();
  readonly #logTimer: NodeJS.Timeout;
  #server: Server;
  #upSince = performance.now();
  #pauseMs = 0;
  #recovery: Promise<void> = Promise.resolve();
  #stopped: Promise<void> | undefined;

  constructor(server: Server, options: SupervisorOptions) {
    this.#options = options;
    this.#server = server;
    this.#port = server.port;
    const database = encodeURIComponent(options.database);
    this.url = `postgres://${ownerName}:${options.password}@127.0.0.1:${server.port}/${database}`;
    this.#logTimer = setInterval(() => void this.#checkLog(), logCheckIntervalMs);
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
    const { log, dataDirectory } = this.#options;
    const since = performance.now();
    // The pauses grow, so that a server that dies again and again does not keep the machine busy.
    this.#pauseMs = since - this.#upSince > steadyAfterMs ? 0 : longerPause(this.#pauseMs);
    try {
      await this.#reportLoss(lost);
      await pause(this.#pauseMs, this.#stopping.signal);
      while (!(await this.#tryAgain())) {
        this.#pauseMs = longerPause(this.#pauseMs);
        await pause(this.#pauseMs, this.#stopping.signal);
      }
      const { pid, port } = this.#server;
      const tookMs = Math.round(performance.now() - since);
      log.info(`PostgreSQL is back after ${tookMs} ms (pid ${pid}, port ${port})`);
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      log.error(`no longer watching PostgreSQL in ${dataDirectory.path}: ${errorText(error)}`);
    }
  }

  async #reportLoss(lost: Server): Promise<void> {
    const { log, dataDirectory } = this.#options;
    if ((await runningServer(dataDirectory))?.pid === lost.pid) {
      log.warn(
        `lost the connection to PostgreSQL (pid ${lost.pid}), which still runs; connecting again`,
      );
    } else {
      log.error(
        `PostgreSQL (pid ${lost.pid}) has died; starting it again on port ${this.#port} (its log: ${dataDirectory.logFile})`,
      );
    }
  }

  async #tryAgain(): Promise<boolean> {
    const { dataDirectory, log } = this.#options;
    const signal = this.#stopping.signal;
    try {
      const server = await withDataDirectoryLock(dataDirectory.path, { log, signal }, () =>
        ensureServer(dataDirectory, { ...this.#options, signal, port: this.#port }),
      );
      if (server.port !== this.#port) throw await onOtherPort(server, this.#port);
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
    const { dataDirectory, log } = this.#options;
    try {
      await boundLog(dataDirectory);
    } catch (error) {
      log.warn(`cannot shorten ${dataDirectory.logFile}: ${errorText(error)}`);
    }
  }

  async #stop(): Promise<void> {
    const { dataDirectory, log } = this.#options;
    clearInterval(this.#logTimer);
    this.#stopping.abort();
    await this.#recovery;
    await withDataDirectoryLock(dataDirectory.path, { log, signal: neverAborted() }, () =>
      this.#leave(),
    );
  }

  async #leave(): Promise<void> {
    const { dataDirectory, log } = this.#options;
    const running = await runningServer(dataDirectory);
    this.#server.session.socket.ref();
    const others = running ? await this.#countOthers(running.port) : 0;
    await endSession(this.#server.session);
    if (!running) return;
    if (others > 0) {
      log.info(`PostgreSQL (pid ${running.pid}) keeps running: ${others} other connections use it`);
      return;
    }
    await stopProcess(running.pid, log);
    log.info(`stopped PostgreSQL (pid ${running.pid})`);
  }

  /** How many others use the server; 0 if it accepts no connections, because then nothing can use it. */
  async #countOthers(port: number): Promise<number> {
    let session: Session;
    try {
      session = await openSession(port, this.#options.password);
    } catch (error) {
      this.#options.log.warn(
        `PostgreSQL accepts no connections (${errorText(error)}); stopping it`,
      );
      return 0;
    }
    try {
      await endSession(this.#server.session);
      let others = 0;
      const isAlone = async () => (others = await countOthers(session)) === 0;
      await waitUntil(isAlone, {
        pollMs: disconnectPollMs,
        timeoutMs: disconnectGraceMs,
        signal: neverAborted(),
      });
      return others;
    } finally {
      await endSession(session);
    }
  }
}

/** Ends a session, politely if the server still answers. */
async function endSession({ client, socket }: Session): Promise<void> {
  const timer = setTimeout(() => socket.destroy(), sessionEndTimeoutMs);
  await client.end();
  clearTimeout(timer);
}

function longerPause(pauseMs: number): number {
  return Math.min(Math.max(pauseMs * 2, firstRestartPauseMs), longestRestartPauseMs);
}

async function onOtherPort(server: Server, port: number): Promise<EmbeddedPostgresError> {
  await server.session.client.end();
  return new EmbeddedPostgresError(
    `PostgreSQL now runs on port ${server.port}, but this process uses port ${port}: start this process again`,
  );
}
