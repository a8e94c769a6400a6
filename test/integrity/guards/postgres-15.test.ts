import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { migrations } from '../../../migrations/index.js';
import { GATEWAY_ROLE } from '../../../src/database/data-source.js';
import { migrate } from '../../../src/database/migrate.js';
import { checkGuards } from '../../../src/integrity/guards/check-guards.js';

/** Debian's PostgreSQL 15, the oldest that is supported. The embedded one is 18, so the list of guards is of 18. */
const BIN = '/usr/lib/postgresql/15/bin';
const isInstalled = existsSync(join(BIN, 'initdb'));

(isInstalled ? describe : describe.skip)(
  `with PostgreSQL 15 (skipped unless ${BIN} has it)`,
  () => {
    /** PostgreSQL does not run as root. */
    const user = process.getuid?.() === 0 ? 65_534 : undefined;
    let folder: string;
    let port: number;

    function run(program: string, ...args: string[]): SpawnSyncReturns<string> {
      const result = spawnSync(join(BIN, program), args, {
        cwd: '/',
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', PGHOST: '127.0.0.1', PGPORT: String(port) },
        encoding: 'utf8',
        // The server keeps the descriptors of its starter open.
        stdio: program === 'pg_ctl' ? 'ignore' : 'pipe',
        ...(user !== undefined && { uid: user, gid: user }),
      });
      if (result.status !== 0) throw new Error(`${program} failed: ${result.stderr}`);
      return result;
    }

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'onebook-15-'));
      if (user !== undefined) await chown(folder, user, user);
      await chmod(folder, 0o700);
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      port = (server.address() as AddressInfo).port;
      server.close();
      const data = join(folder, 'data');
      run(
        'initdb',
        '-D',
        data,
        '--auth=trust',
        '-U',
        'onebook',
        '--no-sync',
        '--locale=C',
        '--encoding=UTF8',
      );
      const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
      run('pg_ctl', '-D', data, '-o', options, '-l', join(folder, 'log'), '-w', 'start');
    });
    afterAll(async () => {
      run('pg_ctl', '-D', join(folder, 'data'), '-m', 'immediate', '-w', 'stop');
      await rm(folder, { recursive: true });
    });

    const urlOf = (database: string) => `postgres://onebook@127.0.0.1:${port}/${database}`;

    async function findings(database: string) {
      const client = new Client({
        connectionString: urlOf(database),
        options: `-c search_path=book,pg_temp -c role=${GATEWAY_ROLE}`,
      });
      await client.connect();
      try {
        return await checkGuards(
          {
            query: async <T>(sql: string, values?: unknown[]) =>
              (await client.query(sql, values)).rows as T,
          },
          await migrations.guards(),
        );
      } finally {
        await client.end();
      }
    }

    test('a freshly migrated book has the guards of the list, which PostgreSQL 18 wrote', async () => {
      await migrate({ url: urlOf('postgres'), book: 'book', migrations });
      expect(await findings('postgres')).toEqual([]);
    });

    test('a book has the same guards after a dump and a restore', async () => {
      run('createdb', '-U', 'onebook', 'restored');
      const file = join(folder, 'dump');
      run('pg_dump', '-U', 'onebook', '-n', 'book', '-f', file, 'postgres');
      run('psql', '-U', 'onebook', '-v', 'ON_ERROR_STOP=1', '-q', '-f', file, 'restored');
      expect(await findings('restored')).toEqual([]);
    });
  },
);
