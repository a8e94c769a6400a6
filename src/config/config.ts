import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { type ConsoleSignIn, consoleSignInOf, consoleVariables } from './console-sign-in.js';
import { httpUrl, postgresUrl, timeZone } from './formats.js';

/** The validated configuration. The program reads it from the environment once, at the start. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly production: boolean;
  /** PostgreSQL schema that holds the gateway's book. */
  readonly book: string;
  readonly dataDir: string;
  /** URL of the owner, who migrates. Without it and a gateway URL, the embedded PostgreSQL is used. */
  readonly databaseUrl: string | undefined;
  /** URL of a login of role wallet_gateway. Without it, the owner's connections take that role. */
  readonly databaseGatewayUrl: string | undefined;
  readonly jwtSecret: string | undefined;
  readonly jwksUrl: string | undefined;
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
  /** How staff sign in to the console with the identity provider; undefined: with tokens alone. */
  readonly consoleSignIn: ConsoleSignIn | undefined;
  /** Maximum number of commands in one commit. */
  readonly batchMax: number;
  /** Maximum number of commits in flight. */
  readonly writers: number;
  /** Maximum number of waiting commands; beyond it the caller with the most of them gets OVERLOADED. */
  readonly queueMax: number;
  /** Milliseconds after its arrival from which on a command is not begun any more. */
  readonly commandTimeoutMs: number;
  /** Maximum number of concurrent operations of a caller alone; beyond it the gateway answers OVERLOADED. */
  readonly operationsMax: number;
  /** Maximum number of subscriptions of a caller alone; beyond it a new one is refused as OVERLOADED. */
  readonly subscriptionsMax: number;
  /** Maximum number of WebSockets and event streams of a caller alone; beyond it a new one is refused as OVERLOADED. */
  readonly socketsMax: number;
  /** Origins whose pages may use the gateway, besides its own. In development any port of this machine may, too. */
  readonly corsOrigins: readonly string[];
  /** Points of cost that a caller has a second, by role. A role that is not named has no limit. */
  readonly rateLimit: ReadonlyMap<string, number>;
  /** Daily bonus by currency, as decimal strings. "0": none. */
  readonly dailyBonus: ReadonlyMap<string, string>;
  /** Whether a currency without an entry in `dailyBonus` pays one unit; if not, it pays none. Never in production. */
  readonly defaultBonus: boolean;
  /** Maximum number of wallets that a member opens. */
  readonly walletsPerOwner: number;
  /** Number of connections for reads. */
  readonly readers: number;
  /** Number of processes that serve requests behind one port. */
  readonly processes: number;
  /**
   * Whether registered documents are answered by their ids (`allow`), and nothing else (`only`). `off`: clients send texts.
   */
  readonly trustedDocuments: 'off' | 'allow' | 'only';
  /** Whether compiled execution goes before graphql-js. */
  readonly compiledExecution: boolean;
  /** Minute of the UTC day at which the book is reconciled; undefined: not by itself. */
  readonly reconcileAtMinute: number | undefined;
  /** The mapping file of the sources and statements that a reconciliation compares the book with; undefined: none. */
  readonly reconcileMapping: string | undefined;
  /** The time zone of the days of reports. */
  readonly reportTimeZone: string;
  /** The mail server through which alerts are sent, and their sender; undefined: the gateway sends no e-mail. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | undefined;
  /** How traces are exported; undefined: there are none. The other OTEL_* variables are read by what exports. */
  readonly tracing: { readonly protocol: TracingProtocol } | undefined;
  /** 32 bytes that encrypt the secrets of webhooks; undefined: derived from the development secret, or no webhooks. */
  readonly webhookSecretKey: Buffer | undefined;
  /** Whether webhooks may go to private addresses, and over http. */
  readonly webhookAllowPrivate: boolean;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Whether to load the demo at the start. By default only into the embedded PostgreSQL; never in production. */
  readonly demo: boolean;
}

/** How OTLP is spoken. gRPC is not. */
export type TracingProtocol = 'http/protobuf' | 'http/json';

const wholeNumber = (fallback: number, min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be a whole number from ${min} to ${max}`)
    .default(fallback);

const otlpProtocol = z.enum(
  ['http/protobuf', 'http/json'],
  'must be http/protobuf or http/json: the gateway speaks no gRPC',
);

const POINTS = '[1-9]\\d{0,8}';
const ROLE_POINTS = `(?:MEMBER|CASHIER|ADMIN|AUDITOR|SERVICE)=${POINTS}`;
/** A SERVICE is one caller with many users, so a rate for all does not mean it. */
const RATED_ROLES = ['MEMBER', 'CASHIER', 'ADMIN', 'AUDITOR'];

const corsOrigins = z
  .string()
  .default('')
  .transform((text, context) => {
    const origins = text
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '');
    const problem = origins.map(originProblem).find((each) => each !== undefined);
    if (problem === undefined) return origins;
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  });

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: wholeNumber(4000, 0, 65_535),
  NODE_ENV: z
    .enum(['development', 'test', 'production'], 'must be development, test or production')
    .default('development'),
  // Lower case, because the name goes into `search_path`; short, because PostgreSQL names have 63 bytes.
  BOOK: z
    .string()
    .regex(
      /^(?!pg_)[a-z_][a-z0-9_]{0,47}$/,
      'must be lower-case letters, digits and _, at most 48, not starting with a digit or pg_',
    )
    .refine(
      (s) => s !== 'information_schema' && s !== 'public',
      'must be a schema of its own: not public or information_schema',
    )
    .default('book'),
  DATA_DIR: z.string().min(1).optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_GATEWAY_URL: postgresUrl.optional(),
  AUTH_JWT_SECRET: z.string().min(1).optional(),
  AUTH_JWKS_URL: httpUrl.optional(),
  AUTH_ISSUER: z.string().min(1).optional(),
  AUTH_AUDIENCE: z.string().min(1).optional(),
  ...consoleVariables,
  LEDGER_BATCH_MAX: wholeNumber(1024, 1, 10_000),
  LEDGER_WRITERS: wholeNumber(1, 1, 100),
  LEDGER_QUEUE_MAX: wholeNumber(8192, 1, 1_000_000),
  COMMAND_TIMEOUT: wholeNumber(5_000, 100, 600_000),
  OPERATIONS_MAX: wholeNumber(512, 1, 1_000_000),
  SUBSCRIPTIONS_MAX: wholeNumber(10_000, 1, 1_000_000),
  SOCKETS_MAX: wholeNumber(20_000, 1, 1_000_000),
  CORS_ORIGINS: corsOrigins,
  RATE_LIMIT: z
    .string()
    .regex(
      new RegExp(`^(${POINTS}|${ROLE_POINTS}(,${ROLE_POINTS})*)$`),
      'must be points a second such as 5000, or by role such as MEMBER=2000,CASHIER=10000',
    )
    .refine(
      (s) => !s.includes('=') || ratesIn(s).size === s.split(',').length,
      'must name each role once',
    )
    .optional(),
  DAILY_BONUS: z
    .string()
    .regex(
      /^[A-Z][A-Z0-9]{2,11}=\d{1,38}(\.\d{1,18})?(,[A-Z][A-Z0-9]{2,11}=\d{1,38}(\.\d{1,18})?)*$/,
      'must be amounts by currency such as USD=0.50,COIN=5,EUR=0',
    )
    .refine((s) => bonusesIn(s).size === s.split(',').length, 'must name each currency once')
    .optional(),
  WALLETS_PER_OWNER: wholeNumber(20, 1, 1_000_000),
  DATABASE_READERS: wholeNumber(8, 1, 200),
  PROCESSES: wholeNumber(1, 1, 64),
  TRUSTED_DOCUMENTS: z.enum(['off', 'allow', 'only'], 'must be off, allow or only').default('off'),
  COMPILED_EXECUTION: z.enum(['true', 'false'], 'must be true or false').default('true'),
  RECONCILE_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time in UTC such as 03:30')
    .transform((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))
    .optional(),
  REPORT_TIME_ZONE: timeZone.default('UTC'),
  RECONCILE_MAPPING: z.string().min(1).optional(),
  SMTP_URL: z
    .string()
    .refine(
      (s) => /^smtps?:\/\//.test(s) && URL.canParse(s),
      'must be a URL such as smtp://user:password@host:587 or smtps://user:password@host',
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>@"\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
      'must be an address such as alerts@example.com or Onebook <alerts@example.com>',
    )
    .optional(),
  WEBHOOK_SECRET_KEY: z
    .string()
    .regex(
      /^[0-9a-fA-F]{64}$/,
      'must be 32 random bytes as 64 hexadecimal digits: `openssl rand -hex 32` makes them',
    )
    .transform((digits) => Buffer.from(digits, 'hex'))
    .optional(),
  WEBHOOK_ALLOW_PRIVATE: z.enum(['true', 'false'], 'must be true or false').optional(),
  OTEL_SDK_DISABLED: z
    .string()
    .toLowerCase()
    .transform((value) => value === 'true')
    .default(false),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none'], 'must be otlp or none').optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: otlpProtocol.default('http/protobuf'),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: otlpProtocol.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DEMO: z.enum(['true', 'false'], 'must be true or false').optional(),
});

/**
 * Reads and validates the environment. An empty variable counts as not set.
 * @param home folder for `.data` if DATA_DIR is not set
 * @throws ConfigError with one line that names the first wrong variable and says what it must be
 */
export function readConfig(source: NodeJS.ProcessEnv, home: string): Config {
  const variables = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(
      `${issue?.path.join('.') ?? 'environment'} ${issue?.message ?? 'is invalid'}`,
    );
  }
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  refuseInsecureProduction(env, production);
  return {
    host: env.HOST,
    port: env.PORT,
    production,
    book: env.BOOK,
    dataDir: resolve(env.DATA_DIR ?? join(home, '.data')),
    databaseUrl: env.DATABASE_URL,
    databaseGatewayUrl: env.DATABASE_GATEWAY_URL,
    jwtSecret: env.AUTH_JWT_SECRET,
    jwksUrl: env.AUTH_JWKS_URL,
    issuer: env.AUTH_ISSUER,
    audience: env.AUTH_AUDIENCE,
    consoleSignIn: consoleSignInOf(env),
    batchMax: env.LEDGER_BATCH_MAX,
    writers: env.LEDGER_WRITERS,
    queueMax: env.LEDGER_QUEUE_MAX,
    commandTimeoutMs: env.COMMAND_TIMEOUT,
    operationsMax: env.OPERATIONS_MAX,
    subscriptionsMax: env.SUBSCRIPTIONS_MAX,
    socketsMax: env.SOCKETS_MAX,
    corsOrigins: env.CORS_ORIGINS,
    rateLimit: ratesIn(env.RATE_LIMIT),
    dailyBonus: bonusesIn(env.DAILY_BONUS),
    defaultBonus: !production,
    walletsPerOwner: env.WALLETS_PER_OWNER,
    readers: env.DATABASE_READERS,
    processes: env.PROCESSES,
    trustedDocuments: env.TRUSTED_DOCUMENTS,
    compiledExecution: env.COMPILED_EXECUTION === 'true',
    reconcileAtMinute: env.RECONCILE_AT,
    reportTimeZone: env.REPORT_TIME_ZONE,
    reconcileMapping: env.RECONCILE_MAPPING && resolve(env.RECONCILE_MAPPING),
    mail: mailOf(env),
    tracing: tracingOf(env),
    webhookSecretKey: env.WEBHOOK_SECRET_KEY,
    webhookAllowPrivate: (env.WEBHOOK_ALLOW_PRIVATE ?? String(!production)) === 'true',
    logLevel: env.LOG_LEVEL,
    demo:
      !production &&
      (env.DEMO ?? String(!env.DATABASE_URL && !env.DATABASE_GATEWAY_URL)) === 'true',
  };
}

/** @throws ConfigError if there is a server without a sender, or the other way round */
function mailOf({
  SMTP_URL: smtpUrl,
  MAIL_FROM: from,
}: z.infer<typeof environment>): Config['mail'] {
  if (smtpUrl !== undefined && from !== undefined) return { smtpUrl, from };
  if (smtpUrl === undefined && from === undefined) return undefined;
  throw new ConfigError(
    `${from === undefined ? 'MAIL_FROM' : 'SMTP_URL'} must be set too: e-mail needs a server and a sender`,
  );
}

/** Traces are on if there is a place to send them to, by the rules of OpenTelemetry for these variables. */
function tracingOf(env: z.infer<typeof environment>): Config['tracing'] {
  const endpoint = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const isWanted = endpoint !== undefined || env.OTEL_TRACES_EXPORTER === 'otlp';
  if (!isWanted || env.OTEL_TRACES_EXPORTER === 'none' || env.OTEL_SDK_DISABLED) return undefined;
  return { protocol: env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? env.OTEL_EXPORTER_OTLP_PROTOCOL };
}

const SUCH_AS = 'must be origins such as https://app.example,https://admin.example:8443';

/** Why a browser would never send this as an `Origin`, so that it would allow nothing; undefined if it is one. */
function originProblem(text: string): string | undefined {
  if (text.includes('*')) return `${SUCH_AS}: name each one, there are no wildcards`;
  if (text === 'null')
    return `${SUCH_AS}: "null" is every sandboxed page and every file, of anyone`;
  // Apps in a web view have schemes of their own, such as capacitor://localhost.
  if (/^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@"\\]+$/.test(text) && !/^https?:/.test(text))
    return undefined;
  const origin = /^https?:/i.test(text) && URL.canParse(text) ? new URL(text).origin : undefined;
  if (origin === text) return undefined;
  return `${SUCH_AS}: ${JSON.stringify(text)} is none${origin === undefined ? '' : `, ${origin} is`}`;
}

function ratesIn(text = ''): Map<string, number> {
  if (text === '') return new Map();
  if (!text.includes('=')) return new Map(RATED_ROLES.map((role) => [role, Number(text)]));
  return new Map(
    text.split(',').map((pair): [string, number] => {
      const [role = '', points] = pair.split('=');
      return [role, Number(points)];
    }),
  );
}

function bonusesIn(text: string | undefined): Map<string, string> {
  return new Map(text?.split(',').map((pair) => pair.split('=') as [string, string]));
}

function refuseInsecureProduction(env: z.infer<typeof environment>, production: boolean): void {
  if (!production) return;
  if (env.AUTH_JWT_SECRET && Buffer.byteLength(env.AUTH_JWT_SECRET) < 32)
    throw new ConfigError(
      'AUTH_JWT_SECRET must have at least 32 bytes in production (RFC 7518, 3.2)',
    );
  if (!env.AUTH_JWT_SECRET && !env.AUTH_JWKS_URL)
    throw new ConfigError(
      'AUTH_JWT_SECRET or AUTH_JWKS_URL must be set in production: only development generates a secret',
    );
  if (env.AUTH_JWKS_URL) refuseUnsafeProvider(env);
  if (env.DEMO === 'true') throw new ConfigError('DEMO must not be true in production');
}

/** Without these, anyone on the way could put in keys, and a token for another program would be good here. */
function refuseUnsafeProvider(env: z.infer<typeof environment>): void {
  if (!env.AUTH_JWKS_URL?.startsWith('https://'))
    throw new ConfigError('AUTH_JWKS_URL must begin with https:// in production');
  for (const name of ['AUTH_ISSUER', 'AUTH_AUDIENCE'] as const)
    if (!env[name]) throw new ConfigError(`${name} must be set with AUTH_JWKS_URL in production`);
}
