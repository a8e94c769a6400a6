const AMOUNT = { amount: '0.00', currency: 'USD' };

/** Mutation of another name, which the viewer types. */
export const OTHER = 'other';

/** Mutations that can be scheduled, each with an input to begin with. The gateway knows more of them, and says which. */
export const TEMPLATES: Readonly<Record<string, object>> = {
  transfer: {},
  transferMany: {
    inputs: [{ fromWalletId: 'wal_…', toWalletId: 'wal_…', amount: AMOUNT }],
    atomic: false,
  },
  distributeEarnings: { lines: [{ walletId: 'wal_…', amount: AMOUNT }], memo: '…' },
  deposit: { walletId: 'wal_…', amount: AMOUNT },
  claimDailyBonus: { walletId: 'wal_…' },
  requestWithdrawal: { walletId: 'wal_…', amount: AMOUNT, destination: '…' },
  adjustBalance: { walletId: 'wal_…', direction: 'CREDIT', amount: AMOUNT, reason: '…' },
  post: {
    legs: [
      { walletId: 'wal_…', direction: 'CREDIT', amount: AMOUNT },
      { systemAccount: 'EXTERNAL', direction: 'DEBIT', amount: AMOUNT },
    ],
  },
  [OTHER]: {},
};
