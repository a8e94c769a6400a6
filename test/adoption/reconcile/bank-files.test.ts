import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { failDeposit, reverseTransaction } from '../../../src/movements/index.js';
import { done } from '../../support/book.js';
import { ADMIN } from '../../support/inputs.js';
import { StatementRuns, TODAY } from './statement-runs.js';

const runs = StatementRuns.use();
const { at } = runs;
const BY_SIGN = '{positive: DEPOSIT, negative: WITHDRAWAL}';

describe('a statement is read as banks write it', () => {
  test.each<[string, string, string]>([
    ['a byte order mark and CRLF', '\uFEFF', '\r\n'],
    ['semicolons', '', '\n'],
    ['empty lines and no end of the last line', '', '\n\n'],
  ])('with %s', async (name, mark, end) => {
    await runs.deposited('50.00', 'INV;1', '2026-03-02');
    const separator = name === 'semicolons' ? ';' : ',';
    const lines = ['ref,type,amount,booked', '"INV;1",CR,50,2026-03-02'];
    const { report, shown } = await runs.runOver(
      mark + lines.map((line) => line.replaceAll(',', separator)).join(end),
    );
    expect(shown).toEqual([]);
    expect(report.totals).toMatchObject({ comparedLines: 1 });
  });

  test('an amount with a comma, and a day that is written otherwise, are said line by line', async () => {
    const { shown } = await runs.runOver(
      'ref;type;amount;booked\nA;CR;1.234,50;2026-03-02\nB;CR;1;02.03.2026\n',
    );
    expect(shown).toEqual([
      'ROW_UNREADABLE: line 2: can be read, "1.234,50" has a comma, or separators between its digits: give digits with at most one point, such as "1000.50"',
      expect.stringMatching(
        /^ROW_UNREADABLE: line 3: can be read, "02.03.2026" is no moment: give ISO 8601/,
      ),
    ]);
  });

  test.each([
    ['that is empty', '', / is empty: its first line must have the names of the columns$/],
    [
      'without a column of the mapping',
      'reference,type,amount,booked\n',
      / has no column "ref": its columns are "reference", "type"/,
    ],
    [
      'in UTF-16',
      Buffer.from('\uFEFFref,type\n', 'utf16le'),
      / is in UTF-16: save it as CSV in UTF-8$/,
    ],
  ])('a file %s is a finding that says so', async (_name, bytes, reason) => {
    const { shown, report } = await runs.runOver(bytes);
    expect(shown).toEqual([expect.stringMatching(reason)]);
    expect(shown[0]).toMatch(/^SOURCE_UNREADABLE: statement bank\d+: /);
    expect(report.status).toBe('FINDINGS');
  });

  test('a file whose lines are all left out is a finding, and not a statement in which nothing is wrong', async () => {
    const { shown } = await runs.run(['A,FEE,1.00,2026-03-02']);
    expect(shown).toEqual([
      expect.stringMatching(/it has no line: if that is right, give the mapping its period/),
    ]);
  });

  test('a line of 64 MB is one finding, and the lines around it are compared', async () => {
    await runs.deposited('1.00', 'AFTER', '2026-03-02');
    const before = process.memoryUsage.rss();
    const { shown } = await runs.runOver(
      Buffer.concat([
        Buffer.from('ref,type,amount,booked\n'),
        Buffer.alloc(64 << 20, 'x'),
        Buffer.from('\nAFTER,CR,1.00,2026-03-02\n'),
      ]),
    );
    expect(shown).toEqual([
      expect.stringMatching(
        /^ROW_UNREADABLE: line 2: can be read, the row is longer than 1048576 bytes/,
      ),
    ]);
    // The test itself has it once.
    expect(process.memoryUsage.rss() - before).toBeLessThan(160 << 20);
  });

  test('blanks around a reference do not count, on either side', async () => {
    await runs.deposited('1.00', '  INV 1 ', '2026-03-02');
    expect((await runs.run([' INV 1,CR,1.00,2026-03-02'])).shown).toEqual([]);
  });

  test('a withdrawal of the other sign brings money back, and is not taken for a second withdrawal', async () => {
    await runs.deposited('10.00', 'IN', '2026-03-01');
    await runs.withdrawn('5.00', 'OUT');
    const { shown } = await runs.run([
      'IN,CR,10.00,2026-03-01',
      `OUT,DR,-5.00,${TODAY}`,
      `OUT,DR,5.00,${TODAY}`,
    ]);
    expect(shown).toEqual([
      'ROW_UNREADABLE: line 4: can be read, amount is 5.00: half of the WITHDRAWALs of the statement are below zero, so this one brings money back. Map its type to DEPOSIT, or give the kind by sign',
    ]);
  });

  test('the sign of most withdrawals is that of money that leaves, in any order of the lines', async () => {
    await runs.deposited('500.00', 'IN', '2026-03-01');
    const amounts = { 'W-1': '100.00', 'W-2': '50.00', 'W-3': '70.00' };
    for (const [reference, amount] of Object.entries(amounts))
      await runs.withdrawn(amount, reference);
    for (const [sign, back, name] of [
      ['-', '5.00', 'below'],
      ['', '-5.00', 'above'],
    ] as const) {
      const lines = Object.entries(amounts).map((one) => `${one[0]},DR,${sign}${one[1]},${TODAY}`);
      const returned = `A-9,DR,${back},${TODAY}`;
      for (const [all, at] of [
        [[returned, ...lines], 3],
        [[...lines, returned], 6],
      ] as const)
        expect((await runs.run(['IN,CR,500.00,2026-03-01', ...all])).shown).toEqual([
          `ROW_UNREADABLE: line ${at}: can be read, amount is ${back}: most WITHDRAWALs of the statement are ${name} zero, so this one brings money back. Map its type to DEPOSIT, or give the kind by sign`,
        ]);
    }
  });

  test('an unreadable row of a query is named by its number in the order of the query', async () => {
    const mapping = join(runs.folder, 'query.yml');
    writeFileSync(
      mapping,
      `reconcile:
  statements:
    - name: query
      postgres:
        query: >-
          SELECT ref, type, amount, '2026-03-02' AS booked
          FROM (VALUES (1, 'Z', 'CR', 'ten'), (2, 'A', 'CR', '1.00')) AS line (id, ref, type, amount) ORDER BY id
      currency: USD
      reference: ref
      amount: amount
      at: booked
      kind: {column: type, map: {CR: DEPOSIT}}
      metadata: {provider: ${runs.provider}}
`,
    );
    expect((await runs.runMapping(mapping)).shown).toEqual([
      expect.stringMatching(/^ROW_UNREADABLE: row 1: can be read, /),
      'LINE_WITHOUT_TRANSACTION: DEPOSIT A in USD on 2026-03-02: 1.00, none',
    ]);
  });
});

describe('days are those of the time zone of the statement', () => {
  const ZONE = 'timezone: Asia/Jakarta';

  test('a transaction of the evening in UTC is one of the next day in Jakarta', async () => {
    await runs.deposited('1.00', undefined, '2026-03-02T18:30:00Z');
    const line = [',CR,1.00,2026-03-03'];
    expect((await runs.run(line, ZONE)).shown).toEqual([]);
    expect((await runs.run(line, 'tolerance: {days: 0}')).shown).toHaveLength(1);
  });

  test('a moment with an offset is brought into it, and one without is in it', async () => {
    await runs.deposited('1.00', 'A', '2026-03-02T18:30:00Z');
    await runs.deposited('1.00', 'B', '2026-03-02T18:30:00Z');
    const { shown } = await runs.run(
      ['A,CR,1,2026-03-02T18:31:00Z', 'B,CR,1,2026-03-03 01:31:00'],
      ZONE,
    );
    expect(shown).toEqual([]);
  });

  test('a tolerance of days goes over midnight and over the end of a month', async () => {
    await runs.deposited('1.00', undefined, '2026-02-28T23:59:59Z');
    const line = [',CR,1.00,2026-03-01T00:00:01Z'];
    expect((await runs.run(line, 'tolerance: {days: 1}')).shown).toEqual([]);
    expect((await runs.run(line, 'tolerance: {days: 0}')).shown).toHaveLength(1);
  });
});

describe('money that the book took back', () => {
  const reverse = async (transactionId: string) =>
    done(
      await at.gateway.book.ledger.submit(
        reverseTransaction,
        { transactionId, reason: 'entered twice' },
        ADMIN,
        randomUUID(),
      ),
    ).transactionId;
  const fail = (transactionId: string) =>
    at.gateway.book.ledger.submit(
      failDeposit,
      { transactionId, reason: 'charged back' },
      ADMIN,
      randomUUID(),
    );
  const today = (lines: readonly string[]) =>
    runs.run(
      ['START,CR,9.00,2026-03-01', ...lines, `END,CR,9.00,${TODAY}`],
      'tolerance: {days: 0}',
      BY_SIGN,
    );
  const start = async () => {
    await runs.deposited('9.00', 'START', '2026-03-01');
    await runs.deposited('9.00', 'END', TODAY + 'T00:00:00Z');
  };

  test('a deposit that was reversed, and that the bank never had, is no finding', async () => {
    await start();
    await reverse(await runs.deposited('50.00', 'X', '2026-03-02'));
    await reverse(await runs.deposited('50.00', undefined, '2026-03-02'));
    expect((await today([])).shown).toEqual([]);
  });

  test.each([
    ['reversed', reverse],
    ['failed', fail],
  ] as const)(
    'a deposit that was %s matches the line of its return, and without it there is a finding',
    async (_name, takeBack) => {
      await start();
      const id = await runs.deposited('50.00', 'X', '2026-03-02');
      await takeBack(id);
      const both = await today(['X,,50.00,2026-03-02', `X,,-50.00,${TODAY}`]);
      expect(both.shown).toEqual([]);
      const kept = await today(['X,,50.00,2026-03-02']);
      expect(kept.shown).toEqual([
        `TRANSACTION_WITHOUT_LINE: return of DEPOSIT X in USD on ${TODAY}: none, 50.00`,
      ]);
      const never = await today([`X,,-50.00,${TODAY}`]);
      expect(never.shown).toEqual([
        'TRANSACTION_WITHOUT_LINE: DEPOSIT X in USD on 2026-03-02: none, 50.00',
      ]);
    },
  );

  test('one that was entered again leaves its line to the one that stands', async () => {
    await start();
    await reverse(await runs.deposited('50.00', 'X', '2026-03-02'));
    await runs.deposited('50.00', 'X', '2026-03-04');
    const { shown } = await runs.run(
      ['START,CR,9.00,2026-03-01', 'X,CR,50.00,2026-03-02', `END,CR,9.00,${TODAY}`],
      'tolerance: {days: 2}',
      BY_SIGN,
    );
    expect(shown).toEqual([
      'REFERENCE_TWICE: transactions of DEPOSIT X in USD on 2026-03-02: 1, 2',
    ]);
  });

  test('a withdrawal that was reversed is money that came in', async () => {
    await start();
    const id = await runs.withdrawn('5.00', 'OUT');
    await reverse(id);
    const { shown } = await today([`OUT,,-5.00,${TODAY}`, `OUT,,5.00,${TODAY}`]);
    expect(shown).toEqual([]);
  });

  test('a statement of deposits alone has no line of a return: its line is without a transaction', async () => {
    await reverse(await runs.deposited('50.00', 'X', '2026-03-02'));
    const { shown } = await runs.run(
      ['X,CR,50.00,2026-03-02'],
      '',
      '{column: type, map: {CR: DEPOSIT}}',
    );
    expect(shown).toEqual([
      'LINE_WITHOUT_TRANSACTION: DEPOSIT X in USD on 2026-03-02: 50.00, none: it is REVERSED',
    ]);
  });
});

describe('lines and transactions that are not one and one', () => {
  test('a fee that the bank kept back is another amount', async () => {
    await runs.deposited('50.00', 'A', '2026-03-02');
    const { shown } = await runs.run(['A,CR,49.00,2026-03-02', 'A,FEE,1.00,2026-03-02']);
    expect(shown).toEqual(['AMOUNT_DIFFERS: DEPOSIT A in USD on 2026-03-02: 49.00, 50.00']);
  });

  test('two lines of one transaction are findings', async () => {
    await runs.deposited('50.00', 'A', '2026-03-02');
    const { shown } = await runs.run(['A,CR,20.00,2026-03-02', 'A,CR,30.00,2026-03-02']);
    expect(shown).toEqual([
      'REFERENCE_TWICE: lines of DEPOSIT A in USD on 2026-03-02: 1, 2',
      'AMOUNT_DIFFERS: DEPOSIT A in USD on 2026-03-02: 30.00, 50.00',
      'LINE_WITHOUT_TRANSACTION: DEPOSIT A in USD on 2026-03-02: 20.00, none',
    ]);
  });

  test('a line in another currency is not the transaction, and both are said', async () => {
    const euro = await at.gateway.wallet('ann', 'EUR');
    await at.owner.query(`SET session_replication_role = replica`);
    await at.owner.query(`UPDATE wallet SET created_at = '2026-01-01'`);
    await at.owner.query(`SET session_replication_role = DEFAULT`);
    await runs.deposited('50.00', 'A', '2026-03-02', { currency: 'EUR', walletId: euro });
    const { shown } = await runs.runOver(
      'ref,type,amount,booked,cur\nA,CR,50.00,2026-03-02,USD\nB,CR,1,2026-03-02,usd\n',
      undefined,
      undefined,
      '{column: cur}',
    );
    expect(shown).toEqual([
      'ROW_UNREADABLE: line 3: can be read, "usd" is not a currency of this book: did you mean USD? If not, add it with `onebook currency add CODE DIGITS "NAME"`, or map it',
      'LINE_WITHOUT_TRANSACTION: DEPOSIT A in USD on 2026-03-02: 50.00, none',
    ]);
    const longer = await runs.runOver(
      'ref,type,amount,booked,cur\nA,CR,50.00,2026-03-01,USD\nB,CR,1,2026-03-08,USD\n',
      'tolerance: {days: 0}',
      undefined,
      '{column: cur}',
    );
    expect(longer.shown).toContain(
      'TRANSACTION_WITHOUT_LINE: DEPOSIT A in EUR on 2026-03-02: none, 50.00',
    );
  });
});
