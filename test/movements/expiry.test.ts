import { describe, expect, test } from '@jest/globals';
import {
  approveWithdrawal,
  cancelPurchase,
  cancelWithdrawal,
  completePurchase,
  expireHold,
  failPurchase,
  rejectWithdrawal,
} from '../../src/movements/index.js';
import type { Movement, Transaction } from '../../src/ledger/index.js';
import { decision, DONE, NOW, outcome, stored } from '../support/locked-state.js';
import { ADMIN, reason } from '../support/inputs.js';

/**
 * One millisecond before the hold ends, the moment at which it ends, and one millisecond after
 * it.
 */
const MOMENTS = [1, 0, -1].map((left) => new Date(NOW.getTime() + left));
const NEVER = null;
const x = 'INVALID_TRANSITION';

type Decides = Movement<{ transactionId: string; reason: string }>;

function outcomeAt(movement: Decides, kind: Transaction['kind'], expiresAt: Date | null): string {
  const { rows, transaction } = stored(kind, 'PENDING', { expiresAt });
  const input = { transactionId: transaction.id, reason };
  return outcome(decision(movement, input, ADMIN, rows.state()));
}

describe('an expired hold can only be released', () => {
  test.each<[string, Decides, Transaction['kind'], before: string, then: string, after: string]>([
    ['approveWithdrawal', approveWithdrawal, 'WITHDRAWAL', DONE, x, x],
    ['completePurchase', completePurchase, 'PURCHASE', DONE, x, x],
    ['rejectWithdrawal', rejectWithdrawal, 'WITHDRAWAL', DONE, DONE, DONE],
    ['cancelWithdrawal', cancelWithdrawal, 'WITHDRAWAL', DONE, DONE, DONE],
    ['failPurchase', failPurchase, 'PURCHASE', DONE, DONE, DONE],
    ['cancelPurchase', cancelPurchase, 'PURCHASE', DONE, DONE, DONE],
  ])('%s decides by whether the hold has expired', (_, movement, kind, ...expected) => {
    expect(MOMENTS.map((moment) => outcomeAt(movement, kind, moment))).toEqual(expected);
    expect(outcomeAt(movement, kind, NEVER)).toBe(DONE);
  });

  test.each(['WITHDRAWAL', 'PURCHASE'] as const)(
    'expireHold of a %s refuses to run before the hold expires',
    (kind) => {
      const [before, then, after] = MOMENTS;
      const due = (moment: Date | null) => outcomeAt(expireHold, kind, moment);
      expect(() => due(before!)).toThrow('is not due');
      expect(() => due(NEVER)).toThrow('is not due');
      expect([due(then!), due(after!)]).toEqual([DONE, DONE]);
    },
  );

  test('the refusal for an expired hold says when it expired', () => {
    const { rows, transaction } = stored('WITHDRAWAL', 'PENDING', { expiresAt: NOW });
    const input = { transactionId: transaction.id };
    expect(approveWithdrawal.decide(input, ADMIN, rows.state())).toEqual({
      code: x,
      message: 'The hold of this WITHDRAWAL expired at 2026-11-21T12:00:00.000Z.',
    });
  });
});
