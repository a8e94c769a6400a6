import { appendFile, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../src/index.js';
import { boundLog } from '../src/server/server-log.js';
import { eventually, isRunning, kill } from './support/processes.js';
import { recorder } from './support/recorder.js';
import { ask, discardScratch, scratch, seed, serverPid } from './support/scratch.js';
import { StartingProcess } from './support/starting-process.js';

let directory: string;
let log: ReturnType<typeof recorder>;
let seeded: Awaited<ReturnType<typeof seed>>;
beforeAll(async () => {
  seeded = await seed();
});
afterAll(() => seeded.discard());
beforeEach(async () => {
  directory = await seeded.copy();
  log = recorder();
});
afterEach(() => discardScratch(directory));

const start = () => startEmbeddedPostgres({ directory, log });
const isUp = (url: string) =>
  ask(url, 'SELECT 1').then(
    () => true,
    () => false,
  );

describe('if a process that uses PostgreSQL is killed', () => {
  test('PostgreSQL stays up, and the next start adopts it and its supervision', async () => {
    const killed = new StartingProcess(directory);
    const url = await killed.url();
    await ask(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = await serverPid(directory);
    await killed.kill('SIGKILL');
    const next = await start();
    expect(next.url).toBe(url);
    expect(await serverPid(directory)).toBe(pid);
    expect(await ask(url, 'SELECT answer FROM kept')).toEqual([[42]]);
    expect(log.lines.join('\n')).toContain(`found running in ${directory} (pid ${pid}`);
    kill(pid ?? 0, 'SIGKILL');
    await eventually(async () => (await serverPid(directory)) !== pid && (await isUp(url)));
    await next.stop();
    expect(await serverPid(directory)).toBeUndefined();
  });

  test('the next start works, whatever the moment of the first start', async () => {
    await discardScratch(directory);
    directory = await scratch();
    for (const wait of [300, 700, 1_000, 1_300, 1_600, 1_900]) {
      const killed = new StartingProcess(directory);
      await delay(wait);
      await killed.kill('SIGKILL');
    }
    const next = await start();
    expect(await ask(next.url, 'SELECT 1')).toEqual([[1]]);
    await next.stop();
    expect(await serverPid(directory)).toBeUndefined();
  });
});

describe('if PostgreSQL is killed', () => {
  test('the supervisor says so and brings it back on its port with every commit, again and again', async () => {
    const postgres = await start();
    await ask(postgres.url, 'CREATE TABLE commits (n int)');
    for (const n of [1, 2, 3]) {
      await ask(postgres.url, `INSERT INTO commits VALUES (${n})`);
      const pid = (await serverPid(directory)) ?? 0;
      kill(pid, 'SIGKILL');
      await eventually(
        () => log.lines.filter((line) => line.includes('is back after')).length === n,
      );
      expect(log.lines).toContainEqual(
        expect.stringContaining(`error PostgreSQL (pid ${pid}) has died; starting it again`),
      );
    }
    expect(await ask(postgres.url, 'SELECT n FROM commits ORDER BY n')).toEqual([[1], [2], [3]]);
    await postgres.stop();
    expect(await serverPid(directory)).toBeUndefined();
  });

  test('the supervisor ends a child process that does not notice', async () => {
    const postgres = await start();
    const busy = new Client({ connectionString: postgres.url });
    busy.on('error', () => undefined);
    await busy.connect();
    const [{ pid: backend }] = (await busy.query('SELECT pg_backend_pid() AS pid')).rows as [
      { pid: number },
    ];
    const lost = busy.query('SELECT count(*) FROM generate_series(1, 1e12)').catch(() => 'lost');
    await eventually(async () => {
      const sql = `SELECT FROM pg_stat_activity WHERE pid = ${backend} AND query LIKE '%generate_series(1, 1e12)%'`;
      return (await ask(postgres.url, sql)).length === 1;
    });
    kill((await serverPid(directory)) ?? 0, 'SIGKILL');
    await eventually(() => log.lines.some((line) => line.includes('is back after')), log.lines);
    expect(await lost).toBe('lost');
    expect(log.lines.join('\n')).toContain(`warn ending process ${backend},`);
    await postgres.stop();
  });

  test('the supervisor connects again after the server has lost one of its own processes', async () => {
    const postgres = await start();
    const pid = await serverPid(directory);
    const [[backend]] = (await ask(
      postgres.url,
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'onebook supervisor'`,
    )) as [[number]];
    kill(backend, 'SIGKILL');
    await eventually(() => log.lines.some((line) => line.includes('is back after')), log.lines);
    expect(log.lines.join('\n')).toContain('which still runs; connecting again');
    expect(await serverPid(directory)).toBe(pid);
    await postgres.stop();
    expect(await serverPid(directory)).toBeUndefined();
  });

  test('the supervisor does not start it again after stop()', async () => {
    const postgres = await start();
    // Asked for beforehand: a server that has stopped leaves none.
    const pid = (await serverPid(directory)) ?? 0;
    const stopping = postgres.stop();
    kill(pid, 'SIGKILL');
    await stopping;
    await delay(500);
    expect(log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });
});

describe('several processes at once', () => {
  test('one starts PostgreSQL, the others adopt it, and the last to leave stops it', async () => {
    const others = [new StartingProcess(directory), new StartingProcess(directory)];
    const mine = await start();
    const urls = await Promise.all(others.map((other) => other.url()));
    expect(new Set([mine.url, ...urls]).size).toBe(1);
    const said = [
      ...log.lines,
      ...others.flatMap((other) => other.events.map((e) => e.info ?? '')),
    ];
    expect(said.filter((line) => line.includes('PostgreSQL started'))).toHaveLength(1);
    expect(said.filter((line) => line.includes('PostgreSQL found running'))).toHaveLength(2);
    const pid = (await serverPid(directory)) ?? 0;
    await mine.stop();
    await others[0]?.stop();
    expect(isRunning(pid)).toBe(true);
    expect(await ask(mine.url, 'SELECT 1')).toEqual([[1]]);
    await others[1]?.stop();
    expect(isRunning(pid)).toBe(false);
  });

  test('all of them survive the death of PostgreSQL', async () => {
    const other = new StartingProcess(directory);
    const url = await other.url();
    const mine = await start();
    kill((await serverPid(directory)) ?? 0, 'SIGKILL');
    await eventually(() => log.lines.some((line) => line.includes('is back after')), log.lines);
    await eventually(() => other.events.some((event) => event.info?.includes('is back after')));
    expect(await ask(url, 'SELECT 1')).toEqual([[1]]);
    await other.stop();
    expect(await ask(mine.url, 'SELECT 1')).toEqual([[1]]);
    await mine.stop();
    expect(await serverPid(directory)).toBeUndefined();
  });

  test('a plain client keeps PostgreSQL running too', async () => {
    const postgres = await start();
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    await postgres.stop();
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(log.lines.at(-1)).toMatch(/keeps running: 1 other connections/);
    await client.end();
    await (await start()).stop();
    expect(await serverPid(directory)).toBeUndefined();
  });
});

test('the log of PostgreSQL is bounded', async () => {
  const postgres = await start();
  const file = path.join(directory, 'postgresql.log');
  await appendFile(file, 'x'.repeat(2_000));
  const dataDirectory = {
    path: directory,
    cluster: '',
    passwordFile: '',
    portFile: '',
    logFile: file,
  };
  await boundLog(dataDirectory, 1_000);
  expect((await stat(file)).size).toBe(0);
  expect(await readFile(`${file}.1`, 'utf8')).toContain('ready to accept connections');
  await ask(postgres.url, 'SELECT 1 / 0').catch(() => undefined);
  const after = await readFile(file, 'utf8');
  expect(after).toContain('division by zero');
  expect(after).not.toContain('\0');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await postgres.stop();
});
