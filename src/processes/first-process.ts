import cluster, { type Worker } from 'node:cluster';
import { setTimeout as delay } from 'node:timers/promises';
import { AggregatorRegistry } from 'prom-client';
import type { Config } from '../config/index.js';
import { findOwner } from '../database/index.js';
import type { StopSignals } from '../stop-signals.js';
import { type FromGateway, isOurs, type ToGateway } from './messages.js';

/** Pause before another process takes the place of one that ended. Milliseconds. */
const RESTART_PAUSE_MS = 1_000;
/** How long processes may take to end in order, before they are killed. Longer than their own grace. Milliseconds. */
const STOP_WITHIN_MS = 30_000;

interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(fields: object, message: string): void;
}

export interface FirstProcessOptions {
  /** The program that each process runs. */
  readonly program: string;
  readonly config: Config;
  readonly log: Log;
  readonly stop: StopSignals;
  /** Called once, when all processes serve requests. */
  readonly onReady: (url: string) => void;
}

/**
 * Runs `config.processes` gateways behind one port, until a signal ends them together. This process owns the embedded
 * PostgreSQL and the port, and serves nothing itself: it hands connections to the gateways in turn.
 * @throws Error if a gateway ends before all of them have served once: its own last line says why
 */
export async function runGateways(options: FirstProcessOptions): Promise<void> {
  const { config, log, stop } = options;
  const { embedded } = await findOwner(config, databaseLog(log), stop.graceful);
  const gateways = new Gateways(options, environmentOf(embedded?.url));
  try {
    await gateways.run();
  } finally {
    await gateways.end().finally(() => embedded?.stop());
  }
}

function databaseLog(log: Log) {
  return {
    info: (message: string) => log.info(message),
    warn: (message: string) => log.warn(message),
    error: (message: string) => log.error({}, message),
  };
}

/** What every process gets besides this one's environment: the database is the same for all. */
function environmentOf(embeddedUrl: string | undefined): Record<string, string> {
  return embeddedUrl === undefined ? {} : { DATABASE_URL: embeddedUrl };
}

class Gateways {
  readonly #metrics = new AggregatorRegistry();
  readonly #ready = new Set<number>();
  #everReady = false;
  #failed: () => void = () => undefined;
  #stopping = false;

  constructor(
    private readonly options: FirstProcessOptions,
    private readonly environment: Record<string, string>,
  ) {
    // npm start runs this program from another one.
    cluster.setupPrimary({ exec: options.program, args: [] });
    cluster.on('message', (worker, message: FromGateway) => this.#hear(worker, message));
    cluster.on('exit', (worker, code, signal) => this.#replace(worker, code, signal));
  }

  /** Starts all, and resolves when a signal asks to stop. */
  async run(): Promise<void> {
    const { stop, config } = this.options;
    const stopped = new Promise<void>((resolve, reject) => {
      this.#failed = () => reject(new Error('a process of the gateway could not start'));
      if (stop.graceful.aborted) resolve();
      else stop.graceful.addEventListener('abort', () => resolve(), { once: true });
    });
    if (!stop.graceful.aborted)
      for (let count = 0; count < config.processes; count += 1)
        this.#start(config.demo && count === 0);
    await stopped;
  }

  /** Asks all processes to end, and resolves when they have. One that does not end in time is killed. */
  async end(): Promise<void> {
    this.#stopping = true;
    const { atOnce } = this.options.stop;
    const running = workers();
    const tell = (urgent: boolean): void => {
      for (const worker of workers()) send(worker, { onebook: 'stop', atOnce: urgent });
    };
    tell(false);
    if (atOnce.aborted) tell(true);
    else atOnce.addEventListener('abort', () => tell(true), { once: true });
    const timer = setTimeout(() => {
      for (const worker of workers()) worker.process.kill('SIGKILL');
    }, STOP_WITHIN_MS);
    await Promise.all(running.map(ended));
    clearTimeout(timer);
  }

  /** @param demo whether this one loads the demo */
  #start(demo = false): void {
    const worker = cluster.fork({ ...this.environment, DEMO: String(demo) });
    // A message to a process that was killed a moment ago. Its `exit` follows, and says what there is to say.
    worker.on('error', (error) =>
      this.options.log.warn(`a process of the gateway took no message: ${error.message}`),
    );
  }

  #hear(worker: Worker, message: FromGateway): void {
    if (!isOurs(message)) return;
    if (message.onebook === 'metrics') {
      void this.#metrics.clusterMetrics().then(
        (text) => send(worker, { onebook: 'metrics', request: message.request, text }),
        () => send(worker, { onebook: 'metrics', request: message.request, text: null }),
      );
      return;
    }
    this.#ready.add(worker.id);
    if (this.#everReady || this.#ready.size < this.options.config.processes) return;
    this.#everReady = true;
    this.options.onReady(message.url);
  }

  #replace(worker: Worker, code: number | null, signal: string | null): void {
    this.#ready.delete(worker.id);
    if (this.#stopping) return;
    // The same would happen to the next one: a wrong setting, say.
    if (!this.#everReady) return this.#failed();
    const fields = { pid: worker.process.pid, code, signal };
    this.options.log.error(fields, 'a process of the gateway ended; another takes its place');
    void delay(RESTART_PAUSE_MS).then(() => {
      if (!this.#stopping) this.#start();
    });
  }
}

/** Resolves when the process has ended. Its channel may fail meanwhile. */
function ended(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    if (worker.isDead()) resolve();
    else worker.once('exit', () => resolve());
  });
}

function workers(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((one) => one !== undefined);
}

/** Sends a message to a process. One that has just ended gets none, and the sender does not wait. */
function send(worker: Worker, message: ToGateway): void {
  if (worker.isConnected()) worker.send(message);
}
