import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { createSystemAccount } from '../../../src/movements/index.js';
import { done } from '../../support/book.js';
import { ADMIN } from '../../support/inputs.js';
import { StatementRuns, TODAY } from './statement-runs.js';

const runs = StatementRuns.use();
const { at } = runs;
const deposited = runs.deposited.bind(runs);
const withdrawn = runs.withdrawn.bind(runs);
const run = runs.run.bind(runs);

describe('a statement is compared with the completed transactions of the book', () => {
  test('lines that are transactions are no finding: by reference, by amount and day without one, by sign or kind', async () => {
    await deposited('50.00', 'INV-1', '2026-03-02');
    await deposited('20.00', undefined, '2026-03-03');
    await withdrawn('5.00', 'OUT-1');
    const { report, shown } = await run([
      ' INV-1 ,CR,50.00,2026-03-03',
      ',CR,20,2026-03-03T23:59:00Z',
      `OUT-1,DR,-5.00,${TODAY}`,
      'monthly,FEE,-1.00,2026-03-31',
    ]);
    expect(shown).toEqual([]);
    expect(report).toMatchObject({ status: 'PASSED', totals: { comparedLines: 3 } });
    expect(report.scopes).toEqual(['book', 'mapping', `statement:${runs.provider}`]);
    expect(report.inputs).toMatchObject([{ name: runs.provider, rows: 4 }]);
    const signed = await run(
      ['INV-1,,50.00,2026-03-03', ',,20,2026-03-03', `OUT-1,,-5.00,${TODAY}`],
      'tolerance: {days: 2}',
      '{positive: DEPOSIT, negative: WITHDRAWAL}',
    );
    expect(signed.shown).toEqual([]);
  });

  test('another amount, another day, a line and a transaction alone, and a reference twice are findings', async () => {
    const dear = await deposited('50.00', 'DEAR', '2026-03-02');
    const late = await deposited('10.00', 'LATE', '2026-03-02');
    const lost = await deposited('30.00', 'LOST', '2026-03-10');
    const bare = await deposited('31.00', undefined, '2026-03-10');
    await deposited('1.00', 'TWICE', '2026-03-05');
    await deposited('1.00', 'TWICE', '2026-03-06');
    const open = await withdrawn('2.00', 'OPEN', { approve: false });
    const { about, shown } = await run([
      'DEAR,CR,50.01,2026-03-02',
      'LATE,CR,10.00,2026-03-05',
      'GHOST,CR,7.00,2026-03-07',
      ',CR,8.00,2026-03-08',
      'TWICE,CR,1.00,2026-03-06',
      'TWICE,CR,1.00,2026-03-07',
      'OPEN,DR,2.00,2026-03-12',
      'ODD,XX,2.00,2026-03-12',
    ]);
    expect(shown).toEqual([
      'ROW_UNREADABLE: line 9: can be read, type is "XX", for which the mapping names no kind: add it to kind.map, with null to leave such lines out',
      'REFERENCE_TWICE: lines of DEPOSIT TWICE in USD on 2026-03-06: 1, 2',
      'REFERENCE_TWICE: transactions of DEPOSIT TWICE in USD on 2026-03-06: 1, 2',
      `TRANSACTION_WITHOUT_LINE: DEPOSIT ${bare} without reference in USD on 2026-03-10: none, 31.00`,
      'DATE_DIFFERS: DEPOSIT LATE in USD on 2026-03-05: 2026-03-05, 2026-03-02',
      'AMOUNT_DIFFERS: DEPOSIT DEAR in USD on 2026-03-02: 50.01, 50.00',
      'TRANSACTION_WITHOUT_LINE: DEPOSIT LOST in USD on 2026-03-10: none, 30.00',
      'LINE_WITHOUT_TRANSACTION: DEPOSIT of 8.00 without reference in USD on 2026-03-08: 8.00, none',
      'LINE_WITHOUT_TRANSACTION: DEPOSIT GHOST in USD on 2026-03-07: 7.00, none',
      'LINE_WITHOUT_TRANSACTION: WITHDRAWAL OPEN in USD on 2026-03-12: 2.00, none: it is PENDING',
    ]);
    const none = undefined;
    expect(about).toEqual([none, none, none, bare, late, dear, lost, none, none, open]);
    const page = await at.gateway.reading((reader) =>
      reader.findingsPage({ walletId: runs.walletId }, {}),
    );
    expect(page.edges.map(({ node }) => node.transactionId)).toEqual([
      ...[bare, late, dear, lost, open],
    ]);
    // The tolerance of the amount, and more days.
    const tolerant = await run(
      [
        ...['DEAR,CR,50.01,2026-03-02', 'LATE,CR,10.00,2026-03-05', 'LOST,CR,30,2026-03-10'],
        ...['TWICE,CR,1.00,2026-03-06', 'TWICE,CR,1.01,2026-03-07'],
      ],
      'tolerance: {amount: "0.01", days: 3}',
    );
    expect(tolerant.shown).toEqual([
      'REFERENCE_TWICE: lines of DEPOSIT TWICE in USD on 2026-03-06: 1, 2',
      'REFERENCE_TWICE: transactions of DEPOSIT TWICE in USD on 2026-03-06: 1, 2',
    ]);
  });

  test('a withdrawal is compared with what left the book: its amount without its splits', async () => {
    const fees = { name: 'FEES', description: 'Fees of withdrawals' };
    done(await at.gateway.book.ledger.submit(createSystemAccount, fees, ADMIN, randomUUID()));
    await deposited('100.00', 'IN', '2026-03-01');
    await withdrawn('10.00', 'SPLIT', { splits: [{ amount: '0.50' }] });
    const { shown } = await run([`IN,CR,100,2026-03-01`, `SPLIT,DR,9.50,${TODAY}`]);
    expect(shown).toEqual([]);
  });

  test('a transaction needs a line if it can be in no other statement, by the period or the first and last line', async () => {
    await deposited('1.00', 'EDGE', '2026-04-02');
    await deposited('2.00', 'INSIDE', '2026-04-05');
    const lines = ['A,CR,9.00,2026-04-01', 'B,CR,9.00,2026-04-10'];
    const missing = (shown: readonly string[]) =>
      shown.filter((one) => one.startsWith('TRANSACTION_WITHOUT_LINE'));
    const found = await run(lines);
    expect(missing(found.shown)).toEqual([
      'TRANSACTION_WITHOUT_LINE: DEPOSIT INSIDE in USD on 2026-04-05: none, 2.00',
    ]);
    const whole = await run(
      lines,
      'tolerance: {days: 2}\n      period: {from: 2026-03-01, to: 2026-04-30}',
    );
    expect(missing(whole.shown)).toHaveLength(2);
    const empty = await run([], 'period: {from: 2026-04-01, to: 2026-04-30}');
    expect(missing(empty.shown)).toHaveLength(2);
    expect(empty.report).toMatchObject({ opened: 0, totals: { comparedLines: 0 } });
  });

  test('a statement of another period closes only findings of its own days, and one without lines closes none', async () => {
    const march = await run(['X,CR,1.00,2026-03-01', 'Y,CR,1.00,2026-03-31']);
    expect(march.report).toMatchObject({ opened: 2, closed: 0 });
    const april = await run(['Z,CR,1.00,2026-04-01', 'W,CR,1.00,2026-04-30']);
    expect(april.report).toMatchObject({ opened: 2, closed: 0 });
    const empty = await run([]);
    expect(empty.report).toMatchObject({ opened: 1, closed: 0, totals: { comparedLines: 0 } });
    expect(empty.shown).toEqual([
      `SOURCE_UNREADABLE: statement ${runs.provider}: can be read and compared, it has no line: if that is right, give the mapping its period, {from: …, to: …}`,
    ]);
    await deposited('1.00', 'Y', '2026-03-31');
    const again = await run(['X,CR,1.00,2026-03-01', 'Y,CR,1.00,2026-03-31']);
    // And that it had no line.
    expect(again.report).toMatchObject({ opened: 0, closed: 2 });
  });

  test('a statement that is gone, or lacks a column, is a finding that says so, and closes none', async () => {
    await run(['X,CR,1.00,2026-03-01']);
    const { shown, report } = await run(['X,CR,1.00,2026-03-01'], 'where: {currency: USD}');
    expect(shown).toEqual([
      expect.stringMatching(
        /^SOURCE_UNREADABLE: statement bank\d+: can be read and compared, .*has no column "currency"/,
      ),
    ]);
    expect(report).toMatchObject({ opened: 1, closed: 0 });
    expect((await run(['X,CR,1.00,2026-03-01'])).report).toMatchObject({ opened: 0, closed: 1 });
  });
});
