import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { useBook } from '../../support/book.js';
import { onebook, OnebookCommand } from '../../support/onebook-command.js';
import { until } from '../../support/until.js';
import { createLegacy } from '../legacy/two-balance-columns.js';

const at = useBook();
let folder: string;
let legacy: Client;
let blocker: Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onebook-'));
  await writeFile(
    join(folder, 'mapping.yml'),
    `currency: USD
sources:
  - { name: users, postgres: { table: legacy.users }, owner: id, amount: balance }
  - { name: copies, postgres: { table: legacy.copies }, owner: id, amount: balance }
`,
  );
  await createLegacy(at.owner);
  await at.owner.query(
    'CREATE TABLE legacy.copies (LIKE legacy.users INCLUDING ALL); INSERT INTO legacy.copies SELECT * FROM legacy.users',
  );
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  [legacy, blocker] = [connect(), connect()];
  await Promise.all([legacy.connect(), blocker.connect()]);
});
afterEach(() => Promise.all([legacy.end(), blocker.end()]));

const connect = () => new Client({ connectionString: at.database.url });
const environment = () => ({ DATABASE_URL: at.database.url, BOOK: 'book' });
const mapping = () => ['--mapping', join(folder, 'mapping.yml')];
const start = () => ['shadow', 'start', '--open-missing', ...mapping()];
const sessions = async (condition: string) => {
  const { rows } = await at.owner.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'onebook shadow%' AND ${condition}`,
  );
  return rows.length;
};
const triggers = async () => {
  const { rows } = await at.owner.query(`SELECT FROM pg_trigger WHERE tgname LIKE 'onebook%'`);
  return rows.length;
};

/** Kills `onebook shadow start` by SIGKILL while its session waits for a lock with such a statement. */
async function killWhileItWaits(lock: string, statement: string): Promise<void> {
  await blocker.query(`BEGIN; ${lock}`);
  const command = OnebookCommand.start(environment(), ...start());
  await until(
    async () => (await sessions(`wait_event_type = 'Lock' AND query LIKE '${statement}'`)) === 1,
    () => command.output,
  );
  command.kill('SIGKILL');
  expect(await command.ended()).toBeNull();
  await blocker.query('COMMIT');
  await until(async () => (await sessions('true')) === 0);
}

test('shadow start that is killed while it installs leaves no trigger, and is run again', async () => {
  for (const table of ['users', 'copies']) {
    await killWhileItWaits(
      `LOCK TABLE legacy.${table} IN ROW EXCLUSIVE MODE`,
      `CREATE TRIGGER % ON legacy.${table} %`,
    );
    expect(await triggers()).toBe(0);
    const { rows } = await legacy.query(
      `UPDATE legacy.${table} SET balance = balance + 1 WHERE id = 5 RETURNING id`,
    );
    expect(rows).toEqual([{ id: 5 }]);
    const report = await onebook(environment(), 'shadow', 'report', ...mapping());
    expect(report).toMatchObject({ code: 2 });
    expect(report.output).toContain(
      'nothing was ever shadowed: start with `onebook shadow start --mapping FILE`',
    );
  }
});

test('shadow start that is killed after it installed is there whole, says so, and is finished by a report', async () => {
  // The first comparison waits for it.
  await killWhileItWaits('LOCK TABLE book.currency IN ACCESS EXCLUSIVE MODE', '%.compare(%');
  expect(await triggers()).toBe(8);
  await legacy.query('UPDATE legacy.users SET balance = balance + 1 WHERE id = 5');
  const again = await onebook(environment(), ...start());
  expect(again.code).toBe(2);
  expect(again.output).toMatch(
    /a shadow of this book runs since \S+: stop it first with `onebook shadow stop --mapping FILE`, with the mapping that it was started with/,
  );
  const report = await onebook(environment(), 'shadow', 'report', ...mapping());
  expect(report.code).toBe(1);
  expect(report.output).toMatch(/1 owner disagrees.*\n {2}5: users 511.00, copies 510.00/);
  expect(await onebook(environment(), 'shadow', 'stop', ...mapping())).toMatchObject({ code: 0 });
  expect(await triggers()).toBe(0);
});
