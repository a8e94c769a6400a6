/*
 * The kinds in the order in which the page shows them. `begins`: what leads to a new one, the last step of
 * each path; `standings`: how one comes to each status that it can have, or how each of the wallets does;
 * `besides`: mutations of its noun that make no transaction. What follows from each is found by doing it.
 */

const CASH = { 'with 100 in cash': { CASH: 100_00n } };
const BOTH = {
  'in cash': { CASH: 100_00n },
  'in cash and credit': { CASH: 60_00n, CREDIT: 40_00n, OWED: -40_00n },
};

const atOnce = (...path) => ({ begins: [path], standings: { COMPLETED: path } });

export const KINDS = {
  DEPOSIT: {
    title: 'Deposit',
    about:
      'Money from outside. It comes at once, or is announced, which moves nothing, and confirmed later. A confirmed one that does not stay (a card payment that is taken back, say) fails: only while the wallet still has the money, and only where it was not reversed.',
    wallets: CASH,
    begins: [['deposit'], ['initiateDeposit']],
    standings: {
      PENDING: ['initiateDeposit'],
      COMPLETED: ['initiateDeposit', 'confirmDeposit'],
      FAILED: ['initiateDeposit', 'failDeposit'],
    },
  },
  WITHDRAWAL: {
    title: 'Withdrawal',
    about: 'Money that leaves the house. It is held until somebody decides.',
    wallets: CASH,
    begins: [['requestWithdrawal']],
    standings: {
      PENDING: ['requestWithdrawal'],
      COMPLETED: ['requestWithdrawal', 'approveWithdrawal'],
      FAILED: ['requestWithdrawal', 'rejectWithdrawal'],
      CANCELLED: ['requestWithdrawal', 'cancelWithdrawal'],
    },
  },
  PURCHASE: {
    title: 'Purchase',
    about:
      'Something bought for 100: by a wallet with 100 in cash, or with 60 in cash and 40 of drawn credit. Completing it may take less than what is held; the rest is given back. Failing a completed one gives back what its refunds have left of it.',
    wallets: BOTH,
    begins: [['purchase']],
    standings: {
      PENDING: ['purchase'],
      COMPLETED: ['purchase', 'completePurchase'],
      FAILED: ['purchase', 'failPurchase'],
    },
  },
  REFUND: {
    title: 'Refund',
    about:
      'A completed purchase, or a part of it, given back by a transaction of its own. All refunds of a purchase come to at most what was taken.',
    wallets: BOTH,
    ...atOnce('purchase', 'completePurchase', 'refundPurchase of 50'),
  },
  TRANSFER: {
    title: 'Transfer',
    about:
      'From one wallet to another in the same currency. `transferMany` does up to 1,000 in one commit, in their order: each by itself, or all or none.',
    wallets: CASH,
    begins: [['transfer'], ['transferMany']],
    standings: { COMPLETED: ['transfer'] },
  },
  EXCHANGE: {
    title: 'Exchange',
    about:
      "Between two wallets of one owner in two currencies, at the terms of a quote, which is good for a while and for once. What is received is rounded down to the currency's smallest unit.",
    wallets: CASH,
    ...atOnce('quoteExchange', 'exchange'),
    besides: [['quoteExchange']],
  },
  BONUS: {
    title: 'Daily bonus',
    about:
      'Once a wallet and day in UTC: one unit of the currency, unless the setting `DAILY_BONUS` says otherwise.',
    wallets: CASH,
    ...atOnce('claimDailyBonus'),
  },
  COMMISSION: {
    title: 'Commission',
    about:
      "A share of what another transaction was about (of a purchase, of what was taken and has not been refunded): once a source and wallet, rounded down, in the source's currency.",
    wallets: CASH,
    ...atOnce('deposit', 'payReferralCommission'),
  },
  EARNING: {
    title: 'Earning',
    about:
      'Paid to many wallets by one mutation, a transaction each. Each line stands or is refused by itself.',
    wallets: CASH,
    ...atOnce('distributeEarnings'),
  },
  CREDIT_DRAW: {
    title: 'Credit drawn',
    about:
      'Credit that purchases can spend, and that is owed until it is repaid. Nothing may be drawn before an admin approves, nor above the limit in force; a limit that is set lower leaves what is owed as it is.',
    wallets: CASH,
    ...atOnce('setCreditLine', 'drawCredit'),
    besides: [['setCreditLine']],
  },
  CREDIT_REPAYMENT: {
    title: 'Credit repaid',
    about: 'Of 100 that are owed, none or 30 of them unspent.',
    wallets: {
      'all spent': { CASH: 100_00n, OWED: -100_00n },
      '30 unspent': { CASH: 100_00n, CREDIT: 30_00n, OWED: -100_00n },
    },
    ...atOnce('repayCredit'),
  },
  ADJUSTMENT: {
    title: 'Adjustment',
    about: 'A correction by an admin, with a reason.',
    wallets: { 'a CREDIT': { CASH: 200_00n }, 'a DEBIT': { CASH: 200_00n } },
    begins: [['adjustBalance CREDIT'], ['adjustBalance DEBIT']],
    standings: {
      COMPLETED: { 'a CREDIT': ['adjustBalance CREDIT'], 'a DEBIT': ['adjustBalance DEBIT'] },
    },
  },
  REVERSAL: {
    title: 'Reversal',
    about:
      'What undoes a completed transaction, once: the opposite of what that came to on each account, by a transaction of its own, and the original stays as it is. Whoever received must still have the money. Here a deposit is reversed; the other kinds say themselves what reversing them does.',
    wallets: CASH,
    ...atOnce('deposit', 'reverseTransaction'),
  },
};
