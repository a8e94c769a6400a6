import cluster from 'node:cluster';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { migrations } from '../migrations/index.js';
import { LegacyFollower, mappingForRuns } from './adoption/index.js';
import { configuredAuthenticator, Revocations } from './auth/index.js';
import { banner } from './cli/banner.js';
import { readConfig, type Config } from './config/index.js';
import { connectDatabase, type Database, dataHome, projectRoot } from './database/index.js';
import { DocumentTable, followDocuments, TrustedDocuments } from './documents/index.js';
import { loadDemo } from './demo/demo.js';
import { demoTokens } from './demo/people.js';
import { fileExports } from './exports/index.js';
import { buildSchema, type ContextFactory, createContextFactory } from './graphql/index.js';
import { Attempts, type Job, ReconciliationJob } from './jobs/index.js';
import { openLive, type OpenLive } from './live/index.js';
import { EventFeed } from './log/index.js';
import { Monitoring } from './monitoring/index.js';
import {
  createAttemptMetrics,
  createLedgerMetrics,
  createLiveMetrics,
  createMetrics,
  createMonitoringMetrics,
  createReconciliationMetrics,
  type Metrics,
} from './metrics/index.js';
import { createLog, createServer, errorFields, standardError } from './server/index.js';
import { type Book, openBook } from './book/index.js';
import {
  gatewayJobs,
  type GatewayLink,
  linkToFirstProcess,
  prepareWebhooks,
  tracingOf,
  runGateways,
  shareOfLimits,
} from './processes/index.js';
import type { Webhooks } from './webhooks/index.js';
import type { Tracing } from './tracing/index.js';
import { listenForStopSignals, onAbort, type StopSignals } from './stop-signals.js';

/** How long what is still open may keep the process after everything was closed. Milliseconds. */
const LINGER_MS = 1_000;

/** Runs one gateway in this process, or several in processes of their own. */
async function main(): Promise<void> {
  const config = readConfig(process.env, dataHome);
  // The first of several processes serves nothing.
  const tracing =
    cluster.isWorker || config.processes === 1 ? await tracingOf(config, () => log) : undefined;
  const log = createLog(config.logLevel, standardError(), { fields: tracing?.logFields });
  const metrics = createMetrics();
  if (cluster.isWorker) {
    const link = linkToFirstProcess(metrics.registry);
    try {
      return await runGateway(shareOfLimits(config), { log, metrics, tracing }, link.stop, link);
    } finally {
      // The channel to the first process would keep this one alive.
      cluster.worker?.disconnect();
    }
  }
  const stop = listenForStopSignals();
  if (config.processes === 1) return runGateway(config, { log, metrics, tracing }, stop);
  await runGateways({
    ...{ config, log, stop },
    program: fileURLToPath(import.meta.url),
    onReady: (url) => announce(config, url),
  });
}

/** What observes a gateway. */
interface Observers {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly tracing: Tracing | undefined;
}

/**
 * Wires the services together, starts them, and stops them in a safe order.
 * @param link the first process, if this is one of several
 */
async function runGateway(
  config: Config,
  observers: Observers,
  stop: StopSignals,
  link?: GatewayLink,
): Promise<void> {
  const { log, metrics, tracing } = observers;
  const services = new Services(config, observers);

  // The server listens before the database is connected: /healthz and /readyz report the progress.
  const server = await createServer({
    config,
    log,
    metrics,
    requestObserver: tracing?.requests,
    ...(link && { metricsOfAll: () => link.metrics() }),
    schema: services.schema,
    authenticate: await configuredAuthenticator(config, services),
    isRevoked: (viewer) => services.revocations.isRevoked(viewer),
    trustedDocuments: services.trustedDocuments,
    liveObserver: services.liveObserver,
    contextFor: (viewer, requestId, signal) => services.contextFor(viewer, requestId, signal),
    fileExports: fileExports(() => services.book),
    probes: { ready: () => services.ready() },
    playgroundDir: join(projectRoot, 'dist', 'playground'),
    consoleDir: join(projectRoot, 'dist', 'console'),
    exampleDir: join(projectRoot, 'dist', 'examples', 'cashier-and-player'),
    demoTokens: demoTokens(config),
  });
  onAbort(stop.atOnce, () => server.cutOff());
  try {
    const url = await server.listen();
    await services.open(stop.graceful);
    if (link) link.ready(url);
    else announce(config, url);
    await new Promise<void>((resolve) => onAbort(stop.graceful, resolve));
  } catch (error) {
    if (!stop.graceful.aborted) throw error;
  } finally {
    // The server stops first: a request in flight still needs the services behind it.
    await server.close();
    await services.close();
  }
}

/** Longest time for the end of one service: of the commits under way, for example. Milliseconds. */
const CLOSE_WITHIN_MS = 3_000;

/** The services behind the server. They open after it has begun to listen. */
class Services {
  readonly schema = buildSchema();
  readonly revocations = new Revocations();
  readonly trustedDocuments = new TrustedDocuments();
  readonly monitoring = new Monitoring();
  readonly liveObserver;
  readonly #attempts: Attempts;
  #database: Database | undefined;
  #book: Book | undefined;
  #live: OpenLive | undefined;
  /** By their names in the log. */
  readonly #jobs = new Map<string, Job>();
  #stopFollowing: (() => Promise<void>) | undefined;
  #events: EventFeed | undefined;
  #contextFor: ContextFactory | undefined;
  private readonly log: Logger;
  private readonly metrics: Metrics;
  private readonly tracing: Tracing | undefined;

  constructor(
    private readonly config: Config,
    { log, metrics, tracing }: Observers,
  ) {
    this.log = log;
    this.metrics = metrics;
    this.tracing = tracing;
    this.liveObserver = createLiveMetrics(this.metrics.registry, this.monitoring);
    createMonitoringMetrics(this.metrics.registry, this.monitoring);
    this.#attempts = new Attempts({
      onAttempt: createAttemptMetrics(this.metrics.registry),
      onError: (error) => this.#warn(error, 'a refused attempt could not be kept'),
    });
  }

  readonly onRefused = (subject: string, message: string): void =>
    this.#attempts.noteToken(subject, message);

  readonly contextFor: ContextFactory = (...request) => {
    if (!this.#contextFor) throw new Error('a request arrived before the gateway was ready');
    return this.#contextFor(...request);
  };

  get book(): Book {
    if (!this.#book) throw new Error('a file was asked for before the gateway was ready');
    return this.#book;
  }

  async ready(): Promise<{ ready: boolean; reasons: string[] }> {
    const reasons = await this.#problems();
    return { ready: reasons.length === 0, reasons };
  }

  async #problems(): Promise<string[]> {
    if (!this.#contextFor || !this.#database || !this.#live)
      return ['the gateway is still opening the book'];
    const problems = await this.#database.problems();
    if (problems.length > 0) return problems;
    // Without the listener it would push late, and would not learn of revoked tokens.
    const writing = await this.#book?.ledger.problem();
    if (writing !== undefined) return [writing];
    return this.#live.isListening ? [] : ['the gateway does not hear the commits of others'];
  }

  async open(stopSignal: AbortSignal): Promise<void> {
    const { config } = this;
    const database = (this.#database = await connectDatabase(
      { ...config, migrations, observer: this.tracing?.statements },
      this.log,
      stopSignal,
    ));
    const { schema, metrics, contextFor } = this;
    const { webhooks, sender } = await prepareWebhooks(config, { schema, metrics, contextFor });
    const book = (this.#book = await this.#openBook(database, webhooks));
    await this.#startJobs(book, database);
    if (config.demo) await loadDemo(book);
    // Before the gateway is ready: until then it would refuse, or answer, by an empty list.
    if (config.trustedDocuments !== 'off')
      this.#stopFollowing = await followDocuments({
        table: new DocumentTable(database.rounds),
        documents: this.trustedDocuments,
        onError: (error) => this.#warn(error, 'the trusted documents could not be read again'),
      });
    const events = (this.#events = new EventFeed(book, (error) =>
      this.#warn(error, 'the log could not be read yet'),
    ));
    events.start();
    this.#live = await openLive(
      {
        database,
        book,
        schema: config.book,
        maxSubscriptions: config.subscriptionsMax,
        ...{ revocations: this.revocations, observer: this.liveObserver },
        onCommit: () => events.announced(),
        onError: (error, what) => this.#warn(error, what),
      },
      stopSignal,
    );
    this.monitoring.attachLive(this.#live);
    const { note } = this.#attempts.open(book);
    const of = { live: this.#live.live, events, webhooks };
    this.#contextFor = createContextFactory(book, of, this.monitoring, note);
    const onError = (error: unknown, webhookId?: string): void =>
      this.#warn(error, 'events could not be delivered to webhooks yet', { webhookId });
    const delivery = sender({ book, database, feed: events, onError });
    if (delivery) this.#start('the webhooks', delivery);
  }

  async #startJobs(book: Book, database: Database): Promise<void> {
    const { config, schema, monitoring, metrics } = this;
    const jobs = gatewayJobs({
      ...{ config, book, database, schema, monitoring, metrics },
      onError: (error, what, more) => this.#warn(error, what, more),
    });
    for (const [name, job] of jobs) this.#start(name, job);
    const others = await this.#others(database);
    const reconciliation = new ReconciliationJob(
      { book, source: database.checks },
      {
        ...(others && { others }),
        atMinute: this.config.reconcileAtMinute,
        onChange: createReconciliationMetrics(this.metrics.registry),
        onError: (error) => this.#warn(error, 'a reconciliation could not be carried out yet'),
      },
    );
    this.#start('the reconciliation', reconciliation);
    const follower = new LegacyFollower(book, database, this.config.book, (error) =>
      this.#warn(error, 'the legacy system could not be followed yet'),
    );
    this.#start('the shadow', follower);
  }

  #start(name: string, job: Job): void {
    job.start();
    this.#jobs.set(name, job);
  }

  /** What the book is compared with, besides itself. A mapping that is wrong stops the start, and later is a finding of each run. */
  async #others(database: Database) {
    const file = this.config.reconcileMapping;
    if (file === undefined) return undefined;
    return { mapping: await mappingForRuns(file), bookUrl: database.url };
  }

  async close(): Promise<void> {
    // PostgreSQL may never answer again, so none waits for it without limit.
    await this.#within('the attempts', this.#attempts.stop());
    await Promise.all([
      this.#within('the pushes', this.#live?.close()),
      this.#within('the events', this.#events?.close()),
      ...[...this.#jobs].map(([name, job]) => this.#within(name, job.stop())),
      this.#within('the trusted documents', this.#stopFollowing?.()),
      this.#within('the commits', this.#book?.close()),
    ]);
    await this.#database?.close();
    await this.#within('the traces', this.tracing?.close());
  }

  async #within(what: string, closing: Promise<void> | undefined): Promise<void> {
    const late = new AbortController();
    const timeout = delay(CLOSE_WITHIN_MS, 'late', { signal: late.signal });
    const first = await Promise.race([closing, timeout]).finally(() => late.abort());
    if (first === 'late') this.log.warn(`${what} did not end in ${CLOSE_WITHIN_MS / 1_000} s`);
  }

  async #openBook(database: Database, { newSecret }: Webhooks): Promise<Book> {
    const observer = createLedgerMetrics(
      this.metrics.registry,
      this.monitoring,
      (reason, error) => this.#warn(error, 'retrying a commit', { reason }),
      (what, { cause, words }, error) =>
        this.log.error({ cause, error: errorFields(error) }, `a ${what} failed: ${words}`),
    );
    const book = await openBook(database, {
      ...{ ...this.config, sendsMail: this.config.mail !== undefined },
      newWebhookSecret: newSecret,
      observer: { ...observer, ...this.tracing?.ledger },
    });
    observer.observeQueue(book.ledger);
    observer.observeClock(book.clock);
    return book;
  }

  #warn(error: unknown, what: string, more: object = {}): void {
    this.log.warn({ ...more, error: errorFields(error) }, what);
  }
}

/** Prints the URLs for people to standard output. The log goes to standard error. */
function announce(config: Config, url: string): void {
  process.stdout.write(banner(config, url, process.env));
}

try {
  await main();
} catch (error) {
  process.stderr.write(`onebook: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
// A connection that its server never answers keeps the process alive.
setTimeout(() => process.exit(), LINGER_MS).unref();
