import type { Viewer } from '../../src/domain/viewer.js';
import type { Movement, Result } from '../../src/ledger/index.js';
import * as movements from '../../src/movements/index.js';
import { parseDecimal } from '../../src/money/decimal.js';
import { type TestGateway } from './book.js';
import type { AskedMoney } from './model/amounts.js';
import type { Ask, AskOf } from './model/ask.js';
import { money, reason } from './inputs.js';

const moneyOf = ({ amount, currency }: AskedMoney) => money(amount, currency);

type Send = <I>(movement: Movement<I>, input: I) => Promise<Result>;

const SENDING: {
  [Name in Ask['do']]: (send: Send, ask: AskOf<Name>) => Promise<Result>;
} = {
  openWallet: (send, { ownerId, currency }) => send(movements.openWallet, { ownerId, currency }),
  freezeWallet: (send, { walletId }) => send(movements.freezeWallet, { walletId, reason }),
  unfreezeWallet: (send, { walletId }) => send(movements.unfreezeWallet, { walletId, reason }),
  closeWallet: (send, { walletId }) => send(movements.closeWallet, { walletId, reason }),
  setCreditLine: (send, { walletId, approved, ...limit }) =>
    send(movements.setCreditLine, { walletId, approved, limit: moneyOf(limit) }),
  deposit: (send, { walletId, ...asked }) =>
    send(movements.deposit, { walletId, amount: moneyOf(asked) }),
  initiateDeposit: (send, { walletId, ...asked }) =>
    send(movements.initiateDeposit, { walletId, amount: moneyOf(asked) }),
  confirmDeposit: (send, { transactionId }) => send(movements.confirmDeposit, { transactionId }),
  failDeposit: (send, { transactionId }) => send(movements.failDeposit, { transactionId, reason }),
  requestWithdrawal: (send, { walletId, expiresInSeconds, ...asked }) =>
    send(movements.requestWithdrawal, {
      ...{ walletId, amount: moneyOf(asked), expiresInSeconds },
      destination: 'an account',
    }),
  approveWithdrawal: (send, { transactionId }) =>
    send(movements.approveWithdrawal, { transactionId }),
  rejectWithdrawal: (send, { transactionId }) =>
    send(movements.rejectWithdrawal, { transactionId, reason }),
  cancelWithdrawal: (send, { transactionId }) =>
    send(movements.cancelWithdrawal, { transactionId }),
  purchase: (send, { walletId, expiresInSeconds, ...asked }) =>
    send(movements.purchase, { walletId, amount: moneyOf(asked), expiresInSeconds }),
  completePurchase: (send, { transactionId, money: asked }) =>
    send(movements.completePurchase, { transactionId, ...(asked && { amount: moneyOf(asked) }) }),
  failPurchase: (send, { transactionId }) =>
    send(movements.failPurchase, { transactionId, reason }),
  refundPurchase: (send, { transactionId, ...asked }) =>
    send(movements.refundPurchase, { transactionId, amount: moneyOf(asked), reason }),
  expireHold: (send, { transactionId }) => send(movements.expireHold, { transactionId }),
  claimDailyBonus: (send, { walletId }) => send(movements.claimDailyBonus, { walletId }),
  payReferralCommission: (send, { walletId, sourceTransactionId, rateBps }) =>
    send(movements.payReferralCommission, { walletId, sourceTransactionId, rateBps }),
  distributeEarnings: (send, { lines }) =>
    send(movements.distributeEarnings, {
      lines: lines.map(({ walletId, ...asked }) => ({ walletId, amount: moneyOf(asked) })),
      memo: reason,
    }),
  drawCredit: (send, { walletId, ...asked }) =>
    send(movements.drawCredit, { walletId, amount: moneyOf(asked) }),
  repayCredit: (send, { walletId, ...asked }) =>
    send(movements.repayCredit, { walletId, amount: moneyOf(asked) }),
  quoteExchange: (send, { fromWalletId, toWalletId, rate, expiresInSeconds, ...asked }) =>
    send(movements.quoteExchange, {
      ...{ fromWalletId, toWalletId, amount: moneyOf(asked), expiresInSeconds },
      rate: parseDecimal(rate),
    }),
  exchange: (send, { quoteId }) => send(movements.exchange, { quoteId }),
  transfer: (send, { fromWalletId, toWalletId, ...asked }) =>
    send(movements.transfer, { fromWalletId, toWalletId, amount: moneyOf(asked) }),
  transferMany: (send, { inputs, atomic }) =>
    send(movements.transferMany, {
      atomic,
      inputs: inputs.map(({ fromWalletId, toWalletId, ...asked }) => ({
        ...{ fromWalletId, toWalletId, amount: moneyOf(asked) },
      })),
    }),
  adjustBalance: (send, { walletId, direction, ...asked }) =>
    send(movements.adjustBalance, { walletId, direction, amount: moneyOf(asked), reason }),
  reverseTransaction: (send, { transactionId }) =>
    send(movements.reverseTransaction, { transactionId, reason }),
};

/** Sends what is asked to the real ledger. */
export function submit(gateway: TestGateway, ask: Ask, by: Viewer, key: string): Promise<Result> {
  const send: Send = (movement, input) => gateway.book.ledger.submit(movement, input, by, key);
  // An ask's name says which of them it is; TypeScript cannot follow that through a table.
  const sending = SENDING[ask.do] as (send: Send, ask: Ask) => Promise<Result>;
  return sending(send, ask);
}
