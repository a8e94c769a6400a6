import { describe, expect, test } from '@jest/globals';
import type { Viewer } from '../../src/auth/viewer.js';
import { isRefusal, type Plan } from '../../src/ledger/index.js';
import { adjustBalance, deposit, transfer } from '../../src/movements/index.js';
import { parseDecimal } from '../../src/money/decimal.js';
import { decision, NOW, Rows } from '../support/locked-state.js';

const SERVICE: Viewer = { id: 'service', roles: ['SERVICE'] };
const ADMIN: Viewer = { id: 'admin', roles: ['ADMIN'] };
const reason = 'because';
const money = (amount: string, currency = 'USD') => ({ amount: parseDecimal(amount), currency });

describe('what follows', () => {
  const posted = (plan: string | Plan) =>
    typeof plan === 'string'
      ? plan
      : plan.postings?.map(({ account, phase, amount }) => [
          account.walletId,
          account.kind,
          account.currency,
          phase,
          amount,
        ]);

  test("deposit: EXTERNAL pays, CASH receives, with the client's remarks", () => {
    const rows = new Rows();
    const wallet = rows.wallet('owner', 'USD');
    const remarks = { reference: 'r', description: 'd', metadata: { a: 1 } };
    const plan = decision(
      deposit,
      { walletId: wallet.id, amount: money('1.5'), ...remarks },
      SERVICE,
      rows.state(),
    ) as Plan;
    expect(posted(plan)).toEqual([
      [null, 'EXTERNAL', 'USD', 'POST', -150n],
      [wallet.id, 'CASH', 'USD', 'POST', 150n],
    ]);
    expect(plan.transaction).toMatchObject({
      ...{
        kind: 'DEPOSIT',
        status: 'COMPLETED',
        amount: 150n,
        currency: 'USD',
        walletId: wallet.id,
        counterWalletId: null,
      },
      ...{ initiatedBy: 'service', createdAt: NOW, completedAt: NOW, ...remarks },
    });
    expect(plan.answer).toEqual({ transactionId: plan.transaction?.id });
  });

  test.each([
    ['CREDIT', 150n],
    ['DEBIT', -150n],
  ] as const)(
    'adjustment %s: ADJUSTMENTS is the other side, the reason is kept',
    (direction, change) => {
      const rows = new Rows();
      const wallet = rows.wallet('owner', 'USD', { CASH: 150n });
      const input = { walletId: wallet.id, direction, amount: money('1.50'), reason };
      const plan = decision(adjustBalance, input, ADMIN, rows.state()) as Plan;
      expect(posted(plan)).toEqual([
        [null, 'ADJUSTMENTS', 'USD', 'POST', -change],
        [wallet.id, 'CASH', 'USD', 'POST', change],
      ]);
      expect(plan.transaction).toMatchObject({
        kind: 'ADJUSTMENT',
        amount: 150n,
        statusReason: reason,
        details: { direction },
      });
    },
  );

  test('transfer: from CASH to CASH', () => {
    const rows = new Rows();
    const [from, to] = [rows.wallet('owner', 'COIN', { CASH: 5n }), rows.wallet('other', 'COIN')];
    const input = { fromWalletId: from.id, toWalletId: to.id, amount: money('5', 'COIN') };
    const plan = decision(transfer, input, SERVICE, rows.state()) as Plan;
    expect(posted(plan)).toEqual([
      [from.id, 'CASH', 'COIN', 'POST', -5n],
      [to.id, 'CASH', 'COIN', 'POST', 5n],
    ]);
    expect(plan.transaction).toMatchObject({
      kind: 'TRANSFER',
      amount: 5n,
      walletId: from.id,
      counterWalletId: to.id,
    });
  });

  test("each movement's postings sum to zero, and it locks what it posts to", () => {
    const rows = new Rows();
    const [a, b] = [rows.wallet('a', 'USD', { CASH: 500n }), rows.wallet('b', 'USD')];
    const asked = { walletId: a.id, amount: money('1') };
    const pairs = [
      [deposit.locks(asked), deposit.decide(asked, SERVICE, rows.state())],
      ...(['CREDIT', 'DEBIT'] as const).map((direction) => {
        const input = { ...asked, direction, reason };
        return [
          adjustBalance.locks(input),
          adjustBalance.decide(input, ADMIN, rows.state()),
        ] as const;
      }),
      ...[{ fromWalletId: a.id, toWalletId: b.id, amount: money('1') }].map(
        (input) => [transfer.locks(input), transfer.decide(input, SERVICE, rows.state())] as const,
      ),
    ] as const;
    for (const [locks, plan] of pairs) {
      if (isRefusal(plan)) throw new Error(plan.message);
      expect(plan.postings?.reduce((sum, { amount }) => sum + amount, 0n)).toBe(0n);
      for (const { account } of plan.postings ?? [])
        expect(account.walletId === null ? locks.house : locks.wallets).toContain(
          account.walletId ?? account.kind,
        );
    }
  });
});
