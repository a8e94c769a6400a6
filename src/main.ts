import { join } from 'node:path';
import { pino } from 'pino';
import { developmentSecret } from './auth/development-secret.js';
import { Revocations } from './auth/revocations.js';
import { createAuthenticator } from './auth/token.js';
import { readConfig, type Config } from './config/config.js';
import { connectDatabase, type Database } from './database/connect.js';
import { projectRoot } from './database/project-root.js';
import { loadDemo } from './demo/demo.js';
import { createContextFactory, type ContextFactory } from './graphql/context.js';
import { buildSchema } from './graphql/schema.js';
import { HoldExpiry } from './jobs/hold-expiry.js';
import { openBook, type Book } from './ledger/index.js';
import { openLive, type OpenLive } from './live/open.js';
import { createLedgerMetrics } from './server/ledger-metrics.js';
import { errorFields } from './server/logging.js';
import { createLiveMetrics } from './server/live-metrics.js';
import { createMetrics } from './server/metrics.js';
import { createServer } from './server/server.js';

/** Wiring only: what runs, in which order it starts, and in which it ends. */
async function main(): Promise<void> {
  const config = readConfig(process.env, projectRoot);
  const log = pino({ level: config.logLevel }, pino.destination(2));
  const stopping = stopSignal();

  const metrics = createMetrics();
  const ledgerMetrics = createLedgerMetrics(metrics.registry, (reason, error) =>
    log.warn({ reason, error: errorFields(error) }, 'a commit is tried again'),
  );
  let database: Database | undefined;
  let book: Book | undefined;
  let expiry: HoldExpiry | undefined;
  let live: OpenLive | undefined;
  const revocations = new Revocations();
  const observer = createLiveMetrics(metrics.registry, () => live);
  let contextFor: ContextFactory | undefined;

  // It listens before the database is there, so that /healthz and /readyz can say how far it is.
  const server = await createServer({
    config,
    log,
    metrics,
    schema: buildSchema(),
    authenticate: await authenticatorOf(config, revocations),
    isRevoked: (viewer) => revocations.isRevoked(viewer),
    liveObserver: observer,
    contextFor: (viewer, requestId, over) => {
      if (!contextFor) throw new Error('a request was let in before the gateway was ready');
      return contextFor(viewer, requestId, over);
    },
    probes: {
      ready: async () => {
        const reasons =
          contextFor && database ? await database.problems() : ['the book is being opened'];
        return { ready: reasons.length === 0, reasons };
      },
    },
    playgroundDir: join(projectRoot, 'dist', 'playground'),
    exampleDir: join(projectRoot, 'dist', 'examples', 'cashier-and-player'),
  });

  try {
    const url = await server.listen();
    database = await connectDatabase(config, log, stopping);
    const { batchMax, writers, queueMax, dailyBonus } = config;
    book = await openBook(database, {
      ...{ batchMax, writers, queueMax, dailyBonus },
      observer: ledgerMetrics,
    });
    ledgerMetrics.watch(book.ledger);
    expiry = new HoldExpiry(book, (error, transactionId) =>
      log.warn({ error: errorFields(error), transactionId }, 'a hold could not be given back yet'),
    );
    expiry.start();
    if (config.demo) await loadDemo(book);
    live = await openLive({
      ...{
        database,
        book,
        name: config.book,
        most: config.subscriptionsMax,
        revocations,
        observer,
      },
      onError: (error, what) => log.warn({ error: errorFields(error) }, what),
    });
    contextFor = createContextFactory(book, live.live);
    announce(config, url);
    await aborted(stopping);
  } catch (error) {
    if (!stopping.aborted) throw error;
  } finally {
    // In the order in which they lean on each other: nothing in flight loses what it stands on.
    await server.close();
    await live?.close();
    await expiry?.stop();
    await book?.ledger.close();
    await database?.close();
  }
}

/** Aborted by the first Ctrl-C or SIGTERM; a second one does not wait. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(1);
      controller.abort(new Error(`stopped by ${name}`));
    });
  return controller.signal;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function authenticatorOf(config: Config, revocations: Revocations) {
  const { jwtSecret, jwksUrl, issuer, audience } = config;
  const secret =
    jwtSecret ?? (jwksUrl === undefined ? await developmentSecret(config.dataDir) : undefined);
  const authenticator = createAuthenticator({ secret, jwksUrl, issuer, audience, revocations });
  return (header: string | undefined) => authenticator.authenticate(header);
}

/** For people, on standard output; the log is on standard error. */
function announce(config: Config, url: string): void {
  const lines = [
    'Onebook is ready.',
    `  GraphQL     ${url}/graphql`,
    `  Playground  ${url}/playground/`,
    `  A token     node bin/onebook.js token --sub ${config.demo ? 'alice' : 'OWNER'} --roles MEMBER`,
    ...(config.demo ? ['  An example  node bin/onebook.js example'] : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`onebook: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
