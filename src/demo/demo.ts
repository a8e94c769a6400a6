import type { Book } from '../book/index.js';
import type { Viewer } from '../domain/index.js';
import { parseDecimal } from '../money/index.js';
import {
  adjustBalance,
  completePurchase,
  createCurrency,
  deposit,
  drawCredit,
  purchase,
  refundPurchase,
  requestWithdrawal,
  setCreditLine,
  setWalletDisplayName,
  transfer,
} from '../movements/index.js';
import { loadShop } from './shop.js';
import { act, ADMIN, money, open } from './steps.js';

const WALLETS = [
  ['alice', 'USD', '104.00'],
  ['alice', 'COIN', '250'],
  ['bob', 'USD', '12.50'],
  ['bob', 'IDR', '2750000.00'],
  ['carol', 'INR', '10000.00'],
  ['carol', 'USD', '0.00'],
] as const;

/** What others see who deal with these owners. Bob has set none. */
const NAMES = { alice: 'Alice', carol: 'Carol C.' } as const;

const TRANSFERS = [
  ['alice', 'bob', '4.00', 'dinner'],
  ['bob', 'carol', '6.25', 'tickets'],
] as const;

/**
 * Loads a few owners, wallets and movements to look at. Each step has a fixed idempotency key, so
 * loading the demo again does nothing, and a load that was interrupted is completed.
 */
export async function loadDemo(book: Book): Promise<void> {
  const wallets = new Map<string, string>();
  for (const [ownerId, currency, amount] of WALLETS) {
    const name = `${ownerId} ${currency}`;
    const walletId = await open(book, { ownerId, currency });
    wallets.set(name, walletId);
    if (ownerId in NAMES) {
      const displayName = NAMES[ownerId as keyof typeof NAMES];
      const owner: Viewer = { id: ownerId, roles: ['MEMBER'] };
      await act(book, setWalletDisplayName, { walletId, displayName }, `name ${name}`, owner);
    }
    if (parseDecimal(amount).units > 0n)
      await act(
        book,
        deposit,
        { walletId, amount: money(amount, currency), reference: 'demo' },
        `deposit ${name}`,
      );
  }
  const walletOf = (owner: string): string => wallets.get(`${owner} USD`) ?? '';
  for (const [from, to, amount, description] of TRANSFERS) {
    const input = {
      fromWalletId: walletOf(from),
      toWalletId: walletOf(to),
      amount: money(amount, 'USD'),
      description,
    };
    await act(book, transfer, input, `transfer ${description}`);
  }
  const welcome = {
    walletId: walletOf('carol'),
    direction: 'CREDIT',
    amount: money('1.00', 'USD'),
    reason: 'welcome',
  } as const;
  await act(book, adjustBalance, welcome, 'adjust welcome', ADMIN);
  await loadCurrency(book);
  await loadPurchases(book, wallets.get('bob IDR') ?? '');
  await loadCredit(book, wallets.get('carol INR') ?? '');
  await loadShop(book);
}

/** Adds a currency that ISO 4217 does not have, unless the operator has done it. */
async function loadCurrency(book: Book): Promise<void> {
  const points = { code: 'POINTS', digits: 0, name: 'Points of the shop' };
  if ((await book.currencies.find(points.code)) === undefined)
    await act(book, createCurrency, points, 'currency POINTS', ADMIN);
}

/** Makes two purchases: one captured and partly refunded, one still held. */
async function loadPurchases(book: Book, walletId: string): Promise<void> {
  const buy = (amount: string, description: string) =>
    act(
      book,
      purchase,
      { walletId, amount: money(amount, 'IDR'), description },
      `purchase ${description}`,
    );
  const { transactionId } = await buy('150000.00', 'BM50 - Standard');
  if (transactionId !== undefined) {
    await act(book, completePurchase, { transactionId }, 'complete BM50');
    const refund = { transactionId, amount: money('50000.00', 'IDR'), reason: 'one of three' };
    await act(book, refundPurchase, refund, 'refund BM50');
  }
  await buy('250000.00', 'BM100 - Standard');
}

/** Sets a credit line, draws from it, and requests a withdrawal that stays PENDING. */
async function loadCredit(book: Book, walletId: string): Promise<void> {
  const inr = (amount: string) => money(amount, 'INR');
  const line = { walletId, approved: true, limit: inr('5000.00') };
  await act(book, setCreditLine, line, 'credit line', ADMIN);
  await act(book, drawCredit, { walletId, amount: inr('2000.00') }, 'draw');
  const withdrawal = { walletId, amount: inr('750.00'), destination: 'account ending in 1234' };
  await act(book, requestWithdrawal, withdrawal, 'withdrawal');
}
