import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { type Others, runNow } from '../../../src/adoption/index.js';
import type { BalanceSource, Mapping, Source } from '../../../src/adoption/mapping/mapping.js';
import { createDataSource, GATEWAY_ROLE } from '../../../src/database/data-source.js';
import { requestWithdrawal } from '../../../src/movements/index.js';
import { useMappings } from '../../support/adoption.js';
import { done, useBook } from '../../support/book.js';
import { money, SERVICE } from '../../support/inputs.js';

const at = useBook();
const mappings = useMappings();

let database: DataSource;
beforeAll(async () => {
  const { url } = at.database;
  const settings = { url, book: 'book', connections: 4, name: 'checks', role: GATEWAY_ROLE };
  database = await createDataSource(settings).initialize();
});
afterAll(() => database.destroy());

/** A run as a gateway makes it, with its rights. */
async function run(mapping: Mapping | Error, more: Partial<Others> = {}) {
  const others: Others = {
    ...{ bookUrl: at.database.url, signal: new AbortController().signal, settleMs: 0 },
    mapping: () => (mapping instanceof Error ? Promise.reject(mapping) : Promise.resolve(mapping)),
    ...more,
  };
  const report = await runNow({ book: at.gateway.book, source: database, others }, 'tester');
  if (!report) throw new Error('another run is under way');
  return report;
}

const shown = ({ findings }: Awaited<ReturnType<typeof run>>) =>
  findings.map(
    ({ code, subject, expected, actual }) => `${code}: ${subject}: ${expected}, ${actual}`,
  );
const csv = (name: string, ...rows: readonly string[]) =>
  mappings.source(name, ['owner,amount', ...rows]);
/** Only the wallets of one test: each has a name of its own. */
const named = (wallet: string) => ({ wallet: { constant: wallet } });

describe('a reconciliation compares each source with the others, and the first with the book', () => {
  test('sources and a book that agree are no finding, and cash that is held counts', async () => {
    const walletId = await at.gateway.wallet('ann', 'USD', '10.00');
    const input = { walletId, amount: money('4.00', 'USD') };
    done(await at.gateway.book.ledger.submit(requestWithdrawal, input, SERVICE, randomUUID()));
    const report = await run(
      mappings.mapping([csv('users', 'ann,10'), csv('wallets', 'ann,10.00')]),
    );
    expect(shown(report)).toEqual([]);
    expect(report.status).toBe('PASSED');
    expect(report.scopes).toEqual(['book', 'mapping', 'source:users', 'source:wallets']);
    expect(report.inputs.map(({ name, rows }) => [name, rows])).toEqual([
      ['users', 1],
      ['wallets', 1],
    ]);
    expect(report.totals).toMatchObject({ comparedWallets: 1, checkedWallets: 1 });
  });

  test('each difference is a finding of its source, with the numbers and the wallet', async () => {
    const [bob, carl] = [
      await at.gateway.wallet('bob', 'USD', '5.00'),
      await at.gateway.wallet('carl', 'USD', '7.00'),
    ];
    const report = await run(
      mappings.mapping([
        csv('users', 'ann,10', 'bob,5.50', 'dora,1', 'eve,x'),
        csv('wallets', 'bob,5', 'carl,7', 'ann,10', 'eve,2'),
        csv('third', 'bob,4', 'ann,10', 'carl,7', 'dora,1', 'eve,2'),
      ]),
    );
    expect(shown(report)).toEqual([
      `ROW_UNREADABLE: wallet main of eve in USD: can be read, "x" is no decimal: give digits with at most one point between them, such as "104.50"`,
      'BALANCE_DIFFERS: wallet main of bob in USD: 5.50, 5.00',
      'WALLET_MISSING_IN_BOOK: wallet main of dora in USD: 1.00, none',
      'WALLET_MISSING_IN_SOURCE: wallet main of carl in USD: 7.00, none',
      'SOURCES_DISAGREE: wallet main of bob in USD: users and wallets: 5.50, 5.00',
      'WALLET_MISSING_IN_SOURCE: wallet main of dora in USD: 1.00, none',
      'SOURCES_DISAGREE: wallet main of bob in USD: users and third: 5.50, 4.00',
      'SOURCES_DISAGREE: wallet main of bob in USD: wallets and third: 5.00, 4.00',
    ]);
    const open = async (walletId: string) => {
      const page = await at.gateway.reading((reader) => reader.findingsPage({ walletId }, {}));
      return page.edges.map(({ node }) => `${node.scope} ${node.code} ${node.currency}`);
    };
    expect(await open(bob)).toEqual([
      'source:users BALANCE_DIFFERS USD',
      'source:wallets SOURCES_DISAGREE USD',
      'source:third SOURCES_DISAGREE USD',
      'source:third SOURCES_DISAGREE USD',
    ]);
    expect(await open(carl)).toEqual(['source:users WALLET_MISSING_IN_SOURCE USD']);
    // Other numbers are the same findings.
    const again = await run(
      mappings.mapping([
        csv('users', 'ann,10', 'bob,5.60', 'dora,2', 'eve,1'),
        csv('wallets', 'bob,5', 'carl,7', 'ann,10', 'eve,2'),
        csv('third', 'bob,4', 'ann,10', 'carl,7', 'dora,2', 'eve,2'),
      ]),
    );
    // eve can be read now: she is not in the book, and the sources disagree.
    expect(again).toMatchObject({ opened: 3, closed: 1 });
    const mended = await run(
      mappings.mapping([
        csv('users', 'ann,10', 'bob,5', 'carl,7'),
        csv('wallets', 'bob,5', 'carl,7', 'ann,10'),
        csv('third', 'bob,5', 'carl,7', 'ann,10'),
      ]),
    );
    expect(shown(mended)).toEqual([]);
    expect(mended).toMatchObject({ status: 'PASSED', closed: again.findings.length });
  });

  test('a wallet that only the book has is missing in the first source, unless it is of another name or currency', async () => {
    await at.gateway.wallet('zoe', 'EUR', '3.00');
    const euros = (...rows: string[]) => [
      { ...csv('euros', ...rows), currency: { constant: 'EUR' } } as Source,
    ];
    expect(shown(await run(mappings.mapping(euros())))).toEqual([
      'WALLET_MISSING_IN_SOURCE: wallet main of zoe in EUR: 3.00, none',
    ]);
    expect(shown(await run(mappings.mapping(euros('zoe,3'))))).toEqual([]);
    const other = mappings.mapping([{ ...csv('games'), ...named('games') }]);
    expect(shown(await run(other))).toEqual([]);
  });
});

describe('what cannot be read is an error of its part', () => {
  test('a source that is gone is a finding, the others are compared, and its findings stay open until it is back', async () => {
    const file = (name: string) => csv(name, 'ann,10', 'bob,5', 'carl,7') as BalanceSource;
    const [first, second] = [file('one'), file('two')];
    const path = (second.origin as { file: string }).file;
    writeFileSync(path, 'owner,amount\nann,11\nbob,5\ncarl,7\n');
    const found = await run(mappings.mapping([first, second]));
    expect(found).toMatchObject({ opened: 1, closed: 0 });
    rmSync(path);
    const gone = await run(mappings.mapping([first, second]));
    expect(shown(gone)).toEqual([
      expect.stringMatching(
        /^SOURCE_UNREADABLE: source two: can be read and compared, .*\d\.csv cannot be read: .*ENOENT/,
      ),
    ]);
    expect(gone).toMatchObject({ status: 'FINDINGS', opened: 1, closed: 0 });
    writeFileSync(path, 'owner,amount\nann,10\nbob,5\ncarl,7\n');
    const back = await run(mappings.mapping([first, second]));
    expect([shown(back), back.closed]).toEqual([[], 2]);
  });

  test('a source that ends in the middle of its rows leaves none of them', async () => {
    const half = {
      ...(csv('half') as BalanceSource),
      origin: {
        type: 'postgres' as const,
        url: undefined,
        from: {
          query: `SELECT owner, (10 / (3 - n))::text AS amount FROM unnest(ARRAY['ann', 'bob', 'carl']) WITH ORDINALITY AS u (owner, n)`,
        },
      },
    };
    const report = await run(mappings.mapping([csv('users', 'ann,10', 'bob,5', 'carl,7'), half]));
    expect(shown(report)).toEqual([
      expect.stringContaining('SOURCE_UNREADABLE: source half: can be read and compared, '),
    ]);
  });

  test('a mapping that is wrong is a finding, and the check of the book is still made', async () => {
    const report = await run(new Error('mapping.yml:3: no'));
    expect(shown(report)).toEqual([
      'SOURCE_UNREADABLE: mapping: can be read and compared, mapping.yml:3: no',
    ]);
    expect(report.scopes).toEqual(['book', 'mapping']);
    const mended = await run(mappings.mapping([csv('users', 'ann,10', 'bob,5', 'carl,7')]));
    expect(mended.closed).toBe(1);
  });

  test('more findings than a run lists are counted, and close none', async () => {
    const rows = Array.from({ length: 1_203 }, (_, index) => `owner${1_000 + index},1`);
    const many = mappings.mapping([csv('many', 'ann,10', 'bob,5', 'carl,7', ...rows)]);
    const report = await run(many);
    expect(report.findings).toHaveLength(1_001);
    expect(shown(report).at(-1)).toBe('FINDINGS_LEFT_OUT: findings beyond the first 1000: 0, 203');
    const fewer = csv('many', 'ann,10', 'bob,5', 'carl,7', ...rows.slice(1));
    expect(await run(mappings.mapping([fewer]))).toMatchObject({ opened: 1, closed: 0 });
    const none = await run(mappings.mapping([csv('many', 'ann,10', 'bob,5', 'carl,7')]));
    expect(none.closed).toBe(1_002);
  });
});

describe('sources and book that go on meanwhile', () => {
  const legacy = (column: string, query = `SELECT owner, ${column} FROM book.legacy`): Source => ({
    ...(mappings.source(column, ['owner,amount']) as BalanceSource),
    origin: { type: 'postgres', url: undefined, from: { query } },
    amount: column,
  });
  const set = (owner: string, column: string, amount: number) =>
    at.owner.query(`UPDATE book.legacy SET ${column} = $1 WHERE owner = $2`, [amount, owner]);
  let bob = '';
  beforeAll(async () => {
    await at.owner.query(
      `CREATE TABLE book.legacy (owner text PRIMARY KEY, amount numeric, other numeric);
       GRANT SELECT ON book.legacy TO PUBLIC;
       INSERT INTO book.legacy VALUES ('ann', 10, 10), ('bob', 5, 5), ('carl', 7, 7)`,
    );
    const { rows } = await at.owner.query<{ id: string }>(
      `SELECT id FROM book.wallet WHERE owner_id = 'bob' AND currency = 'USD'`,
    );
    bob = rows[0]?.id ?? '';
  });
  const once = (work: () => Promise<unknown>) => {
    let done: Promise<unknown> | undefined;
    return { onProgress: () => (done ??= work()), ended: () => done };
  };

  test('a number that the book had while the sources were read is no finding', async () => {
    const deposit = once(() => at.gateway.deposit(bob, '1.00', 'USD'));
    // The second source keeps the run busy until the book has gone on.
    const slow = legacy('other', 'SELECT owner, other FROM book.legacy, pg_sleep(0.5)');
    const report = await run(mappings.mapping([legacy('amount'), slow]), deposit);
    await deposit.ended();
    expect(shown(report)).toEqual([]);
    await set('bob', 'amount', 6);
    await set('bob', 'other', 6);
  });

  test('a book that follows a source soon after is no finding, and one that does not is', async () => {
    await set('bob', 'amount', 8);
    const deposit = once(async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return at.gateway.deposit(bob, '2.00', 'USD');
    });
    const followed = await run(mappings.mapping([legacy('amount')]), {
      settleMs: 1_000,
      ...deposit,
    });
    await deposit.ended();
    expect(shown(followed)).toEqual([]);
    await set('bob', 'amount', 9);
    expect(shown(await run(mappings.mapping([legacy('amount')])))).toEqual([
      'BALANCE_DIFFERS: wallet main of bob in USD: 9.00, 8.00',
    ]);
    await set('bob', 'amount', 8);
  });

  test('two sources disagree if a second look finds it too', async () => {
    await set('bob', 'other', 8);
    await set('ann', 'other', 11);
    await set('carl', 'other', 6);
    let looks = 0;
    const report = await run(mappings.mapping([legacy('amount'), legacy('other')]), {
      onProgress: (step) => {
        if (step !== 'Reading other') return;
        looks += 1;
        // Between the looks, the second column of one owner follows.
        if (looks === 1) void set('ann', 'other', 10);
      },
    });
    expect(looks).toBe(2);
    expect(shown(report)).toEqual([
      'SOURCES_DISAGREE: wallet main of carl in USD: amount and other: 7.00, 6.00',
    ]);
  });
});
