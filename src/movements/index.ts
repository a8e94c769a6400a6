/* The rules: a file for each kind of transaction. Decides over the locked state; no I/O. */
export { adjustBalance, type AdjustBalanceInput } from './adjustment.js';
export { claimDailyBonus } from './bonus.js';
export { payReferralCommission } from './commission.js';
export { drawCredit, repayCredit, setCreditLine } from './credit.js';
export {
  confirmDeposit,
  deposit,
  failDeposit,
  initiateDeposit,
  type DepositInput,
} from './deposit.js';
export { distributeEarnings } from './earnings.js';
export { exchange, quoteExchange } from './exchange.js';
export { expireHold } from './expiry.js';
export { openWallet, type OpenWalletInput } from './open-wallet.js';
export { completePurchase, failPurchase, purchase } from './purchase.js';
export { refundPurchase } from './refund.js';
export { reverseTransaction, type ReverseTransactionInput } from './reversal.js';
export { revokeTokens, type RevokeTokensInput } from './revocation.js';
export type { MoneyInput } from './rules/amounts.js';
export type { Remarks } from './rules/records.js';
export { transfer, transferMany, type TransferInput } from './transfer.js';
export {
  closeWallet,
  freezeWallet,
  unfreezeWallet,
  type WalletStatusInput,
} from './wallet-status.js';
export {
  approveWithdrawal,
  cancelWithdrawal,
  rejectWithdrawal,
  requestWithdrawal,
} from './withdrawal.js';
