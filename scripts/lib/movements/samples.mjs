import { isRefusal, SYSTEM_ACCOUNTS } from '../../../src/ledger/index.ts';
import * as movements from '../../../src/movements/index.ts';
import { parseDecimal } from '../../../src/money/decimal.ts';
import { Rows } from '../../../test/support/locked-state.ts';
import { entriesText } from './entries.mjs';

const CURRENCIES = ['USD', 'EUR'];
const money = (amount, currency = 'USD') => ({ amount: parseDecimal(amount), currency });
/** Whoever asked does not approve. */
const OWNER = { id: 'owner', roles: ['MEMBER'] };
const ADMIN = { id: 'admin', roles: ['ADMIN'] };
const viewerOf = (action) => (STEPS.includes(action) ? ADMIN : OWNER);
const reason = 'because';

const named = ({ transactionId }) => ({ transactionId, reason });
const ofWallet = ({ wallet }) => ({ walletId: wallet.id, amount: money('100') });
const holding = (sample) => ({
  ...ofWallet(sample),
  expiresInSeconds: sample.isDue ? 0 : undefined,
});

/** What can be done to a sample. The first word is the mutation's name. */
const ACTIONS = {
  deposit: ofWallet,
  initiateDeposit: ofWallet,
  confirmDeposit: named,
  failDeposit: named,
  requestWithdrawal: holding,
  approveWithdrawal: named,
  rejectWithdrawal: named,
  cancelWithdrawal: named,
  purchase: holding,
  completePurchase: named,
  'completePurchase of 70': (sample) => ({ ...named(sample), amount: money('70') }),
  failPurchase: named,
  'refundPurchase of 50': (sample) => ({ ...named(sample), amount: money('50') }),
  transfer: ({ wallet, other }) => ({
    ...{ fromWalletId: wallet.id, toWalletId: other.id, amount: money('100') },
  }),
  transferMany: ({ wallet, other }) => ({
    inputs: [{ fromWalletId: wallet.id, toWalletId: other.id, amount: money('100') }],
    atomic: true,
  }),
  quoteExchange: ({ wallet, euros }) => ({
    ...{ fromWalletId: wallet.id, toWalletId: euros.id, amount: money('100') },
    ...{ rate: parseDecimal('0.925'), expiresInSeconds: 60 },
  }),
  exchange: ({ quoteId }) => ({ quoteId }),
  claimDailyBonus: ofWallet,
  payReferralCommission: ({ other, transactionId }) => ({
    ...{ walletId: other.id, sourceTransactionId: transactionId, rateBps: 500 },
  }),
  distributeEarnings: (sample) => ({ lines: [ofWallet(sample)] }),
  setCreditLine: ({ wallet }) => ({ walletId: wallet.id, approved: true, limit: money('500') }),
  drawCredit: ofWallet,
  repayCredit: ofWallet,
  'adjustBalance CREDIT': (sample) => ({ ...ofWallet(sample), direction: 'CREDIT', reason }),
  'adjustBalance DEBIT': (sample) => ({ ...ofWallet(sample), direction: 'DEBIT', reason }),
  reverseTransaction: named,
  expireHold: named,
};

/** Everything that is done to a transaction that is there. */
export const STEPS = [
  ...['confirmDeposit', 'failDeposit'],
  ...['approveWithdrawal', 'rejectWithdrawal', 'cancelWithdrawal'],
  ...['completePurchase', 'completePurchase of 70', 'failPurchase', 'refundPurchase of 50'],
  ...['expireHold', 'reverseTransaction', 'payReferralCommission'],
];

export const mutationOf = (action) => action.split(' ')[0];

/** A small book in which real movements are carried out, one after another, as in a batch. */
export class Sample {
  transactionId = undefined;
  quoteId = undefined;

  /**
   * @param holdings what stands in the wallet's accounts, in minor units
   * @param isDue whether a hold of it is past its time at once
   */
  constructor(holdings, isDue = false) {
    this.isDue = isDue;
    const rows = new Rows();
    this.wallet = rows.wallet('owner', 'USD', holdings);
    this.other = rows.wallet('other', 'USD');
    this.euros = rows.wallet('owner', 'EUR');
    for (const currency of CURRENCIES)
      for (const kind of SYSTEM_ACCOUNTS) rows.house(currency, kind);
    this.state = rows.state();
  }

  get status() {
    return this.state.transaction(this.transactionId)?.status;
  }

  /** What the action comes to: a plan, or a refusal. Nothing is changed. */
  decide(action) {
    const movement = movements[mutationOf(action)];
    const decided = movement.decide(ACTIONS[action](this), viewerOf(action), this.state);
    return 'lines' in decided ? decided.lines[0]() : decided;
  }

  /** The same, and it is done. @throws Error where it is refused */
  do(action) {
    const plan = this.decide(action);
    if (isRefusal(plan)) throw new Error(`${action}: ${plan.code} ${plan.message}`);
    const refusal = this.state.apply(plan, viewerOf(action).id);
    if (refusal) throw new Error(`${action}: ${refusal.code} ${refusal.message}`);
    this.transactionId = plan.answer.transactionId ?? this.transactionId;
    this.quoteId = plan.answer.quoteId ?? this.quoteId;
    return plan;
  }

  /** What a plan writes, in words. */
  entries(plan) {
    return entriesText(plan.postings ?? [], (account) => this.#nameOf(account));
  }

  #nameOf({ walletId, kind }) {
    if (walletId === null) return `_${kind}_`;
    return walletId === this.wallet.id ? kind : `the other wallet's ${kind}`;
  }
}
