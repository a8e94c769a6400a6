import { expect } from '@jest/globals';
import type { Outcome } from '../../../src/ledger/index.js';
import type { Ask } from './ask.js';

/** Counts what was asked for and what came of it: `transfer done`, `transfer INSUFFICIENT_FUNDS`. */
export function tally(seen: Map<string, number>, ask: Ask, outcome: Outcome): void {
  const count = (what: string): void => {
    seen.set(`${ask.do} ${what}`, (seen.get(`${ask.do} ${what}`) ?? 0) + 1);
  };
  if ('refused' in outcome) return count(outcome.refused.code);
  if ('done' in outcome) return count('done');
  if (outcome.many.refused.length === 0) count('done');
  else if (outcome.many.done.length > 0) count('done in part');
  for (const { refused } of outcome.many.refused) count(refused.code);
}

/** What sequences must have met, or they say less than they seem to: what is not seldom met. */
const REACHED: Readonly<Record<Exclude<Ask['do'], 'expireHold'>, string>> = {
  openWallet: '',
  freezeWallet: '',
  unfreezeWallet: '',
  closeWallet: 'WALLET_NOT_EMPTY',
  setCreditLine: '',
  deposit: 'INVALID_AMOUNT',
  initiateDeposit: 'WALLET_NOT_FOUND',
  confirmDeposit: '',
  failDeposit: 'INSUFFICIENT_FUNDS',
  requestWithdrawal: 'INSUFFICIENT_FUNDS WALLET_NOT_ACTIVE WALLET_NOT_FOUND',
  approveWithdrawal: '',
  rejectWithdrawal: '',
  cancelWithdrawal: '',
  purchase: 'INSUFFICIENT_FUNDS WALLET_NOT_ACTIVE WALLET_NOT_FOUND CURRENCY_MISMATCH',
  completePurchase: 'INVALID_TRANSITION WALLET_NOT_ACTIVE',
  failPurchase: '',
  refundPurchase: '',
  claimDailyBonus: '',
  payReferralCommission: 'INVALID_AMOUNT',
  distributeEarnings: '',
  drawCredit: 'CREDIT_NOT_APPROVED WALLET_NOT_ACTIVE',
  repayCredit: 'AMOUNT_EXCEEDS_REMAINING',
  quoteExchange: 'INVALID_AMOUNT WALLET_NOT_FOUND',
  exchange: 'QUOTE_NOT_FOUND INSUFFICIENT_FUNDS',
  transfer: 'CURRENCY_MISMATCH',
  transferMany: 'INSUFFICIENT_FUNDS CURRENCY_MISMATCH',
  adjustBalance: '',
  reverseTransaction: 'INSUFFICIENT_FUNDS',
};

export function expectReached(seen: ReadonlyMap<string, number>): void {
  expectSeen(
    Object.entries(REACHED).flatMap(([what, codes]) =>
      ['done', ...codes.split(' ').filter(Boolean)].map((code) => `${what} ${code}`),
    ),
    seen,
  );
}

/** Every movement that commands at once are made of was done. */
export function expectDone(seen: ReadonlyMap<string, number>): void {
  const others = new Set(['openWallet', 'closeWallet', 'expireHold', 'unfreezeWallet']);
  const movements = Object.keys(REACHED).filter((what) => !others.has(what));
  expectSeen(
    movements.map((what) => `${what} done`),
    seen,
  );
}

function expectSeen(all: readonly string[], seen: ReadonlyMap<string, number>): void {
  expect(all.filter((what) => !seen.has(what))).toEqual([]);
}
