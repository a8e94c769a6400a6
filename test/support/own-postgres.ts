import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './gateway-process.js';
import { runUnprivileged, unprivileged, unprivilegedDirectory } from './unprivileged.js';

const BINARIES = '/usr/lib/postgresql/15/bin';

/** Whether PostgreSQL 15, the oldest that the gateway supports, is installed (Debian: postgresql-15). */
export const hasPostgres15 = existsSync(BINARIES);
if (!hasPostgres15)
  console.warn(
    'PostgreSQL 15 is not installed (Debian: postgresql-15): tests that need it are skipped',
  );

/** A PostgreSQL 15 of a test's own, for what cannot be done to the server of all tests. */
export class OwnPostgres {
  private constructor(
    private readonly directory: string,
    private readonly child: ChildProcess,
    /** Of the superuser. The server may not accept connections yet. */
    readonly url: string,
  ) {}

  /**
   * Makes a cluster and starts a server on it.
   * @param options `standby`: it stays a hot standby; `env`: environment of the server
   */
  static async start({
    standby = false,
    env = {},
  }: { standby?: boolean; env?: NodeJS.ProcessEnv } = {}): Promise<OwnPostgres> {
    const directory = await unprivilegedDirectory('onebook-postgres-15-');
    const cluster = join(directory, 'cluster');
    const port = await freePort();
    await runUnprivileged(join(BINARIES, 'initdb'), [
      ...['-D', cluster, '-U', 'onebook', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    ]);
    if (standby) await writeFile(join(cluster, 'standby.signal'), '');
    const child = spawn(
      join(BINARIES, 'postgres'),
      [
        ...['-D', cluster, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', ''],
        ...['-c', 'jit=off'],
      ],
      { ...unprivileged, cwd: '/', stdio: 'ignore', env },
    );
    return new OwnPostgres(
      directory,
      child,
      `postgres://onebook:secret@127.0.0.1:${port}/postgres`,
    );
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGQUIT');
      await exited;
    }
    await rm(this.directory, { recursive: true });
  }
}
