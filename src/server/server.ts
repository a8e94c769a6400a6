import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { AuthenticatedViewer } from '../auth/index.js';
import type { TrustedDocuments } from '../documents/index.js';
import type { LiveObserver } from '../live/index.js';
import { startApollo } from './graphql/apollo.js';
import { createGracefulShutdown } from './graceful-shutdown.js';
import type { Authenticate } from './graphql/authenticate-request.js';
import { createExecutor } from './graphql/executor.js';
import { type ContextFor, type EndableContext, registerGraphQL } from './graphql/graphql-route.js';
import { Pipeline, type PipelineOptions } from './graphql/pipeline.js';
import { observeUntrusted } from './graphql/trusted/untrusted-documents.js';
import { type ConsoleSignIn, registerConsole } from './http/console-page.js';
import { type DemoTokens, registerDemoTokens } from './http/demo-tokens.js';
import type { FileExport } from '../exports/index.js';
import { registerExportedFiles } from './http/exported-files.js';
import { registerHealth } from './http/health.js';
import { createApp, listen } from './http/app.js';
import { registerCompression } from './http/compression.js';
import { registerJsonBody } from './http/json-body.js';
import { registerSchemaFile } from './http/schema-file.js';
import { Deliveries } from './limits/deliveries.js';
import { DEFAULT_LIMITS, DEFAULT_TIMEOUTS, type Limits, type Timeouts } from './limits/limits.js';
import { errorFields, logRequest } from './logging.js';
import {
  createMetrics,
  type Metrics,
  observeDeliveries,
  observeRunningOperations,
  observeTrustedDocuments,
} from '../metrics/index.js';
import { registerPage } from './http/static-pages.js';
import { DEFAULT_OPERATIONS_MAX, ConcurrencyLimit } from './limits/concurrency-limit.js';
import { DEFAULT_SOCKETS_MAX } from './subscriptions/sessions.js';
import { registerSubscriptions } from './subscriptions/register-subscriptions.js';
import { observeOperations, type RequestObserver } from './request-observer.js';
import { shedLoad } from './limits/load-shedding.js';
import { RateLimit } from './limits/rate-limit.js';
import { Standstill } from './http/standstill.js';
import { guardOrigins, type OriginGateOptions } from './origins/origin-gate.js';
import { Origins } from './origins/origins.js';
import { type Probes, ReadinessGate } from './http/readiness.js';
import { observeRequest, observeShedRequest } from './http/request-metrics.js';
import { EXAMPLE_POLICY, PLAYGROUND_POLICY, securityHeaders } from './http/security-headers.js';

export interface ServerOptions<Context extends EndableContext> {
  readonly config: {
    readonly host: string;
    readonly port: number;
    readonly production: boolean;
    /** The largest number of concurrent operations of a caller alone; the next one is refused as OVERLOADED. */
    readonly operationsMax?: number;
    /** The largest number of WebSockets and event streams of a caller alone. */
    readonly socketsMax?: number;
    /** Origins of other pages that may use the gateway. In development any port of this machine may, too. */
    readonly corsOrigins?: readonly string[];
    /** Points of cost that a caller has a second, by role; a role that is not named has no limit. */
    readonly rateLimit?: ReadonlyMap<string, number>;
    /** What happens to documents that are not registered; `off` if absent. */
    readonly trustedDocuments?: 'off' | 'allow' | 'only';
    /** Whether operations are compiled; true if absent. */
    readonly compiledExecution?: boolean;
    /** How staff sign in to the console with the identity provider; undefined: with tokens alone. */
    readonly consoleSignIn?: ConsoleSignIn | undefined;
  };
  readonly schema: GraphQLSchema;
  readonly authenticate: Authenticate;
  readonly contextFor: ContextFor<Context>;
  /** The registered documents, unless `config.trustedDocuments` is off. */
  readonly trustedDocuments?: TrustedDocuments;
  /** Whether a token was revoked after its bearer connected. */
  readonly isRevoked?: (viewer: AuthenticatedViewer) => boolean;
  /** Receives the events of live pushes, for metrics. */
  readonly liveObserver?: LiveObserver;
  readonly probes: Probes;
  readonly log: FastifyBaseLogger;
  readonly metrics?: Metrics;
  /** Receives requests and operations, for traces. */
  readonly requestObserver?: RequestObserver | undefined;
  /** The metrics of all processes behind the port, in the format of Prometheus, if there are several. */
  readonly metricsOfAll?: () => Promise<string>;
  /** The files that are written from the book, by their folders. */
  readonly fileExports?: readonly FileExport[];
  /** Directory of the built playground, if there is one. */
  readonly playgroundDir?: string;
  /** Directory of the built console, if there is one. */
  readonly consoleDir?: string;
  /** Directory of the built cashier-and-player example. It is not served in production. */
  readonly exampleDir?: string;
  /** Tokens that the playground gets at a click. They are not served in production. */
  readonly demoTokens?: DemoTokens | undefined;
  readonly limits?: Partial<Limits>;
  readonly timeouts?: Partial<Timeouts>;
}

export interface Server {
  /** For routes and upgrades of other layers; add them before `listen`. */
  readonly app: FastifyInstance;
  /** Listens, and returns the URL without a trailing slash. */
  listen(): Promise<string>;
  /** Stops accepting requests and lets those in flight finish within the drain time. Safe to call twice. */
  close(): Promise<void>;
  /** Cuts off all connections, so that `close` need not wait for them. */
  cutOff(): void;
}

/**
 * Creates the gateway's HTTP server. It may listen before the database is reachable: until `probes` report ready,
 * /graphql answers 503.
 */
export async function createServer<Context extends EndableContext>(
  options: ServerOptions<Context>,
): Promise<Server> {
  const { config, log } = options;
  const metrics = options.metrics ?? createMetrics();
  const executor = createExecutor(options.schema, config.compiledExecution ?? true, metrics);
  const { schema } = executor;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  const inFlight = new Set<Promise<unknown>>();
  const gate = new ReadinessGate(options.probes, (error) =>
    log.error({ error: errorFields(error) }, 'the readiness probe failed'),
  );
  const { production } = config;
  const executing = { executor, log };
  const { answerBytes } = limits;
  const apollo = await startApollo({ ...executing, production, answerBytes });
  const { requestObserver } = options;
  if (requestObserver) observeOperations(apollo, requestObserver);
  const rateLimit = config.rateLimit?.size ? new RateLimit(config.rateLimit) : undefined;
  const trusting = trustOf(options, metrics);
  const pipeline = new Pipeline({ schema, limits, production, rateLimit, ...trusting });
  const headers = await securityHeaders();
  const origins = new Origins(config.corsOrigins ?? [], !production);
  const app = createApp({ log, limits, timeouts, headers, origins });
  requestObserver?.observeRequests(app);
  guardOrigins(app, { origins, headers, ...observeOrigins(log, metrics) });
  observeResponses(app, metrics, gate);
  registerJsonBody(app);
  registerHealth(app, gate, metrics, options.metricsOfAll);
  const { authenticate, contextFor } = options;
  const clients = limitClients(app, metrics, config, { ...limits, ...timeouts });
  registerCompression(app, clients.deliveries);
  shedLoad(app, clients.concurrency, headers, () => observeShedRequest(metrics));
  const shared = { apollo, pipeline, authenticate, contextFor, gate, inFlight, ...clients };
  registerGraphQL(app, { ...shared, production, bodyBytes: limits.bodyBytes });
  registerExportedFiles(app, { exports: options.fileExports ?? [], authenticate, gate, inFlight });
  registerSchemaFile(app, { schema: options.schema, production, authenticate });
  const subscriptions = registerSubscriptions(app, {
    ...shared,
    ...executing,
    metrics,
    limits,
    headers,
    socketsMax: config.socketsMax ?? DEFAULT_SOCKETS_MAX,
    isRevoked: options.isRevoked ?? (() => false),
    observer: options.liveObserver ?? SILENT,
    pingMs: timeouts.pingMs,
  });
  await registerPages(app, options);
  const shutdown = createGracefulShutdown(app, {
    apollo,
    gate,
    inFlight,
    subscriptions,
    log,
    drainMs: timeouts.drainMs,
  });
  return { app, ...shutdown, listen: () => listen(app, config) };
}

/** What the pipeline does about documents that are not registered. */
function trustOf(
  {
    config: { trustedDocuments: mode = 'off' },
    trustedDocuments: documents,
  }: Pick<ServerOptions<EndableContext>, 'config' | 'trustedDocuments'>,
  metrics: Metrics,
): Pick<PipelineOptions, 'trusted' | 'onUntrusted'> {
  if (mode === 'off') return {};
  if (!documents) throw new Error('TRUSTED_DOCUMENTS is on, and there are no documents');
  observeTrustedDocuments(metrics, documents);
  const only = mode === 'only';
  return { trusted: { only, documents }, onUntrusted: observeUntrusted(metrics, only) };
}

/** Logs and counts responses. */
function observeResponses(app: FastifyInstance, metrics: Metrics, gate: ReadinessGate): void {
  app.addHook('onResponse', (request, reply, done) => {
    logRequest(request, reply);
    observeRequest(metrics, request, reply);
    done();
  });
  app.addHook('onSend', (_, reply, payload, done) => {
    // Otherwise a connection whose last request was in flight would idle until its keep-alive ends.
    if (gate.isClosing) reply.header('connection', 'close');
    done(null, payload);
  });
}

/** Logs and counts what the origin gate answers itself. */
function observeOrigins(
  log: FastifyBaseLogger,
  metrics: Metrics,
): Pick<OriginGateOptions, 'onPreflight' | 'onRefused'> {
  return {
    onPreflight: (path) => metrics.requests.observe(0, 'OPTIONS', path, '204'),
    onRefused: ({ headers: { origin } }, id) => {
      const codes = ['ORIGIN_NOT_ALLOWED'];
      log.info(
        { requestId: id, origin: origin?.slice(0, 100), codes },
        'a page was refused: CORS_ORIGINS does not name its origin',
      );
      for (const code of codes) metrics.errors.inc({ code });
    },
  };
}

/** What all transports share to keep a client from stopping others. */
function limitClients(
  app: FastifyInstance,
  metrics: Metrics,
  { operationsMax = DEFAULT_OPERATIONS_MAX }: { readonly operationsMax?: number },
  { waitingBytes, takeMs, takeBytesPerSecond: bytesPerSecond }: Limits & Timeouts,
) {
  const concurrency = new ConcurrencyLimit(operationsMax);
  observeRunningOperations(metrics, concurrency);
  const deliveries = new Deliveries({ takeMs, bytesPerSecond, waitingBytes });
  observeDeliveries(metrics, deliveries);
  const standstill = new Standstill();
  app.addHook('onClose', () => standstill.close());
  return { concurrency, deliveries, standstill };
}

/** Registers the pages for staff and developers. The example takes tokens from its URL, so production does not serve it. */
async function registerPages(
  app: FastifyInstance,
  options: Pick<
    ServerOptions<EndableContext>,
    'config' | 'playgroundDir' | 'consoleDir' | 'exampleDir' | 'demoTokens'
  >,
): Promise<void> {
  await registerPage(app, {
    path: '/playground',
    dir: options.playgroundDir,
    policy: PLAYGROUND_POLICY,
    isFramed: true,
  });
  const { consoleDir: dir, demoTokens } = options;
  const hasDemoTokens = !options.config.production && demoTokens !== undefined;
  await registerConsole(app, { dir, signIn: options.config.consoleSignIn, hasDemoTokens });
  if (options.config.production) return;
  if (demoTokens) registerDemoTokens(app, demoTokens);
  const path = '/examples/cashier-and-player';
  await registerPage(app, { path, dir: options.exampleDir, policy: EXAMPLE_POLICY });
}

const SILENT: LiveObserver = {
  listening: () => undefined,
  announced: () => undefined,
  pushed: () => undefined,
  rechecked: () => undefined,
};
