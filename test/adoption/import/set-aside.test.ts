import { expect, test } from '@jest/globals';
import { importInto, onlyCurrency, useMappings } from '../../support/adoption.js';
import { useBook } from '../../support/book.js';

const book = useBook();
const { source, history, mapping } = useMappings();
const HISTORY = { name: 'history', history: true } as const;
const AT = '2025-01-01T00:00:00Z';

const reasonsOf = (rows: readonly { owner: string | null; reason: string }[]) =>
  rows.map(({ owner, reason }) => [owner, reason]);

test('a wallet whose history is the authority stays out until each of its lines can be read', async () => {
  const lines = [`whole,DEPOSIT,COMPLETED,5,${AT},1`, `part,DEPOSIT,COMPLETED,150,${AT},2`];
  const broken = mapping([HISTORY], history([...lines, `part,constructor,COMPLETED,50,${AT},3`]));
  const first = onlyCurrency(await importInto(book.database.url, broken));
  expect(first).toMatchObject({ imported: 1, book: { wallets: 1, sum: '5.00' } });
  expect(first.setAside.filter(({ owner }) => owner === 'part')).toHaveLength(3);
  const mended = mapping([HISTORY], history([...lines, `part,PURCHASE,COMPLETED,50,${AT},3`]));
  const second = onlyCurrency(await importInto(book.database.url, mended));
  expect(second).toMatchObject({
    imported: 1,
    setAside: [],
    book: { sum: '105.00', drift: '0.00' },
  });
});

test('a wallet that a source names twice stays out, also if only one of the rows can be read', async () => {
  const twice = source('users', ['owner,amount', 'twice,5', 'twice,abc', 'once,1']);
  const report = onlyCurrency(await importInto(book.database.url, mapping([twice])));
  expect(report).toMatchObject({ imported: 1, owners: 2 });
  expect(reasonsOf(report.setAside)).toEqual([
    ['twice', expect.stringContaining('in 2 rows, from 2 to 3')],
    ['twice', expect.stringContaining('abc')],
  ]);
});

test('a wallet whose balance lacks what is pending stays out until each of its lines can be read, or if it is below zero', async () => {
  const balances = source('users', ['owner,amount', 'cut,5', 'below,-5']);
  const lines = [`cut,WITHDRAWAL,PENDING,3,${AT},1`, `below,WITHDRAWAL,PENDING,9,${AT},2`];
  const deducted = { pending: 'deducted' } as const;
  const broken = mapping(
    [balances],
    history([...lines, `cut,WITHDRAWAL,PENDING,1.005,${AT},3`], deducted),
  );
  const first = onlyCurrency(await importInto(book.database.url, broken));
  expect(first).toMatchObject({ imported: 0, book: { wallets: 0 } });
  expect(reasonsOf(first.setAside)).toContainEqual([
    'cut',
    expect.stringMatching(/^a line of its history cannot be read, and the balance depends on it/),
  ]);
  const mended = mapping(
    [balances],
    history([...lines, `cut,WITHDRAWAL,PENDING,1,${AT},3`], deducted),
  );
  for (const [imported, skipped] of [
    [1, 0],
    [0, 1],
  ])
    expect(onlyCurrency(await importInto(book.database.url, mended))).toMatchObject({
      ...{ imported, skipped, sources: [{ sum: '0.00' }] },
      book: { wallets: 1, sum: '9.00', differences: [] },
    });
  const { rows } = await book.owner.query(
    `SELECT a.kind, e.balance::text AS balance FROM wallet w JOIN account a ON a.wallet_id = w.id
      CROSS JOIN LATERAL (SELECT balance FROM entry WHERE account_id = a.id ORDER BY seq DESC LIMIT 1) e
      WHERE w.owner_id = 'cut' ORDER BY 1`,
  );
  expect(rows).toEqual([
    { kind: 'CASH', balance: '500' },
    { kind: 'HELD', balance: '400' },
  ]);
});

test('a wallet that was opened in the book before gets what is left after pending payments, because it holds none of them', async () => {
  await importInto(book.database.url, mapping([source('users', ['owner,amount', 'early,0'])]));
  const report = onlyCurrency(
    await importInto(
      book.database.url,
      mapping(
        [source('users', ['owner,amount', 'early,5'])],
        history([`early,WITHDRAWAL,PENDING,3,${AT},1`], { pending: 'deducted' }),
      ),
    ),
  );
  expect(report).toMatchObject({ imported: 1, book: { sum: '5.00', drift: '0.00' } });
  expect(report.setAside).toHaveLength(1);
});

test('lines of a wallet that the book has already are set aside, and the import is not all right', async () => {
  const balances = source('users', ['owner,amount', 'late,9']);
  await importInto(book.database.url, mapping([balances]));
  const again = mapping([balances], history([`late,DEPOSIT,COMPLETED,9,${AT},1`]));
  const report = onlyCurrency(await importInto(book.database.url, again));
  expect(report).toMatchObject({ imported: 0, skipped: 1, book: { drift: '0.00' } });
  expect(reasonsOf(report.setAside)).toEqual([
    [
      'late',
      expect.stringMatching(/^the sources have 1 lines of its history and the book has 0: /),
    ],
  ]);
});

test('a wallet of which no line comes in is opened with its balance alone', async () => {
  const balances = source('users', ['owner,amount', 'held,1']);
  const uncovered = history([`held,WITHDRAWAL,FAILED,50,${AT},1`]);
  const report = onlyCurrency(await importInto(book.database.url, mapping([balances], uncovered)));
  expect(report).toMatchObject({ imported: 1, book: { sum: '1.00', drift: '0.00' } });
  const { rows } = await book.owner.query(
    `SELECT t.kind, t.details ->> 'part' AS part FROM transaction t JOIN wallet w ON w.id = t.wallet_id WHERE w.owner_id = 'held'`,
  );
  expect(rows).toEqual([{ kind: 'OPENING_BALANCE', part: 'WHOLE' }]);
});

test('balances that no account can hold together are refused before anything is written', async () => {
  const most = '9'.repeat(36);
  const huge = source('users', ['owner,amount', `big,${most}`, `bigger,${most}`, 'small,1']);
  const before = (await book.owner.query('SELECT FROM wallet')).rowCount;
  await expect(importInto(book.database.url, mapping([huge]))).rejects.toThrow(
    /^the amounts in USD add up to \d+ minor units, and an account holds at most 38 digits/,
  );
  expect((await book.owner.query('SELECT FROM wallet')).rowCount).toBe(before);
});

test('an import beside gateways that open its wallets ends at the first try', async () => {
  const owners = Array.from({ length: 2_000 }, (_, index) => `met-${index}`);
  const balances = source('met', ['owner,amount', ...owners.map((owner) => `${owner},2`)]);
  let isOver = false;
  const opening = (async () => {
    for (let turn = 0; !isOver; turn += 1)
      await book.gateway.wallet(`met-${(turn * 7919) % 2_000}`, turn % 2 === 0 ? 'USD' : 'EUR');
  })();
  const report = onlyCurrency(await importInto(book.database.url, mapping([balances])));
  isOver = true;
  await opening;
  expect(report.imported + report.skipped).toBe(2_000);
  const last = onlyCurrency(await importInto(book.database.url, mapping([balances])));
  expect(last.book).toMatchObject({ wallets: 2_000, sum: '4000.00', drift: '0.00' });
});

test('wallets that the book has with another balance are listed, the largest difference first', async () => {
  const balances = (amounts: Readonly<Record<string, string>>) =>
    mapping([
      source('users', ['owner,amount', ...Object.entries(amounts).map((row) => row.join(','))]),
    ]);
  const was = { near: '10', far: '20', same: '5' };
  const first = onlyCurrency(await importInto(book.database.url, balances(was)));
  expect(first.book.differences).toEqual([]);
  for (const dryRun of [true, false]) {
    const options = { dryRun };
    const later = balances({ near: '11', far: '70', same: '5', fresh: dryRun ? '1' : '0' });
    const { book: seen } = onlyCurrency(await importInto(book.database.url, later, options));
    expect(seen.differences).toEqual([
      { owner: 'far', wallet: 'main', source: '70.00', book: '20.00' },
      { owner: 'near', wallet: 'main', source: '11.00', book: '10.00' },
    ]);
  }
});
