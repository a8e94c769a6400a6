import { describe, expect, test } from '@jest/globals';
import { statementPdf } from '../../../src/exports/pdf/statement-pdf.js';
import type { StatementLine } from '../../../src/exports/statement/statement.js';
import { readPdf, wholeFile } from '../support/read-pdf.js';
import { balanceOf, type LineInput, someAtATime, statementOf } from '../support/statements.js';

type Options = Parameters<typeof statementOf>[1];

const pdfOf = async (inputs: readonly LineInput[], options?: Options) => {
  const { statement, lines } = statementOf(inputs, options);
  return readPdf(await wholeFile(statementPdf(statement, someAtATime(lines))));
};

const manyLines = (count: number): LineInput[] =>
  Array.from({ length: count }, (_, at) => ({ reference: `REF-${at}` }));

describe('a statement as PDF says whose it is and what the balances are', () => {
  test('a statement as PDF begins with wallet, owner, period, time zone and the moment when the book was read', async () => {
    const { pages } = await pdfOf([{}], { timeZone: 'Europe/Berlin' });
    expect(pages[0]?.slice(0, 10)).toEqual([
      'Account statement',
      'Wallet Everyday money',
      'Owner ann',
      'Name main',
      'Currency USD',
      'Wallet ID wal_01k9abcdefghjkmnpqrstvwxyz',
      'From 2026-10-01 02:00 (UTC+02:00)',
      'Until before 2026-11-01 01:00 (UTC+01:00)',
      'Time zone Europe/Berlin',
      'As of 2026-11-27 14:03:22 (UTC+01:00)',
    ]);
  });

  test('a statement as PDF shows a period that does not begin at a minute to the millisecond', async () => {
    const { pages } = await pdfOf([], {
      from: new Date('2026-10-01T00:00:07Z'),
      to: new Date('2026-10-31T23:59:59.250Z'),
    });
    expect(pages[0]).toContain('From 2026-10-01 00:00:07 (UTC+00:00)');
    expect(pages[0]).toContain('Until before 2026-10-31 23:59:59.250 (UTC+00:00)');
  });

  test('a statement as PDF has the figures of the opening and the closing balance with grouped thousands', async () => {
    const credit = { credit: 100_000n, owed: 100_000n };
    const opening = { ...balanceOf(123_456_789n), held: 5n, available: 123_356_784n, ...credit };
    const { statement, lines } = statementOf([{ amount: -23_456_789n }], { opening: 123_456_789n });
    const whole = await wholeFile(statementPdf({ ...statement, opening }, someAtATime(lines)));
    const { pages } = await readPdf(whole);
    expect(pages[0]).toEqual(
      expect.arrayContaining([
        'Available 1,233,567.84 USD 1,000,000.00 USD',
        'Held 0.05 USD 0.00 USD',
        'Credit 1,000.00 USD 0.00 USD',
        'Total 1,234,567.89 USD 1,000,000.00 USD',
        'Owed for credit 1,000.00 USD 0.00 USD',
      ]),
    );
  });

  test('a statement as PDF has the sums of each kind and of all', async () => {
    const { pages } = await pdfOf([
      { kind: 'DEPOSIT', amount: 150_000n },
      { kind: 'DEPOSIT', amount: -50_000n, status: 'FAILED' },
      { kind: 'PURCHASE', amount: -199n },
    ]);
    expect(pages[0]).toEqual(
      expect.arrayContaining([
        'Deposit 2 1,500.00 USD -500.00 USD',
        'Purchase 1 0.00 USD -1.99 USD',
        'All 3 1,500.00 USD -501.99 USD',
      ]),
    );
  });
});

describe('a statement as PDF has every line', () => {
  test('a line as PDF has moment, kind, other side, description, reference, amount and balance', async () => {
    const { pages } = await pdfOf(
      [
        {
          at: new Date('2026-10-25T00:30:59Z'),
          effectiveAt: new Date('2026-09-30T22:00:00Z'),
          kind: 'WITHDRAWAL',
          amount: -12_345n,
          counterparty: 'Bob’s savings',
          description: 'Rent for October',
          reference: 'R-7',
        },
        { kind: 'DEPOSIT', status: 'FAILED', amount: -1n },
      ],
      { timeZone: 'Europe/Berlin' },
    );
    const [page = []] = pages;
    const at = page.indexOf('Date and time Transaction Amount, USD Balance, USD');
    expect(page.slice(at + 1, -1)).toEqual([
      '2026-10-01 02:00 Opening balance 1,000.00',
      '2026-10-25 02:30 Withdrawal · Bob’s savings · Rent for October -123.45 876.55',
      'R-7 · effective 2026-10-01 00:00 · txn_00000000000000000000000000',
      '2026-10-01 02:01 Deposit taken back -0.01 876.54',
      'txn_00000000000000000000000001',
      '2026-11-01 01:00 Closing balance 876.54',
    ]);
  });

  test('a statement as PDF without lines says that nothing moved', async () => {
    const { pages } = await pdfOf([]);
    expect(pages).toHaveLength(1);
    expect(pages[0]).toEqual(
      expect.arrayContaining([
        '2026-10-01 00:00 Opening balance 1,000.00',
        'No movement in this period',
        '2026-11-01 00:00 Closing balance 1,000.00',
      ]),
    );
  });

  test('a statement as PDF of several pages has each line once, in order, and repeats the head of the table', async () => {
    const inputs = manyLines(300);
    const { pages } = await pdfOf(inputs);
    expect(pages.length).toBeGreaterThan(8);
    const references = pages.flat().flatMap((line) => /REF-\d+/.exec(line) ?? []);
    expect(references).toEqual(inputs.map(({ reference }) => reference));
    for (const page of pages)
      expect(page).toContain('Date and time Transaction Amount, USD Balance, USD');
    expect(pages.flat().filter((line) => line.includes('Closing balance'))).toHaveLength(1);
    expect(pages.at(-1)?.at(-2)).toBe('2026-11-01 00:00 Closing balance 1,750.00');
  });

  test('each page of a statement as PDF says which of how many it is, and when the book was read', async () => {
    const { pages } = await pdfOf(manyLines(300));
    const feet = pages.map((page) => page.at(-1));
    expect(feet).toEqual(
      pages.map((_, at) =>
        expect.stringMatching(new RegExp(`^Page ${at + 1} of ?${pages.length} `)),
      ),
    );
    for (const foot of feet)
      expect(foot).toContain(
        'wal_01k9abcdefghjkmnpqrstvwxyz, as of 2026-11-27 13:03:22 (UTC+00:00)',
      );
  });

  test('the largest amounts of the book fit on a line of a PDF with all their digits', async () => {
    const largest = 10n ** 38n - 1n;
    const { pages } = await pdfOf([{ amount: largest }, { amount: -largest }], { opening: 0n });
    const figure = '999,999,999,999,999,999,999,999,999,999,999,999.99';
    const lines = pages.flat();
    expect(lines).toContain(`2026-10-01 00:00 Transfer ${figure} ${figure}`);
    expect(lines).toContain(`2026-10-01 00:01 Transfer -${figure} 0.00`);
    expect(lines).toContain(`Transfer 2 ${figure} USD -${figure} USD`);
  });

  test('amounts of a currency without digits have no point in a PDF', async () => {
    const { statement, lines } = statementOf([{ amount: 1_234_567n }], { opening: 0n });
    const wallet = { ...statement.wallet, currency: 'JPY', digits: 0 };
    const whole = await wholeFile(statementPdf({ ...statement, wallet }, someAtATime(lines)));
    expect((await readPdf(whole)).pages.flat()).toContain(
      '2026-10-01 00:00 Transfer 1,234,567 1,234,567',
    );
  });
});

describe('the file of a statement as PDF', () => {
  test('the same statement gives the same bytes', async () => {
    const inputs = manyLines(100).map((input) => ({ ...input, counterparty: 'محمد 北京' }));
    const { statement, lines } = statementOf(inputs);
    const files = [
      await wholeFile(statementPdf(statement, someAtATime(lines, 7))),
      await wholeFile(statementPdf(statement, someAtATime(lines, 100))),
    ];
    expect(files[0]?.equals(files[1] ?? Buffer.alloc(0))).toBe(true);
  });

  test('a PDF says its title, its language, and the moment when the book was read', async () => {
    const { info } = await pdfOf([{}]);
    expect(info).toMatchObject({
      Title: 'Account statement Everyday money USD',
      Language: 'en',
      CreationDate: 'D:20261127130322Z',
      Producer: 'Onebook',
    });
  });

  test('a PDF holds a part of each font that it names', async () => {
    const { fonts } = await pdfOf([{ counterparty: 'محمد 北京 สวัสดี' }]);
    expect(fonts.length).toBeGreaterThanOrEqual(4);
    for (const font of fonts)
      expect(font).toEqual({ isEmbedded: true, name: expect.stringMatching(/^[A-Z]{6}\+/) });
  });
});

describe('a statement as PDF that does not add up is not finished', () => {
  const failing = async (
    change: (lines: StatementLine[]) => StatementLine[],
    options?: Options,
  ) => {
    const { statement, lines } = statementOf(manyLines(200), options);
    const pieces: Buffer[] = [];
    const read = async () => {
      for await (const piece of statementPdf(statement, someAtATime(change(lines))))
        pieces.push(Buffer.from(piece));
    };
    await expect(read()).rejects.toThrow(/does not add up/);
    expect(Buffer.concat(pieces).includes('%%EOF')).toBe(false);
    return read();
  };

  test('a line whose balance is not that of the lines before it ends the file there', async () => {
    const wrong = (lines: StatementLine[]) =>
      lines.map((line, at) => (at === 150 ? { ...line, balance: line.balance + 1n } : line));
    await expect(failing(wrong)).rejects.toThrow(
      'the statement of wal_01k9abcdefghjkmnpqrstvwxyz does not add up: the balance after txn_00000000000000000000000150 is 1385.01 USD, and the lines up to it add up to 1385.00 USD',
    );
  });

  test('a closing balance that the lines do not lead to ends the file before it', async () => {
    const closing = balanceOf(1n);
    await expect(failing((lines) => lines, { closing })).rejects.toThrow(
      'the closing balance is 0.01 USD, and the lines add up to 1500.00 USD',
    );
  });

  test('lines that are not those of the totals end the file before the closing balance', async () => {
    const exchanged = (lines: StatementLine[]) =>
      lines.map((line, at) => (at === 3 ? { ...line, kind: 'BONUS' as const } : line));
    await expect(failing(exchanged)).rejects.toThrow('its lines of TRANSFER are not those');
  });
});

describe('a statement as PDF is written as fast as it is read', () => {
  test('a reader that stops ends the reading of the book, and no further line is asked for', async () => {
    const { statement, lines } = statementOf(manyLines(5_000));
    let asked = 0;
    let isClosed = false;
    async function* book() {
      try {
        for await (const some of someAtATime(lines, 10)) {
          asked += some.length;
          yield some;
        }
      } finally {
        isClosed = true;
      }
    }
    const pieces = statementPdf(statement, book())[Symbol.asyncIterator]();
    await pieces.next();
    const askedForOne = asked;
    expect(askedForOne).toBeLessThan(100);
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toBe(askedForOne);
    await pieces.next();
    expect(asked).toBeLessThan(200);
    await pieces.return?.();
    expect(isClosed).toBe(true);
    expect(asked).toBeLessThan(200);
  });

  test('an error of the book ends the file and reaches the reader', async () => {
    const { statement, lines } = statementOf(manyLines(200));
    async function* book() {
      yield* someAtATime(lines.slice(0, 100));
      throw new Error('the connection is gone');
    }
    await expect(wholeFile(statementPdf(statement, book()))).rejects.toThrow(
      'the connection is gone',
    );
  });
});
