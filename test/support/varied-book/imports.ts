import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import * as movements from '../../../src/movements/index.js';
import { done, type TestGateway } from '../book.js';
import { importWallet } from '../imports.js';
import { ADMIN, reason } from '../inputs.js';

const day = (date: number): Date => new Date(Date.UTC(2024, 0, date));

/** An imported history in CHF, with what happens to some of it here. @returns ids of its wallet and transactions by name */
export async function writeImports(
  gateway: TestGateway,
  rows: DataSource,
): Promise<readonly (readonly [name: string, id: string])[]> {
  const lines = [
    [
      'openedBefore',
      { kind: 'OPENING_BALANCE', part: 'BEFORE_HISTORY', amount: 50_00n, at: day(1) },
    ],
    ['importedDeposit', { kind: 'DEPOSIT', amount: 20_00n, at: day(2) }],
    ['importedRecalled', { kind: 'DEPOSIT', amount: 3_00n, at: day(2) }],
    ['importedSale', { kind: 'PURCHASE', status: 'COMPLETED', amount: 10_00n, at: day(3) }],
    ['importedPayout', { kind: 'WITHDRAWAL', status: 'PENDING', amount: 5_00n, at: day(4) }],
    ['importedApproved', { kind: 'WITHDRAWAL', status: 'PENDING', amount: 2_00n, at: day(4) }],
    ['importedCorrection', { kind: 'ADJUSTMENT', direction: 'DEBIT', amount: 1_00n, at: day(5) }],
    [
      'openedAfter',
      { kind: 'OPENING_BALANCE', part: 'AFTER_HISTORY', amount: 4_00n, at: new Date() },
    ],
  ] as const;
  const { walletId, transactionIds } = await rows.transaction((manager) =>
    importWallet((sql, parameters) => manager.query(sql, parameters), {
      ...{ ownerId: 'newcomer', currency: 'CHF', lines: lines.map(([, line]) => line) },
    }),
  );
  const whole = await rows.transaction((manager) =>
    importWallet((sql, parameters) => manager.query(sql, parameters), {
      ...{ ownerId: 'other newcomer', currency: 'CHF' },
      lines: [{ kind: 'OPENING_BALANCE', part: 'WHOLE', amount: 7_00n, at: new Date() }],
    }),
  );
  const idOf = (name: string): string =>
    transactionIds[lines.findIndex(([one]) => one === name)] ?? '';
  const [opened = ''] = whole.transactionIds;
  const { ledger } = gateway.book;
  const recalled = { transactionId: idOf('importedRecalled'), reason };
  done(await ledger.submit(movements.failDeposit, recalled, ADMIN, randomUUID()));
  const approved = { transactionId: idOf('importedApproved') };
  done(await ledger.submit(movements.approveWithdrawal, approved, ADMIN, randomUUID()));
  const back = { transactionId: opened, reason };
  const reversed = done(
    await ledger.submit(movements.reverseTransaction, back, ADMIN, randomUUID()),
  );
  return [
    ['imported', walletId],
    ...lines.map(([name]) => [name, idOf(name)] as const),
    ['openedWhole', opened],
    ['openingBack', reversed.transactionId ?? ''],
  ];
}
