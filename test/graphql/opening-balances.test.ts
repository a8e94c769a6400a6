import { beforeAll, describe, expect, test } from '@jest/globals';
import { transactionId, walletId } from '../../src/graphql/ids.js';
import { useBook } from '../support/book.js';
import { askers } from '../support/graphql.js';
import { importWallet } from '../support/imports.js';
import { reason } from '../support/inputs.js';

const at = useBook();
const { admin, auditor, cashier, member, service } = askers(() => at.gateway.book);

/** The middle of a day is half a day more. */
const day = (date: number): Date => new Date(Date.UTC(2024, 0, 1) + (date - 1) * 86_400_000);

let wallet: string;
let ids: readonly string[];
beforeAll(async () => {
  await at.owner.query('BEGIN');
  const written = await importWallet(
    async (sql, parameters) => (await at.owner.query<object>(sql, parameters)).rows,
    {
      ...{ ownerId: 'ann', currency: 'USD' },
      lines: [
        { kind: 'OPENING_BALANCE', part: 'BEFORE_HISTORY', amount: 50_00n, at: day(1) },
        { kind: 'DEPOSIT', amount: 20_00n, at: day(2) },
        { kind: 'PURCHASE', status: 'COMPLETED', amount: 10_00n, at: day(3) },
        { kind: 'WITHDRAWAL', status: 'PENDING', amount: 5_00n, at: day(4) },
        {
          ...{ kind: 'OPENING_BALANCE', part: 'AFTER_HISTORY', direction: 'DEBIT' },
          ...{ amount: 1_00n, at: day(5) },
        },
      ],
    },
  );
  await at.owner.query('COMMIT');
  wallet = walletId(written.walletId);
  ids = written.transactionIds.map(transactionId);
});

const money = (amount: string) => ({ amount });

describe('an imported history reads as if it had always been here', () => {
  test('balance(at:) says what the wallet had at every moment of the imported history', async () => {
    const AT = `query ($id: ID!, $at: DateTime) { wallet(id: $id) { balance(at: $at) { total { amount } held { amount } } } }`;
    const found = [];
    for (const date of [0.5, 1, 1.5, 2.5, 3.5, 4.5, 5.5])
      found.push(await admin.run(AT, { id: wallet, at: day(date).toISOString() }));
    const expected = [
      ...[
        ['0.00', '0.00'],
        ['50.00', '0.00'],
        ['50.00', '0.00'],
        ['70.00', '0.00'],
      ],
      ...[
        ['60.00', '0.00'],
        ['60.00', '5.00'],
        ['59.00', '5.00'],
      ],
    ];
    expect(found).toEqual(
      expected.map(([total = '', held = '']) => ({
        balance: { total: money(total), held: money(held) },
      })),
    );
  });

  test('history lists the imported lines at their own moments, and explain adds them up', async () => {
    const { history, explain } = (await member('ann').run(
      `query ($id: ID!) { wallet(id: $id) {
         history { edges { node { at amount { amount } balance { amount } transaction { kind } } } }
         explain { parts { kind status count figures { total { amount } } } } } }`,
      { id: wallet },
    )) as unknown as { history: { edges: { node: object }[] }; explain: { parts: object[] } };
    const line = (date: number, amount: string, balance: string, kind: string) => ({
      ...{ at: day(date).toISOString(), amount: money(amount), balance: money(balance) },
      transaction: { kind },
    });
    expect(history.edges.map(({ node }) => node)).toEqual([
      line(5, '-1.00', '59.00', 'OPENING_BALANCE'),
      line(3, '-10.00', '60.00', 'PURCHASE'),
      line(2, '20.00', '70.00', 'DEPOSIT'),
      line(1, '50.00', '50.00', 'OPENING_BALANCE'),
    ]);
    const part = (kind: string, status: string, count: number, total: string) => ({
      ...{ kind, status, count },
      figures: { total: money(total) },
    });
    expect(explain.parts).toEqual([
      part('DEPOSIT', 'COMPLETED', 1, '20.00'),
      part('WITHDRAWAL', 'PENDING', 1, '0.00'),
      part('PURCHASE', 'COMPLETED', 1, '-10.00'),
      part('OPENING_BALANCE', 'COMPLETED', 2, '49.00'),
    ]);
  });

  test('the treasury adds the chains of the import to the others', async () => {
    await service.send('Deposit', {
      ...{ walletId: wallet, amount: { amount: '1.00', currency: 'USD' } },
    });
    const treasury = await auditor.run(
      `{ treasury(currency: "USD") { memberTotal { amount } sumOfAllAccounts { amount } systemAccounts { name balance { amount } } } }`,
    );
    expect(treasury).toMatchObject({
      ...{ memberTotal: money('60.00'), sumOfAllAccounts: money('0.00') },
      systemAccounts: expect.arrayContaining([
        { name: 'EXTERNAL', balance: money('-21.00') },
        { name: 'OPENING', balance: money('-49.00') },
        { name: 'SALES', balance: money('10.00') },
      ]),
    });
  });
});

describe('an opening balance says where it comes from', () => {
  const OPENING = `query ($id: ID!) { transaction(id: $id) { kind ... on OpeningBalance { direction part origin { source row } } } }`;
  const shown = (part: string, direction: string, row: string | null) => ({
    ...{ kind: 'OPENING_BALANCE', part, direction },
    origin: { source: 'users.balance', row },
  });

  test('staff read the row, and the owner reads the name of its source alone', async () => {
    for (const staff of [admin, auditor, cashier])
      expect(await staff.run(OPENING, { id: ids[0] })).toEqual(
        shown('BEFORE_HISTORY', 'CREDIT', 'line 2'),
      );
    for (const other of [member('ann'), service])
      expect(await other.run(OPENING, { id: ids[4] })).toEqual(
        shown('AFTER_HISTORY', 'DEBIT', null),
      );
    expect(await member('ben').run(OPENING, { id: ids[0] })).toBeNull();
  });

  test('transactions are found by the kind OPENING_BALANCE', async () => {
    const { edges } = await admin.run(
      '{ transactions(filter: { kinds: [OPENING_BALANCE] }) { edges { node { id } } } }',
    );
    expect(edges.map(({ node }) => node.id)).toEqual([ids[4], ids[0]]);
  });
});

describe('what an import left pending or completed goes on here', () => {
  test('an imported hold is approved, and an opening is reversed once', async () => {
    const approved = await admin.send('ApproveWithdrawal', { transactionId: ids[3] });
    expect(approved.transaction).toMatchObject({ status: 'COMPLETED' });
    const reversal = { transactionId: ids[0], reason };
    expect(await admin.send('ReverseTransaction', reversal)).toMatchObject({
      transaction: { kind: 'REVERSAL', amount: { amount: '50.00' } },
    });
    expect(await admin.send('ReverseTransaction', reversal)).toMatchObject({
      __typename: 'InvalidTransition',
    });
  });
});
