import { parseDecimal } from '../../../src/money/decimal.ts';

export const money = (amount, currency = 'USD') => ({ amount: parseDecimal(amount), currency });
/** Whoever asked does not approve. */
export const OWNER = { id: 'owner', roles: ['MEMBER'] };
export const ADMIN = { id: 'admin', roles: ['ADMIN'] };
export const viewerOf = (action) => (STEPS.includes(action) ? ADMIN : OWNER);
const reason = 'because';

const named = ({ transactionId }) => ({ transactionId, reason });
const ofWallet = ({ wallet }) => ({ walletId: wallet.id, amount: money('100') });
const holding = (sample) => ({
  ...ofWallet(sample),
  expiresInSeconds: sample.isDue ? 0 : undefined,
});

/** What can be done to a sample. The first word is the mutation's name. */
export const ACTIONS = {
  deposit: ofWallet,
  'deposit of 0.01': (sample) => ({ ...ofWallet(sample), amount: money('0.01') }),
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
  quoteExchange: ({ wallet, euros, isDue }) => ({
    ...{ fromWalletId: wallet.id, toWalletId: euros.id, amount: money('100') },
    ...{ rate: parseDecimal('0.925'), expiresInSeconds: isDue ? 0 : 60 },
  }),
  exchange: ({ quoteId }) => ({ quoteId }),
  claimDailyBonus: ofWallet,
  payReferralCommission: ({ other, transactionId }) => ({
    ...{ walletId: other.id, sourceTransactionId: transactionId, rateBps: 500 },
  }),
  distributeEarnings: (sample) => ({ lines: [ofWallet(sample)] }),
  setCreditLine: ({ wallet }) => ({ walletId: wallet.id, approved: true, limit: money('500') }),
  'setCreditLine unapproved': ({ wallet }) => ({
    ...{ walletId: wallet.id, approved: false, limit: money('500') },
  }),
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
