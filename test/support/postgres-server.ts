import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { until } from './until.js';

const run = promisify(execFile);
const PROGRAMS = ['initdb', 'postgres', 'pg_dump', 'pg_restore', 'psql'];

/**
 * The folder of an installed PostgreSQL with a server and its clients, which are then of one version; undefined if this
 * machine has none. The embedded PostgreSQL has no pg_dump.
 */
export const installedPostgres: string | undefined = [
  ...(process.env['PATH'] ?? '').split(delimiter),
  ...(existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql')
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join('/usr/lib/postgresql', version, 'bin'))
    : []),
].find((folder) => folder !== '' && PROGRAMS.every((name) => existsSync(join(folder, name))));

/** A server of the installed PostgreSQL in a temporary folder, whose superuser is `postgres`. */
export class PostgresServer {
  private constructor(
    readonly url: string,
    private readonly folder: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(): Promise<PostgresServer> {
    const folder = await mkdtemp(join(tmpdir(), 'onebook postgres '));
    const user = await serverUser();
    if (user) await chown(folder, user.uid, user.gid);
    await run(
      program('initdb'),
      [
        '-D',
        join(folder, 'data'),
        '-U',
        'postgres',
        '-A',
        'trust',
        '-E',
        'UTF8',
        '--locale=C',
        '-N',
      ],
      { ...user, cwd: folder },
    );
    const port = await freePort();
    // Compiling the checks of a verification takes seconds, and the embedded PostgreSQL does not do it either.
    const settings = ['fsync=off', 'jit=off', `port=${port}`, 'listen_addresses=127.0.0.1'];
    const child = spawn(
      program('postgres'),
      ['-D', join(folder, 'data'), '-k', '', ...settings.flatMap((one) => ['-c', one])],
      { ...user, cwd: folder, stdio: 'ignore' },
    );
    const server = new PostgresServer(
      `postgres://postgres@127.0.0.1:${port}/postgres`,
      folder,
      child,
    );
    await until(
      () =>
        server.query('SELECT 1').then(
          () => true,
          () => false,
        ),
      () => `PostgreSQL ends with ${child.exitCode}`,
    );
    return server;
  }

  /** Runs one statement as the superuser. */
  async query<T extends object>(sql: string, database = 'postgres'): Promise<T[]> {
    const client = new Client({ connectionString: this.urlOf(database) });
    await client.connect();
    try {
      return (await client.query<T>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  urlOf(database: string, login = 'postgres'): string {
    const url = new URL(this.url);
    url.pathname = `/${database}`;
    url.username = login;
    return url.href;
  }

  async stop(): Promise<void> {
    this.child.kill('SIGINT');
    if (this.child.exitCode === null) await once(this.child, 'exit');
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Runs a client of the installed PostgreSQL. @returns its exit code and what it printed to standard error */
export async function runClient(
  name: 'pg_dump' | 'pg_restore' | 'psql',
  ...args: string[]
): Promise<{ code: number; errors: string }> {
  const child = spawn(program(name), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (text) => (errors += String(text)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, errors };
}

function program(name: string): string {
  if (installedPostgres === undefined) throw new Error('no PostgreSQL is installed');
  return join(installedPostgres, name);
}

/** PostgreSQL refuses to run as root. */
async function serverUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (userInfo().uid !== 0) return undefined;
  const id = async (option: string) => Number((await run('id', [option, 'postgres'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
