import { describe, expect, test } from '@jest/globals';
import { affectedIds } from '../../src/ledger/affected.js';
import { freezeWallet, revokeTokens } from '../../src/movements/index.js';
import { NOW, plan, Rows, decideInBatch } from '../support/locked-state.js';
import { ADMIN, reason } from '../support/inputs.js';

const REVOKED_AT = NOW.toISOString();

describe('revokeTokens writes a revocation', () => {
  test('revokeTokens revokes what was issued before its commit, and posts nothing', () => {
    const input = { subject: 'mallory', reason };
    const made = plan(revokeTokens, input, ADMIN, new Rows().state());
    expect(made).toEqual({ revocation: input });
    expect(affectedIds(made, NOW)).toEqual({
      revocation: { subject: 'mallory', revokedAt: REVOKED_AT },
    });
    expect(revokeTokens.locks(input)).toEqual({});
  });

  test('revokeTokens records who revoked and why', () => {
    const state = new Rows().state();
    expect(decideInBatch(state, revokeTokens, { subject: 'mallory', reason })).toEqual({
      done: { revocation: { subject: 'mallory', revokedAt: REVOKED_AT } },
    });
    expect([...state.pendingWrites.revocations.values()]).toEqual([
      { subject: 'mallory', revokedAt: NOW, reason, revokedBy: ADMIN.id },
    ]);
  });

  test('revokeTokens twice in one commit writes one row, that of the first, and both callers get it', () => {
    const state = new Rows().state();
    const first = decideInBatch(state, revokeTokens, { subject: 'mallory', reason: 'first' });
    expect(decideInBatch(state, revokeTokens, { subject: 'mallory', reason: 'second' })).toEqual(
      first,
    );
    decideInBatch(state, revokeTokens, { subject: 'trudy', reason: 'third' });
    expect(
      [...state.pendingWrites.revocations.values()].map((row) => [row.subject, row.reason]),
    ).toEqual([
      ['mallory', 'first'],
      ['trudy', 'third'],
    ]);
  });

  test('freezeWallet revokes no tokens', () => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('mallory', 'USD');
    const state = rows.state();
    decideInBatch(state, freezeWallet, { walletId, reason });
    expect(state.pendingWrites.revocations.size).toBe(0);
  });
});
