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

/** What sequences must have met, or they say less than they seem to. */
const REACHED: Readonly<Record<Exclude<Ask['do'], 'expireHold'>, string>> = {
  openWallet: 'UNKNOWN_CURRENCY',
  freezeWallet: 'INVALID_TRANSITION',
  unfreezeWallet: 'INVALID_TRANSITION',
  closeWallet: 'WALLET_NOT_EMPTY',
  setCreditLine: '',
  deposit: 'INVALID_AMOUNT WALLET_NOT_FOUND',
  initiateDeposit: '',
  confirmDeposit: 'INVALID_TRANSITION',
  failDeposit: 'INVALID_TRANSITION',
  requestWithdrawal: 'INSUFFICIENT_FUNDS WALLET_NOT_ACTIVE WALLET_NOT_FOUND',
  approveWithdrawal: 'SELF_APPROVAL INVALID_TRANSITION',
  rejectWithdrawal: 'INVALID_TRANSITION',
  cancelWithdrawal: '',
  purchase: 'INSUFFICIENT_FUNDS WALLET_NOT_ACTIVE',
  completePurchase: 'INVALID_TRANSITION',
  failPurchase: 'INVALID_TRANSITION',
  refundPurchase: 'AMOUNT_EXCEEDS_REMAINING INVALID_TRANSITION',
  claimDailyBonus: 'ALREADY_CLAIMED',
  payReferralCommission: 'INVALID_AMOUNT',
  distributeEarnings: '',
  drawCredit: 'CREDIT_LIMIT_EXCEEDED CREDIT_NOT_APPROVED',
  repayCredit: 'AMOUNT_EXCEEDS_REMAINING',
  quoteExchange: '',
  exchange: 'QUOTE_NOT_FOUND',
  transfer: 'INSUFFICIENT_FUNDS',
  transferMany: 'INSUFFICIENT_FUNDS',
  adjustBalance: '',
  reverseTransaction: 'INVALID_TRANSITION',
};

export function expectReached(seen: ReadonlyMap<string, number>): void {
  const expected = Object.entries(REACHED).flatMap(([what, codes]) =>
    ['done', ...codes.split(' ').filter(Boolean)].map((code) => `${what} ${code}`),
  );
  expect(expected.filter((what) => !seen.has(what))).toEqual([]);
}

/** Every movement was done at least once. */
export function expectDone(seen: ReadonlyMap<string, number>): void {
  const rest = new Set<string>(['openWallet', 'closeWallet', 'expireHold']);
  const movements = Object.keys(REACHED).filter((what) => !rest.has(what));
  expect(movements.filter((what) => !seen.has(`${what} done`))).toEqual([]);
}
