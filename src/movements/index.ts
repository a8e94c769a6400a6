export { adjustBalance, type AdjustBalanceInput } from './adjustment.js';
export { deposit, type DepositInput } from './deposit.js';
export { openWallet, type OpenWalletInput } from './open-wallet.js';
export { reverseTransaction, type ReverseTransactionInput } from './reversal.js';
export type { MoneyInput, Remarks } from './rules.js';
export { transfer, type TransferInput } from './transfer.js';
export {
  closeWallet,
  freezeWallet,
  unfreezeWallet,
  type WalletStatusInput,
} from './wallet-status.js';
