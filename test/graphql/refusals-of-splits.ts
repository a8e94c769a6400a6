import { test } from '@jest/globals';
import { type Asker, moneyInput } from '../support/graphql.js';
import { reason } from '../support/inputs.js';
import { NONE, type Provoker } from '../support/provoker.js';

type Receiver = { toWalletId: string } | { toSystemAccount: string };
const split = (to: Receiver, amount = '0.5') => ({
  ...{ ...to, amount: moneyInput(amount), label: 'part' },
});

/** Provokes every refusal that only splits have. */
export function provokeRefusalsOfSplits(
  { provoke, send, wallet, madeBy }: Provoker,
  service: Asker,
): void {
  test.each([
    ['Deposit', 'walletId'],
    ['RequestWithdrawal', 'walletId'],
    ['Purchase', 'walletId'],
    ['Transfer', 'fromWalletId'],
  ])('%s refuses splits that do not fit', async (operation, from) => {
    const walletId = await wallet(`divides by ${operation}`, '9');
    const other = await wallet(`rest of ${operation}`);
    const input = (to: Receiver, amount?: string) => ({
      ...{ [from]: walletId, amount: moneyInput('1'), splits: [split(to, amount)] },
      ...(operation === 'Transfer' && { toWalletId: other }),
    });
    const toWalletId = await wallet(`part of ${operation}`);
    await provoke(operation, input({ toWalletId }, '1.01'), 'SplitsExceedAmount');
    await provoke(operation, input({ toWalletId: walletId }), 'SameWallet');
    await provoke(operation, input({ toSystemAccount: 'SALES' }), 'UnknownSystemAccount');
    await provoke(operation, input({ toSystemAccount: 'NOT_MADE' }), 'UnknownSystemAccount');
  });

  test('refundPurchase and failPurchase refuse if a receiver has spent its part', async () => {
    const walletId = await wallet('bought in parts', '9');
    const shop = await wallet('spends its part');
    const splits = [split({ toWalletId: shop })];
    const bought = await madeBy(
      service.send('Purchase', { walletId, amount: moneyInput('1'), splits }),
    );
    await send('CompletePurchase', bought);
    const debit = { walletId: shop, direction: 'DEBIT', amount: moneyInput('0.4'), reason };
    await send('AdjustBalance', debit);
    const refund = { ...bought, amount: moneyInput('0.5'), reason };
    await provoke('RefundPurchase', refund, 'InsufficientFunds');
    await provoke('FailPurchase', { ...bought, reason }, 'InsufficientFunds');
  });
}

/** Provokes every refusal of `post`. */
export function provokeRefusalsOfPostings(provoker: Provoker): void {
  const { provoke, wallet, conflict, closedWallet } = provoker;
  const leg = (account: object, direction: string, amount = moneyInput('1')) => ({
    ...{ ...account, direction, amount },
  });
  const EXTERNAL = { systemAccount: 'EXTERNAL' };
  const balanced = (account: object, direction: 'CREDIT' | 'DEBIT', amount = moneyInput('1')) => ({
    legs: [
      leg(account, direction, amount),
      leg(EXTERNAL, direction === 'DEBIT' ? 'CREDIT' : 'DEBIT', amount),
    ],
  });

  test('post refuses legs that do not balance, unknown accounts and a reused key', async () => {
    const walletId = await wallet('posted', '2');
    const unequal = [leg({ walletId }, 'DEBIT'), leg(EXTERNAL, 'CREDIT', moneyInput('2'))];
    await provoke('Post', { legs: unequal }, 'UnbalancedPosting');
    const nowhere = { systemAccount: 'NOT_MADE' };
    await provoke('Post', balanced(nowhere, 'CREDIT'), 'UnknownSystemAccount');
    const missing = { walletId: walletId.slice(0, -6) + NONE };
    await provoke('Post', balanced(missing, 'CREDIT'), 'WalletNotFound');
    await conflict('Post', balanced({ walletId }, 'CREDIT'), { reference: 'another' });
  });

  test('post refuses closed wallets, amounts that a wallet lacks or cannot hold, and one of the caller', async () => {
    const walletId = await wallet('posted again', '2');
    const closed = { walletId: await closedWallet('closed before a posting') };
    await provoke('Post', balanced(closed, 'CREDIT'), 'WalletNotActive');
    await provoke('Post', balanced({ walletId }, 'DEBIT', moneyInput('2.01')), 'InsufficientFunds');
    await provoke('Post', balanced({ walletId }, 'CREDIT', moneyInput('0')), 'InvalidAmount');
    const euro = moneyInput('1', 'EUR');
    await provoke('Post', balanced({ walletId }, 'CREDIT', euro), 'CurrencyMismatch');
    const zzz = moneyInput('1', 'ZZZ');
    await provoke('Post', balanced({ systemAccount: 'SALES' }, 'CREDIT', zzz), 'UnknownCurrency');
    const most = moneyInput(`${'9'.repeat(36)}.99`);
    await provoke('Post', balanced({ walletId }, 'CREDIT', most), 'AmountTooLarge');
    const later = { ...balanced({ walletId }, 'CREDIT'), effectiveAt: '2999-01-01T00:00:00Z' };
    await provoke('Post', later, 'EffectiveAtOutOfRange');
    const own = { walletId: await wallet('admin') };
    await provoke('Post', balanced(own, 'CREDIT'), 'SelfApproval');
  });
}
