import { describe, expect, test } from '@jest/globals';
import { affectedIds } from '../../src/ledger/affected.js';
import { adjustBalance, transfer, transferMany } from '../../src/movements/index.js';
import { NOW, plan, posted, Rows } from '../support/locked-state.js';
import { codeOrDone } from '../support/movement-cases.js';
import { ADMIN, money, OWNER, reason, SERVICE } from '../support/inputs.js';

describe('a transfer moves cash between two wallets', () => {
  test('transfer moves CASH to CASH and keeps reference, description and metadata', () => {
    const rows = new Rows();
    const [from, to] = [rows.wallet('owner', 'COIN', { CASH: 5n }), rows.wallet('other', 'COIN')];
    const said = { reference: 'r', description: 'd', metadata: { a: 1 } };
    const wallets = { fromWalletId: from.id, toWalletId: to.id };
    const input = { ...wallets, amount: money('5', 'COIN'), ...said };
    const made = plan(transfer, input, OWNER, rows.state());
    expect(posted(rows, made)).toEqual(['POST owner CASH -5 COIN', 'POST other CASH +5 COIN']);
    expect(made.transaction).toEqual({
      ...{
        id: affectedIds(made, NOW).transactionId,
        kind: 'TRANSFER',
        status: 'COMPLETED',
        amount: 5n,
      },
      ...{ currency: 'COIN', walletId: from.id, counterWalletId: to.id, originalId: null },
      ...{ furtherWalletIds: [], splits: [] },
      ...{
        replacesId: null,
        bonusOwner: null,
        effectiveAt: null,
        quoteId: null,
        details: {},
        statusReason: null,
        initiatedByProgram: false,
        initiatedBy: 'owner',
      },
      ...{ createdAt: NOW, completedAt: NOW, expiresAt: null },
      ...{ statusChangedBy: null, statusChangedAt: null, ...said },
    });
  });

  test.each([
    [undefined, {}],
    [false, {}],
    [true, { metadata: 'SHARED' }],
  ])(
    'transfer records whether the receiver may read the metadata: %s',
    (shareMetadata, details) => {
      const rows = new Rows();
      const [from, to] = [rows.wallet('owner', 'USD', { CASH: 100n }), rows.wallet('b', 'USD')];
      const input = { fromWalletId: from.id, toWalletId: to.id, amount: money('1'), shareMetadata };
      expect(plan(transfer, input, OWNER, rows.state()).transaction?.details).toEqual(details);
    },
  );

  test('transferMany locks every wallet that it touches, and each line builds on the lines before it', () => {
    const rows = new Rows();
    const [a, b] = [rows.wallet('owner', 'USD', { CASH: 100n }), rows.wallet('b', 'USD')];
    const c = rows.wallet('c', 'USD');
    const inputs = [
      { fromWalletId: a.id, toWalletId: b.id, amount: money('1') },
      { fromWalletId: b.id, toWalletId: c.id, amount: money('1') },
    ];
    const state = rows.state();
    const locks = transferMany.locks({ inputs, atomic: false }).wallets;
    expect(new Set(locks)).toEqual(new Set([a.id, b.id, c.id]));
    const all = transferMany.decide({ inputs, atomic: false }, SERVICE, state);
    if (!('lines' in all)) throw new Error('not several');
    const found = all.lines.map((line) => {
      const decided = line();
      if (!('code' in decided)) state.apply(decided, 'service');
      return codeOrDone(decided);
    });
    expect(found).toEqual(['done', 'done']);
    expect([a, b, c].map((wallet) => state.balance(wallet).cash)).toEqual([0n, 0n, 100n]);
  });
});

describe('adjustBalance posts against ADJUSTMENTS', () => {
  test.each([
    ['CREDIT', ['POST ADJUSTMENTS -150 USD', 'POST owner CASH +150 USD']],
    ['DEBIT', ['POST ADJUSTMENTS +150 USD', 'POST owner CASH -150 USD']],
  ] as const)('adjustBalance %s posts against ADJUSTMENTS and says why', (direction, expected) => {
    const rows = new Rows();
    const { id: walletId } = rows.wallet('owner', 'USD', { CASH: 150n });
    const input = { walletId, direction, amount: money('1.50'), reason };
    const made = plan(adjustBalance, input, ADMIN, rows.state());
    expect(posted(rows, made)).toEqual(expected);
    expect(made.transaction).toMatchObject({
      ...{ kind: 'ADJUSTMENT', status: 'COMPLETED', amount: 150n, statusReason: reason },
      details: { direction },
    });
  });
});
