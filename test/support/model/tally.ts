import type { Outcome } from '../../../src/ledger/index.js';
import type { Ask } from './ask.js';

/** What came of something that was asked for: `transfer done`, `transfer INSUFFICIENT_FUNDS`. */
export function namesOf(ask: Ask, outcome: Outcome): string[] {
  if ('refused' in outcome) return [`${ask.do} ${outcome.refused.code}`];
  if ('done' in outcome) return [`${ask.do} done`];
  const { done, refused } = outcome.many;
  const whole = refused.length === 0 ? ['done'] : done.length > 0 ? ['done in part'] : [];
  return [...whole, ...refused.map((one) => one.refused.code)].map((what) => `${ask.do} ${what}`);
}

/** Counts what was asked for and what came of it. */
export function tally(seen: Map<string, number>, ask: Ask, outcome: Outcome): void {
  for (const name of namesOf(ask, outcome)) seen.set(name, (seen.get(name) ?? 0) + 1);
}

/** What sequences must meet, or they say less than they seem to: what is not seldom met. */
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

/** What sequences must have met and have not. */
export function notReached(seen: ReadonlyMap<string, number>): string[] {
  return Object.entries(REACHED)
    .flatMap(([what, codes]) =>
      ['done', ...codes.split(' ').filter(Boolean)].map((code) => `${what} ${code}`),
    )
    .filter((name) => !seen.has(name));
}

/** The movements that commands at once are made of and of which none was done. */
export function notDone(seen: ReadonlyMap<string, number>): string[] {
  const others = new Set(['openWallet', 'closeWallet', 'expireHold', 'unfreezeWallet']);
  return Object.keys(REACHED).filter((what) => !others.has(what) && !seen.has(`${what} done`));
}
