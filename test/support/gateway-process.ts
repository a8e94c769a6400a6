import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Client as Postgres } from 'pg';
import { signToken } from '../../src/auth/sign.js';
import type { Role } from '../../src/domain/viewer.js';
import { alone, runDirectory } from './test-server.js';
import { until } from './until.js';

export const SECRET = 'a secret for tests, of more than 32 bytes';
const root = join(import.meta.dirname, '..', '..');
const MAIN = join(root, 'dist', 'programs', 'gateway.js');
/** Ends the gateway if the test is killed. */
const STOP_WITH_PARENT = pathToFileURL(join(root, 'scripts', 'lib', 'stop-with-parent.mjs')).href;

/** A gateway in a process of its own, with its own embedded PostgreSQL, that a test can kill and restart. */
export class GatewayProcess {
  #child: ChildProcess | undefined;
  readonly #owners: Postgres[] = [];
  output = '';

  private constructor(
    readonly dataDir: string,
    readonly port: number,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** @param book migrated, or none: no cluster either, so that the gateway or a command makes it */
  static async create(
    environment: NodeJS.ProcessEnv = {},
    { book = 'migrated' }: { book?: 'migrated' | 'none' } = {},
  ): Promise<GatewayProcess> {
    const dataDir = await mkdtemp(join(tmpdir(), 'onebook gateway '));
    if (book === 'migrated' && environment['DATABASE_URL'] === undefined)
      await copyMigrated(join(dataDir, 'postgres'));
    return new GatewayProcess(dataDir, await freePort(), environment);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The process id, while it has been started. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Starts it and resolves when it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--import', STOP_WITH_PARENT, MAIN], {
      env: {
        ONEBOOK_STARTED_BY: String(process.pid),
        PATH: process.env['PATH'],
        DATA_DIR: this.dataDir,
        PORT: String(this.port),
        AUTH_JWT_SECRET: SECRET,
        LOG_LEVEL: 'warn',
        DEMO: 'false',
        ...this.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const before = this.output.length;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => (this.output += String(text)));
    // Not by requests: it would answer and log a hundred of them while it starts.
    await until(
      () => {
        this.#refuseExited();
        return this.output.includes('Onebook is ready.', before);
      },
      () => this.output,
    );
    await this.untilReady();
  }

  #refuseExited(): void {
    if (this.#child?.exitCode != null)
      throw new Error(`the gateway did not become ready:\n${this.output}`);
  }

  async untilReady(): Promise<void> {
    // If it never becomes ready, the error shows its output.
    await until(
      async () => {
        this.#refuseExited();
        return fetch(`${this.url}/readyz`).then(
          (response) => response.ok,
          () => false,
        );
      },
      () => this.output,
    );
  }

  /** Ends it by a signal and resolves to its exit code, or null for a signal. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (!child) return null;
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exited = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    return (await exited)[0];
  }

  /** Sends it a signal, such as SIGSTOP and SIGCONT, and waits for nothing. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /**
   * Kills the PostgreSQL server process with SIGKILL. Resolves when another one runs, because the gateway says
   * "ready" until it notices.
   */
  async replacePostgres(): Promise<void> {
    const killed = await this.postmaster();
    process.kill(killed, 'SIGKILL');
    const present = (): Promise<number> => this.postmaster().catch(() => killed); // no file meanwhile
    while ((await present()) === killed) await delay(10);
  }

  /** The process id of its PostgreSQL server. */
  async postmaster(): Promise<number> {
    const file = join(this.dataDir, 'postgres', 'cluster', 'postmaster.pid');
    return Number((await readFile(file, 'utf8')).split('\n')[0]);
  }

  /** A connection as the owner, which `discard` ends. */
  async owner(): Promise<Postgres> {
    const folder = join(this.dataDir, 'postgres');
    const client = new Postgres({
      host: '127.0.0.1',
      port: Number(
        (await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[3],
      ),
      user: 'onebook',
      database: 'onebook',
      password: (await readFile(join(folder, 'password'), 'utf8')).trim(),
      options: '-c search_path=book,pg_temp',
    });
    this.#owners.push(client);
    await client.connect();
    return client;
  }

  client(sub: string, ...roles: Role[]): Promise<GatewayClient> {
    return GatewayClient.create(this.url, sub, roles);
  }

  /** Ends everything and removes the files. */
  async discard(): Promise<void> {
    // A test that failed has left them open. Their loss would then fail the next test file of this worker.
    for (const owner of this.#owners) await owner.end();
    if (this.#child?.exitCode === null && this.#child.signalCode === null)
      await this.end('SIGTERM');
    await rm(this.dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** Copies the data directory of a PostgreSQL that was made and migrated once in this run, and has been stopped. */
async function copyMigrated(directory: string): Promise<void> {
  const original = join(runDirectory(), 'migrated');
  if (!existsSync(original)) await alone('migrated data directory', () => makeMigrated(original));
  // With the owners of the files: root runs PostgreSQL as another user.
  await promisify(execFile)('cp', ['-a', original, directory]);
}

async function makeMigrated(original: string): Promise<void> {
  // Meanwhile another test file may have made it.
  if (existsSync(original)) return;
  const { startEmbeddedPostgres } = await import('@onebook/embedded-postgres');
  const { migrate } = await import('../../src/database/migrate.js');
  const { migrations } = await import('../../migrations/index.js');
  const log = { info: () => undefined, warn: console.warn, error: console.error };
  const made = `${original}.made`;
  const server = await startEmbeddedPostgres({ directory: made, log });
  await migrate({ url: server.url, book: 'book', migrations });
  await server.stop();
  // Each copy chooses its own.
  await rm(join(made, 'port'));
  await rename(made, original);
}

interface Answer<T> {
  readonly data?: T;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string };
  }[];
}

/** A client that has only a URL and a token. */
export class GatewayClient {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async create(url: string, sub: string, roles: Role[]): Promise<GatewayClient> {
    return new GatewayClient(
      url,
      await signToken({ secret: SECRET, sub, roles, ttlSeconds: 3_600 }),
    );
  }

  static withToken(url: string, token: string): GatewayClient {
    return new GatewayClient(url, token);
  }

  /** @throws TypeError (from fetch) if there is no answer */
  send<T>(query: string, variables: object = {}): Promise<Answer<T>> {
    return this.#post(query, variables, {});
  }

  /**
   * The data of the answer. Uses a connection of its own: a kept one can be used again just when the gateway closes it for
   * being idle, which happens on a busy machine.
   * @throws Error with the errors of the answer
   */
  async ask<T>(query: string, variables: object = {}): Promise<T> {
    const { data, errors } = await this.#post<T>(query, variables, { connection: 'close' });
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return data;
  }

  async #post<T>(query: string, variables: object, headers: object): Promise<Answer<T>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${this.token}`,
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<T>;
  }
}

/** The value of a metric without labels. */
export async function metric(gateway: { readonly url: string }, name: string): Promise<number> {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

/**
 * Below the ports of outgoing connections and of the embedded PostgreSQL, so that a killed gateway finds its
 * port free when it restarts. Above 10,080, which fetch refuses.
 */
const LOWEST_PORT = 10_081;
const HIGHEST_PORT = 20_000;

/** A port that is free, and stays free of outgoing connections. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    const server = createServer();
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!free) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
