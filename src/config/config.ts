import { join, resolve } from 'node:path';
import { z } from 'zod';

/** The one validated configuration object. Read once, at the start, from the environment. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly production: boolean;
  /** PostgreSQL schema that holds this gateway's book. */
  readonly book: string;
  readonly dataDir: string;
  /** The owner's URL, who migrates. Absent: the embedded PostgreSQL, unless a gateway URL is given. */
  readonly databaseUrl: string | undefined;
  /** The login of role wallet_gateway. Absent: connections of the owner take the role as they open. */
  readonly databaseGatewayUrl: string | undefined;
  readonly jwtSecret: string | undefined;
  readonly jwksUrl: string | undefined;
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
  /** Most commands in one commit. */
  readonly batchMax: number;
  /** Commits in flight at once. */
  readonly writers: number;
  /** Most commands that may wait; past it the gateway answers OVERLOADED. */
  readonly queueMax: number;
  /** Most operations that are carried out at once; past it the gateway answers OVERLOADED. */
  readonly operationsMax: number;
  /** Most subscriptions that this gateway carries; past it a new one is OVERLOADED. */
  readonly subscriptionsMax: number;
  /** A day's bonus by currency, as decimal texts; one unit of the currency where it is not here. */
  readonly dailyBonus: ReadonlyMap<string, string>;
  /** Connections for reads. */
  readonly readers: number;
  /** Whether operations are carried out by plans; false: by graphql-js alone. */
  readonly compiledExecution: boolean;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Whether a small demo is loaded at the start: into the embedded PostgreSQL only, never in production. */
  readonly demo: boolean;
}

/** A configuration value is wrong or missing. The message is one line that names the variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const whole = (fallback: number, min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be a whole number from ${min} to ${max}`)
    .default(fallback);

const postgresUrl = z
  .string()
  .refine(
    (s) => /^postgres(ql)?:\/\//.test(s) && URL.canParse(s),
    'must be a URL such as postgres://user:password@host:5432/database',
  )
  .refine(
    (s) => !URL.canParse(s) || !new URL(s).searchParams.has('options'),
    'must not have the parameter options: the book and the role are set through it',
  );
const httpUrl = z
  .string()
  .refine((s) => /^https?:\/\//.test(s) && URL.canParse(s), 'must be an http(s) URL');

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: whole(4000, 0, 65_535),
  NODE_ENV: z
    .enum(['development', 'test', 'production'], 'must be development, test or production')
    .default('development'),
  // Lower case and short: the name goes into `search_path` and leaves room for PostgreSQL's 63 bytes.
  BOOK: z
    .string()
    .regex(
      /^(?!pg_)[a-z_][a-z0-9_]{0,47}$/,
      'must be lower-case letters, digits and _, at most 48, not starting with a digit or pg_',
    )
    .refine((s) => s !== 'information_schema' && s !== 'public', 'must be a schema of its own')
    .default('book'),
  DATA_DIR: z.string().min(1).optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_GATEWAY_URL: postgresUrl.optional(),
  AUTH_JWT_SECRET: z.string().min(1).optional(),
  AUTH_JWKS_URL: httpUrl.optional(),
  AUTH_ISSUER: z.string().min(1).optional(),
  AUTH_AUDIENCE: z.string().min(1).optional(),
  LEDGER_BATCH_MAX: whole(1024, 1, 10_000),
  LEDGER_WRITERS: whole(1, 1, 100),
  LEDGER_QUEUE_MAX: whole(8192, 1, 1_000_000),
  OPERATIONS_MAX: whole(512, 1, 1_000_000),
  SUBSCRIPTIONS_MAX: whole(10_000, 1, 1_000_000),
  DAILY_BONUS: z
    .string()
    .regex(
      /^[A-Z][A-Z0-9]{2,11}=\d{1,38}(\.\d{1,18})?(,[A-Z][A-Z0-9]{2,11}=\d{1,38}(\.\d{1,18})?)*$/,
      'must be amounts by currency such as USD=0.50,COIN=5',
    )
    .optional(),
  DATABASE_READERS: whole(8, 1, 200),
  COMPILED_EXECUTION: z.enum(['true', 'false'], 'must be true or false').default('true'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DEMO: z.enum(['true', 'false'], 'must be true or false').optional(),
});

/**
 * Reads and validates the environment. An empty variable counts as not set.
 * @param home the folder in which `.data` lies, where DATA_DIR does not say otherwise
 * @throws ConfigError with one line that names the first wrong variable and what would be right
 */
export function readConfig(source: NodeJS.ProcessEnv, home: string): Config {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(
      `${issue?.path.join('.') ?? 'environment'} ${issue?.message ?? 'is wrong'}`,
    );
  }
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  refuseWhatProductionRefuses(env, production);
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
    batchMax: env.LEDGER_BATCH_MAX,
    writers: env.LEDGER_WRITERS,
    queueMax: env.LEDGER_QUEUE_MAX,
    operationsMax: env.OPERATIONS_MAX,
    subscriptionsMax: env.SUBSCRIPTIONS_MAX,
    dailyBonus: new Map(
      env.DAILY_BONUS?.split(',').map((pair) => pair.split('=') as [string, string]),
    ),
    readers: env.DATABASE_READERS,
    compiledExecution: env.COMPILED_EXECUTION === 'true',
    logLevel: env.LOG_LEVEL,
    demo:
      !production &&
      (env.DEMO ?? String(!env.DATABASE_URL && !env.DATABASE_GATEWAY_URL)) === 'true',
  };
}

function refuseWhatProductionRefuses(env: z.infer<typeof environment>, production: boolean): void {
  if (!production) return;
  if (env.AUTH_JWT_SECRET && Buffer.byteLength(env.AUTH_JWT_SECRET) < 32)
    throw new ConfigError(
      'AUTH_JWT_SECRET must have at least 32 bytes in production (RFC 7518, 3.2)',
    );
  if (!env.AUTH_JWT_SECRET && !env.AUTH_JWKS_URL)
    throw new ConfigError(
      'AUTH_JWT_SECRET or AUTH_JWKS_URL must be set in production: a development secret is not made there',
    );
  if (env.DEMO === 'true') throw new ConfigError('DEMO must not be true in production');
}
