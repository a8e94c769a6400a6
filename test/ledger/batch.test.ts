import { describe, expect, test } from '@jest/globals';
import type { Movement, Wallet } from '../../src/ledger/index.js';
import { distributeEarnings, transfer, transferMany } from '../../src/movements/index.js';
import { idOfDone, Rows, decideInBatch, snapshotOf } from '../support/locked-state.js';
import { money } from '../support/inputs.js';

/** Three wallets for a chain of transfers: `a` has 5.00, the others nothing. */
function chain() {
  const rows = new Rows();
  const a = rows.wallet('a', 'USD', { CASH: 500n });
  const [b, c] = [rows.wallet('b', 'USD'), rows.wallet('c', 'USD')];
  const pay = (from: Wallet, to: Wallet, amount: string) => ({
    ...{ fromWalletId: from.id, toWalletId: to.id, amount: money(amount) },
  });
  return { rows, a, b, c, pay };
}

describe('an atomic command carries out all its lines or none', () => {
  test('each line of an atomic command sees what the lines before it did', () => {
    const { rows, a, b, c, pay } = chain();
    const state = rows.state();
    const inputs = [pay(a, b, '5'), pay(b, c, '5'), pay(c, a, '2')];
    const outcome = decideInBatch(state, transferMany, { inputs, atomic: true });
    if (!('many' in outcome)) throw new Error('not many');
    expect(outcome.many.refused).toEqual([]);
    expect(outcome.many.done.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(outcome.many.done.map(({ transactionId: id }) => state.transaction(id)?.amount)).toEqual(
      [500n, 500n, 200n],
    );
    expect([a, b, c].map((one) => state.balance(one).cash)).toEqual([200n, 0n, 300n]);
    expect(state.pendingWrites.entries).toHaveLength(6);
  });

  test.each([0, 1, 3])('an atomic command whose line %s is refused leaves nothing behind', (at) => {
    const { rows, a, b, c, pay } = chain();
    const state = rows.state();
    // An earlier command of the batch has used the same wallets.
    idOfDone(state, transfer, pay(a, b, '1'));
    const before = snapshotOf(state, rows);
    const inputs = [pay(a, b, '1'), pay(b, c, '2'), pay(c, a, '0.01')];
    inputs.splice(at, 0, pay(c, a, '9999'));
    inputs.push(pay(a, a, '1'));
    const outcome = decideInBatch(state, transferMany, { inputs, atomic: true });
    expect(outcome).toMatchObject({
      many: { done: [], refused: [{ index: at, refused: { code: 'INSUFFICIENT_FUNDS' } }] },
    });
    expect(snapshotOf(state, rows)).toEqual(before);
    // The next command goes on from there.
    idOfDone(state, transfer, pay(b, c, '1'));
    expect([a, b, c].map((one) => state.balance(one).cash)).toEqual([400n, 0n, 100n]);
    expect(state.pendingWrites.entries.map(({ seq, balance }) => [seq, balance])).toEqual([
      ...[
        [2, 400n],
        [1, 100n],
        [2, 0n],
        [1, 100n],
      ],
    ]);
  });

  test('a line that throws leaves nothing behind, and its error reaches the caller', () => {
    const { rows, a, b, pay } = chain();
    const state = rows.state();
    const before = snapshotOf(state, rows);
    const faulty: Movement<null> = {
      name: 'faulty',
      locks: () => ({}),
      decide: (_input, by) => ({
        atomic: false,
        lines: [
          () => transfer.decide(pay(a, b, '1'), by, state),
          () => {
            throw new Error('a fault');
          },
        ],
      }),
    };
    expect(() => decideInBatch(state, faulty, null)).toThrow('a fault');
    expect(snapshotOf(state, rows)).toEqual(before);
  });

  test('an atomic command is refused if lines that each fit sum to more than 38 digits', () => {
    const rows = new Rows();
    const half = 5n * 10n ** 37n;
    const rich = [rows.wallet('a', 'USD', { CASH: half }), rows.wallet('b', 'USD', { CASH: half })];
    const { id: toWalletId } = rows.wallet('c', 'USD');
    const state = rows.state();
    const before = snapshotOf(state, rows);
    const amount = money(`5${'0'.repeat(35)}`);
    const inputs = rich.map(({ id }) => ({ fromWalletId: id, toWalletId, amount }));
    expect(decideInBatch(state, transferMany, { inputs, atomic: true })).toMatchObject({
      many: { done: [], refused: [{ index: 1, refused: { code: 'AMOUNT_TOO_LARGE' } }] },
    });
    expect(snapshotOf(state, rows)).toEqual(before);
  });
});

describe('a command that is not atomic decides each line by itself', () => {
  test('a refused line leaves the lines around it standing', () => {
    const { rows, a, b, c, pay } = chain();
    const state = rows.state();
    const inputs = [pay(a, b, '1'), pay(c, a, '1'), pay(a, a, '1'), pay(b, c, '1'), pay(c, a, '1')];
    const outcome = decideInBatch(state, transferMany, { inputs, atomic: false });
    if (!('many' in outcome)) throw new Error('not many');
    expect(outcome.many.done.map(({ index }) => index)).toEqual([0, 3, 4]);
    expect(outcome.many.refused.map(({ index, refused }) => [index, refused.code])).toEqual([
      [1, 'INSUFFICIENT_FUNDS'],
      [2, 'SAME_WALLET'],
    ]);
    expect([a, b, c].map((one) => state.balance(one).cash)).toEqual([500n, 0n, 0n]);
    expect(state.pendingWrites.entries).toHaveLength(6);
    expect(state.pendingWrites.newTransactions.size).toBe(3);
  });

  test('only the line that takes a sum past 38 digits is refused', () => {
    const rows = new Rows();
    const [one, other] = [rows.wallet('one', 'USD'), rows.wallet('other', 'USD')];
    rows.systemAccount('USD', 'EARNINGS');
    const state = rows.state();
    const half = money(`5${'0'.repeat(35)}`);
    const lines = [
      ...[half, half].map((amount) => ({ walletId: one.id, amount })),
      { walletId: other.id, amount: money('1') },
    ];
    expect(decideInBatch(state, distributeEarnings, { lines })).toMatchObject({
      many: {
        done: [{ index: 0 }, { index: 2 }],
        refused: [{ index: 1, refused: { code: 'AMOUNT_TOO_LARGE' } }],
      },
    });
    expect([one, other].map((wallet) => state.balance(wallet).cash)).toEqual([
      ...[5n * 10n ** 37n, 100n],
    ]);
    expect(state.pendingWrites.newTransactions.size).toBe(2);
  });

  test('a command without lines does nothing', () => {
    const state = new Rows().state();
    for (const atomic of [true, false])
      expect(decideInBatch(state, transferMany, { inputs: [], atomic })).toEqual({
        many: { done: [], refused: [] },
      });
  });
});
