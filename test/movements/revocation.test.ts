import { describe, expect, test } from '@jest/globals';
import { affectedIds } from '../../src/ledger/affected.js';
import { freezeWallet, revokeTokens } from '../../src/movements/index.js';
import { run } from '../support/carried.js';
import { NOW, Rows } from '../support/locked-state.js';
import { ADMIN, plan, reason } from '../support/movements.js';

const REVOKED_AT = NOW.toISOString();

describe('revokeTokens', () => {
  test('takes back what was issued until the moment of its commit, and moves nothing', () => {
    const input = { subject: 'mallory', reason };
    const made = plan(revokeTokens, input, ADMIN, new Rows().state());
    expect(made).toEqual({ revocation: input });
    expect(affectedIds(made, NOW)).toEqual({
      revocation: { subject: 'mallory', revokedAt: REVOKED_AT },
    });
    expect(revokeTokens.locks(input)).toEqual({});
  });

  test('is written with who did it', () => {
    const state = new Rows().state();
    expect(run(state, revokeTokens, { subject: 'mallory', reason })).toEqual({
      done: { revocation: { subject: 'mallory', revokedAt: REVOKED_AT } },
    });
    expect([...state.pendingWrites.revocations.values()]).toEqual([
      { subject: 'mallory', revokedAt: NOW, reason, revokedBy: ADMIN.id },
    ]);
  });

  test('twice in one commit is one row, of the first, and each is answered with it', () => {
    const state = new Rows().state();
    const first = run(state, revokeTokens, { subject: 'mallory', reason: 'first' });
    expect(run(state, revokeTokens, { subject: 'mallory', reason: 'second' })).toEqual(first);
    run(state, revokeTokens, { subject: 'trudy', reason: 'third' });
    expect(
      [...state.pendingWrites.revocations.values()].map((row) => [row.subject, row.reason]),
    ).toEqual([
      ['mallory', 'first'],
      ['trudy', 'third'],
    ]);
  });

  test('comes from nothing else', () => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('mallory', 'USD');
    const state = rows.state();
    run(state, freezeWallet, { walletId, reason });
    expect(state.pendingWrites.revocations.size).toBe(0);
  });
});
