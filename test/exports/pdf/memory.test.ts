import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { statementPdf } from '../../../src/exports/pdf/statement-pdf.js';
import type { StatementLine } from '../../../src/exports/statement/statement.js';
import { balanceOf, statementOf } from '../support/statements.js';

const LINES = 50_000;
const NAMES = ['Ann’s savings', 'محمد العربي', 'บริษัท ข้าวหอม', '北京市海淀区', 'अनिल शर्मा'];

/** So many lines, made only when they are asked for. */
function longStatement() {
  const { statement } = statementOf([], { opening: 0n });
  const totals = [
    { kind: 'TRANSFER' as const, count: LINES, moneyIn: BigInt(LINES), moneyOut: 0n },
  ];
  const progress = { asked: 0 };
  async function* lines(): AsyncIterable<StatementLine[]> {
    for (let at = 0; at < LINES; at += 500) {
      await nextTurn();
      progress.asked = at + 500;
      yield Array.from({ length: 500 }, (_, more) => lineAt(at + more));
    }
  }
  return {
    statement: { ...statement, closing: balanceOf(BigInt(LINES)), totals },
    lines: lines(),
    progress,
  };
}

const lineAt = (at: number): StatementLine => ({
  ...{ at: new Date(1_790_000_000_000 + at * 1000), effectiveAt: null, kind: 'TRANSFER' },
  ...{ status: 'COMPLETED', transactionId: `txn_${String(at).padStart(26, '0')}` },
  ...{ amount: 1n, balance: BigInt(at + 1), reference: `INV-${at}` },
  ...{ description: `Invoice ${at}`, counterparty: NAMES[at % NAMES.length] ?? '' },
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is in use after everything else was let go. */
function used(): number {
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

describe('a statement of very many lines as PDF', () => {
  test('a statement of 50,000 lines keeps less than 25 bytes for a line, and is with the reader as it is made', async () => {
    const { statement, lines, progress } = longStatement();
    let atStart = 0;
    let atEnd = 0;
    let pieces = 0;
    let largest = 0;
    for await (const piece of statementPdf(statement, lines)) {
      pieces++;
      // The fonts and the words that come again are there.
      if (pieces === 200) [atStart, largest] = [used(), 0];
      if (pieces === 1) expect(progress.asked).toBe(500);
      if (progress.asked < LINES) largest = Math.max(largest, piece.length);
      if (progress.asked === LINES && atEnd === 0) atEnd = used();
    }
    expect(pieces).toBeGreaterThan(1_000);
    expect(largest).toBeLessThan(20_000);
    expect((atEnd - atStart) / LINES).toBeLessThan(25);
  });
});
