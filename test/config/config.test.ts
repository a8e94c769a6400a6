import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { ConfigError } from '../../src/config/config-error.js';
import { readConfig } from '../../src/config/config.js';

const SECRET = 's'.repeat(32);
/** Production with an identity provider. */
const PROVIDER = {
  NODE_ENV: 'production',
  AUTH_JWKS_URL: 'https://id.example/jwks',
  AUTH_ISSUER: 'https://id.example',
  AUTH_AUDIENCE: 'onebook',
};
const url = 'postgres://owner:pw@db.example:5432/app';

describe('readConfig turns environment variables into one validated configuration', () => {
  test('readConfig needs no variable', () => {
    expect(readConfig({}, '/home')).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      book: 'book',
      production: false,
      dataDir: join('/home', '.data'),
      batchMax: 1024,
      writers: 1,
      processes: 1,
      commandTimeoutMs: 5_000,
      demo: true,
    });
  });

  test('readConfig reads daily bonuses as amounts by currency', () => {
    const { dailyBonus } = readConfig({ DAILY_BONUS: 'USD=0.50,COIN=5' }, '/home');
    expect([...dailyBonus]).toEqual([
      ['USD', '0.50'],
      ['COIN', '5'],
    ]);
    expect(readConfig({}, '/home').dailyBonus.size).toBe(0);
  });

  test('readConfig reads a bonus of 0, and has no default bonus in production', () => {
    expect([...readConfig({ DAILY_BONUS: 'USD=0' }, '/home').dailyBonus]).toEqual([['USD', '0']]);
    const hasDefault = (NODE_ENV?: string): boolean =>
      readConfig({ NODE_ENV, AUTH_JWT_SECRET: SECRET }, '/home').defaultBonus;
    expect([hasDefault(), hasDefault('test'), hasDefault('production')]).toEqual([
      ...[true, true, false],
    ]);
  });

  test('readConfig enables compiled execution unless COMPILED_EXECUTION is false', () => {
    const compiled = (COMPILED_EXECUTION?: string): boolean =>
      readConfig({ COMPILED_EXECUTION }, '/home').compiledExecution;
    expect([compiled(), compiled('true'), compiled('false')]).toEqual([true, true, false]);
    expect(() => compiled('1')).toThrow('COMPILED_EXECUTION must be true or false');
  });

  test('traces are on if the variables of OpenTelemetry name a place for them, and off otherwise', () => {
    const tracing = (variables: NodeJS.ProcessEnv) => readConfig(variables, '/home').tracing;
    const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://collector.example:4318';
    const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT };
    const protobuf = { protocol: 'http/protobuf' };
    expect(tracing({})).toBeUndefined();
    expect(tracing({ OTEL_SERVICE_NAME: 'wallets' })).toBeUndefined();
    expect(tracing(endpoint)).toEqual(protobuf);
    expect(tracing({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://a.example/v1/traces' })).toEqual(
      protobuf,
    );
    expect(tracing({ OTEL_TRACES_EXPORTER: 'otlp' })).toEqual(protobuf);
    expect(tracing({ ...endpoint, OTEL_TRACES_EXPORTER: 'none' })).toBeUndefined();
    expect(tracing({ ...endpoint, OTEL_SDK_DISABLED: 'TRUE' })).toBeUndefined();
    expect(tracing({ ...endpoint, OTEL_SDK_DISABLED: 'false' })).toEqual(protobuf);
    expect(tracing({ ...endpoint, OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json' })).toEqual({
      protocol: 'http/json',
    });
  });

  test.each([
    [
      { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
      'OTEL_EXPORTER_OTLP_PROTOCOL must be http/protobuf or http/json: the gateway speaks no gRPC',
    ],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' },
      'OTEL_EXPORTER_OTLP_ENDPOINT must be an http(s) URL',
    ],
    [{ OTEL_TRACES_EXPORTER: 'zipkin' }, 'OTEL_TRACES_EXPORTER must be otlp or none'],
    [
      { SMTP_URL: 'mail.example:25' },
      'SMTP_URL must be a URL such as smtp://user:password@host:587 or smtps://user:password@host',
    ],
    [
      { SMTP_URL: 'smtp://mail.example' },
      'MAIL_FROM must be set too: e-mail needs a server and a sender',
    ],
    [
      { MAIL_FROM: 'ops@mail.example' },
      'SMTP_URL must be set too: e-mail needs a server and a sender',
    ],
  ])('readConfig refuses %j with one line', (variables, message) => {
    expect(() => readConfig(variables, '/home')).toThrow(new ConfigError(message));
  });

  test('REPORT_TIME_ZONE is a name by which Node and PostgreSQL mean the same, and UTC by default', () => {
    const zone = (REPORT_TIME_ZONE?: string) =>
      readConfig({ REPORT_TIME_ZONE }, '/home').reportTimeZone;
    expect(zone()).toBe('UTC');
    for (const right of ['UTC', 'Europe/Berlin', 'America/Argentina/Ushuaia', 'Etc/GMT+5'])
      expect(zone(right)).toBe(right);
    for (const wrong of ['CET', 'EST', '+01:00', 'Europe/Nowhere', 'Berlin', 'posix/Europe/Berlin'])
      expect(() => zone(wrong)).toThrow(
        'REPORT_TIME_ZONE must be a time zone of the IANA database such as Europe/Berlin',
      );
  });

  test('RECONCILE_AT is a time of the UTC day, and without it there is no daily reconciliation', () => {
    const minute = (RECONCILE_AT?: string) =>
      readConfig({ RECONCILE_AT }, '/home').reconcileAtMinute;
    expect([minute(), minute('00:00'), minute('03:30'), minute('23:59')]).toEqual([
      ...[undefined, 0, 210, 1439],
    ]);
    for (const wrong of ['24:00', '3:30', '03:60', '03:30Z', 'daily'])
      expect(() => minute(wrong)).toThrow('RECONCILE_AT must be a time in UTC such as 03:30');
  });

  test('readConfig reads one rate for all roles but SERVICE, or a rate by role', () => {
    const rates = (RATE_LIMIT?: string) => [...readConfig({ RATE_LIMIT }, '/home').rateLimit];
    expect(rates()).toEqual([]);
    expect(rates('5000')).toEqual(
      ['MEMBER', 'CASHIER', 'ADMIN', 'AUDITOR'].map((role) => [role, 5000]),
    );
    expect(rates('MEMBER=2000,SERVICE=90000')).toEqual([
      ['MEMBER', 2000],
      ['SERVICE', 90000],
    ]);
    for (const wrong of ['0', '-1', 'MEMBER', 'MEMBER=0', 'OWNER=5', 'MEMBER=1;CASHIER=2'])
      expect(() => rates(wrong)).toThrow(
        'RATE_LIMIT must be points a second such as 5000, or by role such as MEMBER=2000',
      );
    expect(() => rates('MEMBER=1,MEMBER=2')).toThrow('RATE_LIMIT must name each role once');
  });

  test('readConfig answers every document unless TRUSTED_DOCUMENTS says otherwise', () => {
    const mode = (TRUSTED_DOCUMENTS?: string): string =>
      readConfig({ TRUSTED_DOCUMENTS }, '/home').trustedDocuments;
    expect([mode(), mode('allow'), mode('only')]).toEqual(['off', 'allow', 'only']);
    for (const wrong of ['true', 'ONLY', 'none'])
      expect(() => mode(wrong)).toThrow('TRUSTED_DOCUMENTS must be off, allow or only');
  });

  test('readConfig reads CORS_ORIGINS as the origins that browsers send', () => {
    const origins = (CORS_ORIGINS?: string) => readConfig({ CORS_ORIGINS }, '/home').corsOrigins;
    expect(origins()).toEqual([]);
    const web = ['https://app.example', 'http://localhost:5173', 'https://[2001:db8::1]:8443'];
    expect(origins(web.join(' , '))).toEqual(web);
    const apps = ['capacitor://localhost', 'chrome-extension://abcdefgh', 'tauri://localhost'];
    expect(origins(apps.join(','))).toEqual(apps);
  });

  test('readConfig treats an empty variable as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' }, '/home')).toEqual(readConfig({}, '/home'));
  });

  test.each([
    ['the demo with the embedded PostgreSQL', {}, true],
    ['no demo if DEMO is false', { DEMO: 'false' }, false],
    ["no demo into a user's database", { DATABASE_URL: url }, false],
    ["the demo into a user's database if DEMO is true", { DATABASE_URL: url, DEMO: 'true' }, true],
    ['no demo in production', { NODE_ENV: 'production', AUTH_JWT_SECRET: SECRET }, false],
  ])('readConfig loads %s', (_, environment, demo) => {
    expect(readConfig(environment, '/home').demo).toBe(demo);
  });

  test.each([
    ['PORT', { PORT: '80a' }, 'PORT must be a whole number from 0 to 65535'],
    ['PORT', { PORT: '65536' }, 'PORT must be a whole number from 0 to 65535'],
    [
      'LEDGER_WRITERS',
      { LEDGER_WRITERS: '0' },
      'LEDGER_WRITERS must be a whole number from 1 to 100',
    ],
    [
      'LEDGER_BATCH_MAX',
      { LEDGER_BATCH_MAX: '-1' },
      'LEDGER_BATCH_MAX must be a whole number from 1 to 10000',
    ],
    ['BOOK', { BOOK: 'Book' }, 'BOOK must be lower-case letters'],
    ['BOOK', { BOOK: 'b"; DROP' }, 'BOOK must be lower-case letters'],
    ['BOOK', { BOOK: 'pg_book' }, 'BOOK must be lower-case letters'],
    ['BOOK', { BOOK: 'public' }, 'BOOK must be a schema of its own'],
    [
      'DATABASE_URL',
      { DATABASE_URL: 'mysql://x' },
      'DATABASE_URL must be a URL such as postgres://',
    ],
    [
      'DATABASE_URL',
      { DATABASE_URL: `${url}?options=-c%20x` },
      'DATABASE_URL must not have the parameter options',
    ],
    [
      'DATABASE_GATEWAY_URL',
      { DATABASE_GATEWAY_URL: 'nothing' },
      'DATABASE_GATEWAY_URL must be a URL',
    ],
    ['NODE_ENV', { NODE_ENV: 'Production' }, 'NODE_ENV must be development, test or production'],
    [
      'CORS_ORIGINS',
      { CORS_ORIGINS: 'https://a.example,https://App.example:443/' },
      'CORS_ORIGINS must be origins such as https://app.example,https://admin.example:8443: "https://App.example:443/" is none, https://app.example is',
    ],
    [
      'CORS_ORIGINS',
      { CORS_ORIGINS: 'https://*.example' },
      'CORS_ORIGINS must be origins such as https://app.example,https://admin.example:8443: name each one, there are no wildcards',
    ],
    ['CORS_ORIGINS', { CORS_ORIGINS: '*' }, 'name each one, there are no wildcards'],
    ['CORS_ORIGINS', { CORS_ORIGINS: 'null' }, '"null" is every sandboxed page'],
    ['CORS_ORIGINS', { CORS_ORIGINS: 'app.example' }, '"app.example" is none'],
    ['CORS_ORIGINS', { CORS_ORIGINS: 'https://a.example;https://b.example' }, '" is none'],
    ['DEMO', { DEMO: 'yes' }, 'DEMO must be true or false'],
    ['DAILY_BONUS', { DAILY_BONUS: '1.00' }, 'DAILY_BONUS must be amounts by currency such as'],
    ['DAILY_BONUS', { DAILY_BONUS: 'USD=1,' }, 'DAILY_BONUS must be amounts by currency such as'],
    ['DAILY_BONUS', { DAILY_BONUS: 'USD=1,USD=2' }, 'DAILY_BONUS must name each currency once'],
    ['DAILY_BONUS', { DAILY_BONUS: 'USD=-1' }, 'DAILY_BONUS must be amounts by currency such as'],
    [
      'the secret',
      { NODE_ENV: 'production' },
      'AUTH_JWT_SECRET or AUTH_JWKS_URL must be set in production',
    ],
    [
      'the secret',
      { NODE_ENV: 'production', AUTH_JWT_SECRET: 'short' },
      'AUTH_JWT_SECRET must have at least 32 bytes',
    ],
    [
      'AUTH_JWKS_URL',
      { ...PROVIDER, AUTH_JWKS_URL: 'http://id.example/jwks' },
      'AUTH_JWKS_URL must begin with https:// in production',
    ],
    [
      'AUTH_ISSUER',
      { ...PROVIDER, AUTH_ISSUER: '' },
      'AUTH_ISSUER must be set with AUTH_JWKS_URL in production',
    ],
    [
      'AUTH_AUDIENCE',
      { ...PROVIDER, AUTH_AUDIENCE: '', AUTH_JWT_SECRET: SECRET },
      'AUTH_AUDIENCE must be set with AUTH_JWKS_URL in production',
    ],
    [
      'console without a provider',
      { AUTH_CONSOLE_CLIENT_ID: 'console', AUTH_ISSUER: 'https://id.example' },
      'AUTH_JWKS_URL must be set with AUTH_CONSOLE_CLIENT_ID',
    ],
    [
      'issuer of the console',
      { ...PROVIDER, AUTH_CONSOLE_CLIENT_ID: 'console', AUTH_ISSUER: 'id.example' },
      'AUTH_ISSUER must be the http(s) URL of the identity provider',
    ],
    [
      'issuer of the console',
      { ...PROVIDER, AUTH_CONSOLE_CLIENT_ID: 'console', AUTH_ISSUER: 'http://id.example' },
      'AUTH_ISSUER must begin with https:// in production',
    ],
    [
      'AUTH_CONSOLE_SCOPE',
      { AUTH_CONSOLE_SCOPE: 'profile' },
      'AUTH_CONSOLE_SCOPE must be scopes with a space between them, and openid first',
    ],
    [
      'AUTH_CONSOLE_TOKEN_ORIGIN',
      { AUTH_CONSOLE_TOKEN_ORIGIN: 'https://id.example/token' },
      'AUTH_CONSOLE_TOKEN_ORIGIN must be an origin such as',
    ],
    [
      'DEMO',
      { NODE_ENV: 'production', AUTH_JWT_SECRET: SECRET, DEMO: 'true' },
      'DEMO must not be true in production',
    ],
  ])('readConfig refuses a wrong %s in one line: %j', (_, environment, message) => {
    const read = () => readConfig(environment, '/home');
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(message);
    try {
      read();
    } catch (error) {
      expect((error as Error).message).not.toContain('\n');
    }
  });
});

test('readConfig takes an identity provider in production, and one without https in development', () => {
  expect(readConfig(PROVIDER, '/home')).toMatchObject({ production: true, audience: 'onebook' });
  const jwksUrl = 'http://127.0.0.1/jwks';
  expect(readConfig({ AUTH_JWKS_URL: jwksUrl }, '/home')).toMatchObject({ jwksUrl });
});

test('readConfig takes the audience as the resource of the console if it is a URI, and allows the origins of the provider', () => {
  const read = (more: NodeJS.ProcessEnv) =>
    readConfig({ ...PROVIDER, AUTH_CONSOLE_CLIENT_ID: 'console', ...more }, '/home').consoleSignIn;
  expect(readConfig(PROVIDER, '/home').consoleSignIn).toBeUndefined();
  expect(read({})).toEqual({
    issuer: 'https://id.example',
    clientId: 'console',
    scope: 'openid',
    resource: undefined,
    origins: ['https://id.example'],
  });
  const more = {
    AUTH_ISSUER: 'https://id.example/realms/one',
    AUTH_AUDIENCE: 'https://book.example/api',
    AUTH_CONSOLE_SCOPE: 'openid offline_access',
    AUTH_CONSOLE_TOKEN_ORIGIN: 'https://tokens.example',
  };
  expect(read(more)).toMatchObject({
    scope: 'openid offline_access',
    resource: 'https://book.example/api',
    origins: ['https://id.example', 'https://tokens.example'],
  });
});
