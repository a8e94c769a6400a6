import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { useBook } from '../../support/book.js';
import { freePort } from '../../support/gateway-process.js';
import { onebook, OnebookCommand } from '../../support/onebook-command.js';
import { until } from '../../support/until.js';

const at = useBook();
const environment = () => ({ DATABASE_URL: at.database.url, BOOK: 'book' });
const reconcile = (...args: string[]) => onebook(environment(), 'reconcile', ...args);
const results = async () => {
  const { rows } = await at.owner.query<{ status: string | null; asked_by: string }>(
    `SELECT e.status, r.asked_by FROM reconciliation r
       LEFT JOIN reconciliation_result e ON e.reconciliation_id = r.id ORDER BY r.position`,
  );
  return rows.map(({ status, asked_by: by }) => `${status} ${by}`);
};

describe('onebook reconcile', () => {
  test('a sound book ends with 0, a damaged one with 1 and what is wrong, and a mended one with 0 again', async () => {
    const walletId = await at.gateway.wallet('ann', 'USD', '5.00');
    const sound = await reconcile();
    expect(sound).toMatchObject({ code: 0 });
    expect(sound.output).toMatch(/^Nothing is wrong: 2 entries and 1 wallet checked\.$/m);
    const damage = async (by: number) => {
      await at.owner.query('SET session_replication_role = replica');
      await at.owner.query(`UPDATE transaction SET amount = amount + ${by} WHERE kind = 'DEPOSIT'`);
      await at.owner.query('SET session_replication_role = DEFAULT');
    };
    at.spoilt = true;
    await damage(1);
    const damaged = await reconcile('--json');
    await damage(-1);
    at.spoilt = false;
    expect(damaged.code).toBe(1);
    const report = JSON.parse(damaged.output.slice(damaged.output.indexOf('{'))) as {
      status: string;
      findings: { code: string; subject: string }[];
    };
    expect(report).toMatchObject({ status: 'FINDINGS', covered: ['book'], reason: null });
    expect(report.findings[0]?.code).toBe('BOOK_CONTRADICTION');
    const open = await at.gateway.reading((reader) => reader.findingsPage({ walletId }, {}));
    expect(open.edges.length).toBeGreaterThan(0);
    const mended = await reconcile();
    expect(mended.output).toMatch(/checked; \d+ earlier ones? (is|are) gone\.$/m);
    expect(mended.code).toBe(0);
  });

  test('a book that cannot be reached ends with 2 and nothing done', async () => {
    const before = await results();
    const { code, output } = await onebook(
      { DATABASE_URL: at.database.url, BOOK: 'nowhere' },
      'reconcile',
    );
    expect([code, output]).toEqual([2, expect.stringContaining('onebook: book nowhere lacks')]);
    expect(await results()).toEqual(before);
  });

  test('a command that is killed does not block the next, which ends it as INTERRUPTED', async () => {
    const before = await results();
    // The command waits for this before it stores its result, and holds the lock of runs.
    await at.owner.query('BEGIN');
    await at.owner.query('LOCK TABLE reconciliation_result IN SHARE MODE');
    const killed = OnebookCommand.start(environment(), 'reconcile');
    await until(async () => (await results()).length > before.length);
    const busy = await reconcile();
    expect(busy).toMatchObject({ code: 2 });
    expect(busy.output).toContain('another reconciliation of this book is under way');
    killed.kill('SIGKILL');
    await killed.ended();
    await at.owner.query('ROLLBACK');
    await until(async () => (await reconcile()).code === 0);
    expect((await results()).slice(before.length)).toEqual([
      'INTERRUPTED onebook:operator',
      'PASSED onebook:operator',
    ]);
  });
});

describe('onebook reconcile --mapping', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onebook reconcile '));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const run = async (yaml: string, ...args: string[]) => {
    const file = join(folder, 'mapping.yml');
    await writeFile(file, yaml);
    return reconcile('--mapping', file, ...args);
  };
  const STATEMENT =
    'reconcile: {statements: [{name: bank, csv: bank.csv, currency: USD, reference: ref, amount: sum, at: day, kind: {positive: DEPOSIT, negative: WITHDRAWAL}}]}\n';

  test('compares the statements that it names, and escapes what a payer wrote into a reference', async () => {
    await writeFile(
      join(folder, 'bank.csv'),
      'ref,sum,day\n"A\u001b[2J\nNothing is wrong",5.00,2026-03-01\n',
    );
    const { code, output } = await run(STATEMENT);
    expect(output).toContain(
      String.raw`LINE_WITHOUT_TRANSACTION: DEPOSIT A\u{1b}[2J\u{a}Nothing is wrong in USD on 2026-03-01: expected 5.00, found none`,
    );
    expect(output).toMatch(/^1 finding, 1 of them new; .*, 1 line of statements compared\.$/m);
    expect(code).toBe(1);
  });

  test('leaves its findings open if a later run does not name the statement, which says so', async () => {
    await writeFile(join(folder, 'bank.csv'), 'ref,sum,day\nGHOST,5.00,2026-03-01\n');
    expect((await run(STATEMENT)).code).toBe(1);
    const { code, output } = await reconcile();
    expect(output).toMatch(
      /^Nothing is wrong in what was compared: \d+ entries and 1 wallet checked\.$/m,
    );
    expect(output).toContain(
      '1 earlier finding stays open, of statement:bank: this run did not compare it. ' +
        'Run it with a mapping that names it (--mapping or RECONCILE_MAPPING).\n',
    );
    expect(code).toBe(0);
    const json = await reconcile('--json');
    expect(JSON.parse(json.output.slice(json.output.indexOf('{')))).toMatchObject({
      ...{ status: 'PASSED', stayOpen: [{ scope: 'statement:bank', findings: 1 }] },
    });
    // Another day: the run looks at a part of the statement only.
    await writeFile(join(folder, 'bank.csv'), 'ref,sum,day\n,0.50,2026-04-01\n');
    expect((await run(STATEMENT)).output).toContain(
      '1 earlier finding stays open, of statement:bank: this run did not compare all of it.\n',
    );
  });

  test('with a currency that the book does not have does nothing, and names the line and the one that was meant', async () => {
    const before = await results();
    const { code, output } = await run(STATEMENT.replace('currency: USD', 'currency: USDX'));
    expect(output).toMatch(
      /mapping\.yml:1: reconcile\.statements\[0\]\.currency: USDX is not a currency of this book: did you mean USD\?/,
    );
    expect(code).toBe(2);
    expect(await results()).toEqual(before);
  });

  test('stands for RECONCILE_MAPPING, and the variable for it', async () => {
    const file = join(folder, 'variable.yml');
    await writeFile(file, STATEMENT);
    const variable = { ...environment(), RECONCILE_MAPPING: file };
    const { code, output } = await onebook(variable, 'reconcile');
    expect(output).toMatch(/1 line of statements compared/);
    expect(code).toBe(1);
    const missing = { ...environment(), RECONCILE_MAPPING: join(folder, 'none.yml') };
    expect(await onebook(missing, 'reconcile', '--mapping', file)).toMatchObject({ code: 1 });
  });

  test.each([
    ['does not exist', undefined, /^onebook: .*none\.yml cannot be read: ENOENT/m],
    [
      'names neither a source nor a statement',
      'currency: USD\n',
      /mapping\.yml:1: sources: has no source/,
    ],
    ['is empty', '', /mapping\.yml:1: .*the file must have the key sources/],
    [
      'has a reconcile that compares nothing',
      'reconcile: {statements: []}\n',
      /reconcile: .*compares nothing: name a source, or a statement/,
    ],
  ])('with a file that %s does nothing, and says what is wrong', async (_name, yaml, message) => {
    const before = await results();
    const { code, output } = await (yaml === undefined
      ? reconcile('--mapping', join(folder, 'none.yml'))
      : run(yaml));
    expect(output).toMatch(message);
    expect(code).toBe(2);
    expect(await results()).toEqual(before);
  });

  test('with a source that cannot be reached ends with 1 and a finding, without the password', async () => {
    const url = `postgres://legacy:secret@127.0.0.1:${await freePort()}/legacy`;
    const { code, output } = await run(
      `currency: USD\nsources: [{name: users, postgres: {url: '${url}', table: users}, owner: id, amount: b}]\n`,
    );
    expect(output).toMatch(
      /^SOURCE_UNREADABLE: source users: expected can be read and compared, found .*127\.0\.0\.1.* cannot be reached: /m,
    );
    expect(output).not.toMatch(/Nothing is wrong|secret/);
    expect(code).toBe(1);
  });
});
