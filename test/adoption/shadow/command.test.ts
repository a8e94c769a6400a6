import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { useBook } from '../../support/book.js';
import { onebook, OnebookCommand } from '../../support/onebook-command.js';
import { until } from '../../support/until.js';
import {
  createLegacy,
  IN_DISAGREEMENT,
  type OperationName,
  OPERATIONS,
} from '../legacy/two-balance-columns.js';

const at = useBook();
let folder: string;
let legacy: Client;

const MAPPING = `currency: USD
wallet: main
sources:
  - name: users.balance
    postgres: {table: legacy.users}
    owner: id
    amount: balance
  - name: users.wallet_balance
    postgres: {table: legacy.users}
    owner: id
    amount: wallet_balance
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onebook-'));
  await writeFile(join(folder, 'mapping.yml'), MAPPING);
  await createLegacy(at.owner);
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  legacy = new Client({ connectionString: at.database.url, application_name: 'game-server' });
  await legacy.connect();
});
afterEach(() => legacy.end());

const environment = () => ({ DATABASE_URL: at.database.url, BOOK: 'book' });
const shadow = (name: string, ...args: string[]) =>
  onebook(environment(), 'shadow', name, '--mapping', join(folder, 'mapping.yml'), ...args);
const triggers = async () => {
  const { rows } = await at.owner.query(`SELECT FROM pg_trigger WHERE tgname LIKE 'onebook%'`);
  return rows.length;
};
const balanceOf = async (owner: string): Promise<string | undefined> => {
  const { rows } = await at.owner.query<{ balance: string }>(
    `SELECT e.balance::text AS balance FROM wallet w JOIN account a ON a.wallet_id = w.id AND a.kind = 'CASH'
       JOIN entry e ON e.account_id = a.id WHERE w.owner_id = $1 ORDER BY e.seq DESC LIMIT 1`,
    [owner],
  );
  return rows[0]?.balance;
};

describe('onebook shadow', () => {
  test('what cannot be shadowed ends with 2 and leaves no trigger', async () => {
    const unknown = join(folder, 'unknown.yml');
    await writeFile(unknown, MAPPING.replace('amount: balance', 'amount: credits'));
    const broken = join(folder, 'broken.yml');
    await writeFile(broken, 'sources: 7\n');
    const codes = [];
    for (const [file, message] of [
      [unknown, 'names the column credits'],
      [broken, 'sources'],
      [join(folder, 'nowhere.yml'), 'cannot be read'],
      [join(folder, 'mapping.yml'), '16 owners in the authoritative source have no wallet'],
    ] as const) {
      const { code, output } = await onebook(environment(), 'shadow', 'start', '--mapping', file);
      expect(output).toContain(message);
      codes.push(code);
    }
    const nothing = await shadow('report');
    expect(nothing.output).toContain('nothing was ever shadowed');
    expect([...codes, nothing.code, (await shadow('stop')).code]).toEqual([2, 2, 2, 2, 2, 2]);
    expect(await triggers()).toBe(0);
  });

  test('it starts, names the two statements that change one column, follows, and stops', async () => {
    const started = await shadow('start', '--open-missing');
    expect(started.output).toContain('Shadow 1 records changes of legacy.users. 16 wallets');
    expect(started.code).toBe(0);
    expect(await shadow('start')).toMatchObject({ code: 2 });
    for (const name of Object.keys(OPERATIONS) as OperationName[])
      await OPERATIONS[name](legacy, 32, '2.00');
    await OPERATIONS.adminAdjustment(legacy, 33, '7.25');
    const text = await shadow('report');
    expect(text.output).toContain(
      `${IN_DISAGREEMENT + 2} owners disagree, by 15.00 USD at most:\n`,
    );
    expect(text.output).toMatch(
      /33: users.balance 2.00, users.wallet_balance 9.25 \(-7.25 USD\) since \S+: game-server: UPDATE legacy.users SET wallet_balance = wallet_balance \+ \$1 WHERE id = \$2\n/,
    );
    const { code, output } = await shadow('report', '--json');
    const { statements } = JSON.parse(output) as {
      statements: { statement: string; culprit: boolean; only: object }[];
    };
    expect(
      statements.filter(({ culprit }) => culprit).map(({ statement, only }) => [statement, only]),
    ).toEqual([
      [
        'UPDATE legacy.users SET wallet_balance = wallet_balance + $1 WHERE id = $2',
        { 'users.wallet_balance': 2 },
      ],
      [
        'UPDATE legacy.users SET balance = balance + $1, last_login = now() WHERE id = $2',
        { 'users.balance': 1 },
      ],
    ]);
    expect([text.code, code]).toEqual([1, 1]);
    const following = OnebookCommand.start(
      environment(),
      ...['shadow', 'start', '--follow', '--mapping', join(folder, 'mapping.yml')],
    );
    await until(async () => (await balanceOf('5')) === '50900');
    await OPERATIONS.depositApproval(legacy, 5, '1.00');
    await until(
      async () => (await balanceOf('5')) === '51000',
      () => following.output,
    );
    following.kill('SIGTERM');
    expect(await following.ended()).toBe(0);
    expect(await shadow('stop')).toMatchObject({ code: 0 });
    expect(await triggers()).toBe(0);
    const after = await shadow('report');
    expect(after.output).toContain('stopped at');
    expect(after.code).toBe(1);
  });

  test('a mapping of other columns than those of the shadow is refused, and columns that agree end with 0', async () => {
    const other = join(folder, 'other.yml');
    await writeFile(other, MAPPING.replaceAll('name: users.', 'name: other.'));
    const args = ['report', '--mapping', other];
    const refused = await onebook(environment(), 'shadow', ...args);
    expect(refused.output).toContain('shadow 1 is of users.balance, users.wallet_balance');
    expect(refused.code).toBe(2);
    await legacy.query('UPDATE legacy.users SET wallet_balance = balance');
    expect(await shadow('start')).toMatchObject({ code: 0 });
    const agreed = await shadow('report');
    expect(agreed.output).toContain('The columns agree for every owner.');
    expect(agreed.code).toBe(0);
    expect(await shadow('stop')).toMatchObject({ code: 0 });
  });

  test('a shadow that an adoption has ended says so, shows what it was then, and ends with 0', async () => {
    const adopting = join(folder, 'adopting.yml');
    await writeFile(adopting, `${MAPPING}adopt: {keep: [run_earnings]}\n`);
    expect(await shadow('start')).toMatchObject({ code: 0 });
    await OPERATIONS.adminAdjustment(legacy, 33, '7.25');
    const running = await shadow('report');
    expect(running.output).toMatch(
      /, nothing waits to be followed\.\n1 owner disagrees, by 7\.25 USD/,
    );
    expect(running.code).toBe(1);
    const adopted = await onebook(environment(), 'adopt', '--yes', '--mapping', adopting);
    expect(adopted).toMatchObject({ code: 0 });
    const { code, output } = await shadow('report');
    expect(output).toMatch(
      /^Run \d of users\.balance, users\.wallet_balance, since \S+, ended by `onebook adopt` at \S+\.\nFrom then on the columns show the book\. What follows is as it was then:\n1 change captured, 0 found by comparison only\.\n1 owner disagreed, by 7\.25 USD at most:\n/m,
    );
    expect(code).toBe(0);
    expect(JSON.parse((await shadow('report', '--json')).output)).toMatchObject({
      endedByAdoption: true,
    });
    const undone = await onebook(environment(), 'adopt', '--undo', '--yes', '--mapping', adopting);
    expect(undone).toMatchObject({ code: 0 });
  });
});
