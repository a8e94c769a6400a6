import type { AskOf, LineAsk, ModelCaller, SimpleAsk } from './model/ask.js';
import { drawCredit, repayCredit } from './model/credit.js';
import {
  confirmDeposit,
  earning,
  failDeposit,
  initiateDeposit,
  receiving,
} from './model/deposits.js';
import { exchange, quoteExchange } from './model/exchanges.js';
import type { Expected } from './model/expected.js';
import { claimDailyBonus, payReferralCommission } from './model/programs.js';
import {
  completePurchase,
  expireHold,
  failPurchase,
  purchase,
  refundPurchase,
} from './model/purchases.js';
import { emptyState, type ModelState } from './model/state.js';
import { adjustBalance, reversal, transfer } from './model/transfers.js';
import { creditLine, opening, statusChange } from './model/wallets.js';
import { approveWithdrawal, endWithdrawal, requestWithdrawal } from './model/withdrawals.js';

type Rules = {
  [Name in (SimpleAsk | LineAsk)['do']]: (
    state: ModelState,
    ask: AskOf<Name>,
    by: ModelCaller,
  ) => Expected;
};

/** For each thing that can be asked for, what ought to follow. */
const RULES: Rules = {
  openWallet: opening,
  freezeWallet: statusChange,
  unfreezeWallet: statusChange,
  closeWallet: statusChange,
  setCreditLine: creditLine,
  deposit: (state, ask, by) => receiving(state, 'DEPOSIT', ask, by),
  earning,
  initiateDeposit,
  confirmDeposit: (state, { transactionId }, by) => confirmDeposit(state, transactionId, by),
  failDeposit: (state, { transactionId }) => failDeposit(state, transactionId),
  requestWithdrawal,
  approveWithdrawal: (state, { transactionId }, by) => approveWithdrawal(state, transactionId, by),
  rejectWithdrawal: (state, { transactionId }, by) =>
    endWithdrawal(state, { do: 'rejectWithdrawal', transactionId }, by),
  cancelWithdrawal: (state, { transactionId }, by) =>
    endWithdrawal(state, { do: 'cancelWithdrawal', transactionId }, by),
  purchase,
  completePurchase,
  failPurchase: (state, { transactionId }) => failPurchase(state, transactionId),
  refundPurchase,
  expireHold: (state, { transactionId }) => expireHold(state, transactionId),
  claimDailyBonus: (state, { walletId }, by) => claimDailyBonus(state, walletId, by),
  payReferralCommission,
  drawCredit,
  repayCredit,
  quoteExchange,
  exchange: (state, { quoteId }, by) => exchange(state, quoteId, by),
  transfer,
  adjustBalance,
  reverseTransaction: (state, { transactionId }, by) => reversal(state, transactionId, by),
};

/**
 * A book in memory, written from the contract alone and knowing nothing of src/: what the commands of
 * the model test ought to lead to.
 */
export class Model {
  constructor(readonly state: ModelState = emptyState()) {}

  /** What ought to follow. Nothing has, until `then` is called. */
  expect(ask: SimpleAsk | LineAsk, by: ModelCaller): Expected {
    // An ask's name says which of them it is; TypeScript cannot follow that through a table.
    const rule = RULES[ask.do] as (
      state: ModelState,
      ask: SimpleAsk | LineAsk,
      by: ModelCaller,
    ) => Expected;
    return rule(this.state, ask, by);
  }

  /** Another model that knows the same. */
  copy(): Model {
    return new Model(structuredClone(this.state));
  }
}
