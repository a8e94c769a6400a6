import { describe, expect, test } from '@jest/globals';
import { affectedIds } from '../../src/ledger/affected.js';
import type { Changes } from '../../src/ledger/index.js';
import { drawCredit, repayCredit, setCreditLine } from '../../src/movements/index.js';
import { type AccountBalances, NOW, plan, posted, Rows } from '../support/locked-state.js';
import { codeOrDone } from '../support/movement-cases.js';
import type { Refusal } from '../../src/domain/index.js';
import { ADMIN, money, OWNER } from '../support/inputs.js';

describe('setCreditLine replaces the credit line of a wallet', () => {
  test.each<[approved: boolean, limit: string, minor: bigint]>([
    [true, '100', 10_000n],
    [true, '0', 0n],
    [false, '100.5', 10_050n],
  ])('setCreditLine(approved %s, limit %s) writes only a new row', (approved, limit, minor) => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', 'USD');
    const state = rows.state();
    const made = plan(setCreditLine, { walletId, approved, limit: money(limit) }, ADMIN, state);
    expect(made).toEqual({ creditLine: { walletId, approved, limit: minor } });
    expect(affectedIds(made, NOW)).toEqual({ walletId });
    expect(state.creditLine(walletId)).toMatchObject({ approved: false, limit: 0n });
    state.apply(made, 'admin');
    state.apply(made, 'admin');
    expect(state.creditLine(walletId)).toMatchObject({ approved, limit: minor });
    expect(
      state.pendingWrites.creditLines.map(({ seq, setBy, createdAt }) => [seq, setBy, createdAt]),
    ).toEqual([1, 2].map((seq) => [seq, 'admin', NOW]));
  });
});

describe('drawCredit lends within the approved line', () => {
  function drawWith(
    line: { approved: boolean; limit: bigint } | undefined,
    owed: bigint,
    amount = '1',
  ): { rows: Rows; decided: Changes | Refusal } {
    const rows = new Rows();
    const wallet = rows.wallet('owner', 'USD', { CREDIT: 0n, OWED: -owed });
    if (line) rows.creditLines.set(wallet.id, { ...line, seq: 1 });
    const input = { walletId: wallet.id, amount: money(amount) };
    return { rows, decided: drawCredit.decide(input, OWNER, rows.state()) };
  }

  test.each([
    ['no line', undefined, 0n, 'CREDIT_NOT_APPROVED'],
    ['not approved', { approved: false, limit: 1000n }, 0n, 'CREDIT_NOT_APPROVED'],
    ['not approved, and too much', { approved: false, limit: 0n }, 0n, 'CREDIT_NOT_APPROVED'],
    ['a limit of zero', { approved: true, limit: 0n }, 0n, 'CREDIT_LIMIT_EXCEEDED'],
    ['up to the limit', { approved: true, limit: 100n }, 0n, 'done'],
    ['above it', { approved: true, limit: 99n }, 0n, 'CREDIT_LIMIT_EXCEEDED'],
    ['up to it with what is owed', { approved: true, limit: 150n }, 50n, 'done'],
    ['above it with what is owed', { approved: true, limit: 150n }, 51n, 'CREDIT_LIMIT_EXCEEDED'],
    ['above a limit set lower', { approved: true, limit: 150n }, 200n, 'CREDIT_LIMIT_EXCEEDED'],
  ] as const)('drawCredit lends only within the approved line: %s', (_, line, owed, expected) => {
    expect(codeOrDone(drawWith(line, owed).decided)).toBe(expected);
  });

  test('the refusal CREDIT_LIMIT_EXCEEDED names the limit and the debt', () => {
    expect(drawWith({ approved: true, limit: 150n }, 100n).decided).toMatchObject({
      message:
        'The credit limit is 1.50 USD and 1.00 USD is owed. Drawing 1.00 USD more would exceed the limit.',
    });
  });

  test('drawCredit posts to CREDIT and books the same amount as OWED', () => {
    const { rows, decided } = drawWith({ approved: true, limit: 1000n }, 0n, '2.5');
    expect(posted(rows, decided as Changes)).toEqual([
      ...['POST owner OWED -250 USD', 'POST owner CREDIT +250 USD'],
    ]);
    expect((decided as Changes).transaction).toMatchObject({
      ...{ kind: 'CREDIT_DRAW', status: 'COMPLETED', amount: 250n, details: {} },
      ...{ initiatedByProgram: false, initiatedBy: 'owner', completedAt: NOW },
    });
  });
});

describe('repayCredit takes unspent credit first, then cash', () => {
  test.each<[string, AccountBalances, string[]]>([
    [
      ...(['credit alone', { CASH: 500n, CREDIT: 100n, OWED: -100n }] as const),
      ['POST owner CREDIT -100 USD', 'POST owner OWED +100 USD'],
    ],
    [
      ...(['more credit than that', { CASH: 500n, CREDIT: 300n, OWED: -300n }] as const),
      ['POST owner CREDIT -100 USD', 'POST owner OWED +100 USD'],
    ],
    [
      ...(['both', { CASH: 500n, CREDIT: 30n, OWED: -100n }] as const),
      [...['POST owner CREDIT -30 USD', 'POST owner CASH -70 USD', 'POST owner OWED +100 USD']],
    ],
    [
      ...(['cash alone', { CASH: 500n, OWED: -100n }] as const),
      ['POST owner CASH -100 USD', 'POST owner OWED +100 USD'],
    ],
    [
      ...(['held credit stays held', { CASH: 100n, HELD_CREDIT: 100n, OWED: -100n }] as const),
      ['POST owner CASH -100 USD', 'POST owner OWED +100 USD'],
    ],
  ])('repayCredit takes unspent credit before cash: %s', (_, holdings, expected) => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', 'USD', holdings);
    const made = plan(repayCredit, { walletId, amount: money('1') }, OWNER, rows.state());
    expect(posted(rows, made)).toEqual(expected);
    expect(made.transaction).toMatchObject({
      ...{ kind: 'CREDIT_REPAYMENT', status: 'COMPLETED', amount: 100n, details: {} },
    });
  });
});
